package io.aval.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Makes a JAX-RS call once more, and puts what comes back in the place of the first answer. */
final class RepeatedCall {
  private static final int LONGEST_REFUSAL = 64 * 1024;

  private RepeatedCall() {}

  static void make(
      ClientRequestContext request,
      ClientResponseContext response,
      String authorization,
      String mark)
      throws IOException {
    if (!readToItsEnd(response)) {
      return;
    }
    Invocation.Builder call = target(request).request();
    call.headers(headers(request, authorization));
    request.getPropertyNames().stream()
        .filter(name -> !name.equals(mark))
        .forEach(name -> call.property(name, request.getProperty(name)));
    Response again = invocation(call, request).invoke();
    response.setStatusInfo(again.getStatusInfo());
    MultivaluedMap<String, String> fields = response.getHeaders();
    fields.clear();
    fields.putAll(again.getStringHeaders());
    response.setEntityStream(
        again.hasEntity()
            ? again.readEntity(InputStream.class)
            : new ByteArrayInputStream(new byte[0]));
  }

  /**
   * Gives the first answer's connection back. By reading: RESTEasy takes the answer itself for
   * closed when its stream is. A body too long for that is left to the caller, whole.
   */
  private static boolean readToItsEnd(ClientResponseContext response) throws IOException {
    InputStream body = response.hasEntity() ? response.getEntityStream() : null;
    if (body == null) {
      return true;
    }
    byte[] start = body.readNBytes(LONGEST_REFUSAL);
    int next = start.length < LONGEST_REFUSAL ? -1 : body.read();
    if (next >= 0) {
      InputStream read = new ByteArrayInputStream(start);
      InputStream one = new ByteArrayInputStream(new byte[] {(byte) next});
      response.setEntityStream(new SequenceInputStream(new SequenceInputStream(read, one), body));
    }
    return next < 0;
  }

  /** With what was registered for this call only, such as readers and writers. */
  private static WebTarget target(ClientRequestContext request) {
    Client client = request.getClient();
    WebTarget target = client.target(request.getUri());
    Configuration of = request.getConfiguration();
    of.getInstances().stream()
        .filter(part -> !client.getConfiguration().isRegistered(part.getClass()))
        .forEach(target::register);
    of.getClasses().stream()
        .filter(part -> !client.getConfiguration().isRegistered(part))
        .filter(part -> !target.getConfiguration().isRegistered(part))
        .forEach(target::register);
    return target;
  }

  private static MultivaluedMap<String, Object> headers(
      ClientRequestContext request, String authorization) {
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    request
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Content-Length")
                  && !name.equalsIgnoreCase(BearerRules.AUTHORIZATION)) {
                headers.put(name, values);
              }
            });
    headers.putSingle(BearerRules.AUTHORIZATION, authorization);
    return headers;
  }

  private static Invocation invocation(Invocation.Builder call, ClientRequestContext request) {
    if (!request.hasEntity()) {
      return call.build(request.getMethod());
    }
    Object body = new GenericEntity<>(request.getEntity(), request.getEntityType());
    Variant variant =
        new Variant(
            request.getMediaType(),
            request.getLanguage(),
            request.getHeaderString("Content-Encoding"));
    return call.build(
        request.getMethod(), Entity.entity(body, variant, request.getEntityAnnotations()));
  }
}
