package io.aval.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.GenericEntity;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Makes a JAX-RS call once more, and puts what comes back in the place of the first answer. */
final class RepeatedCall {
  private static final int LONGEST_REFUSAL = 64 * 1024;

  private RepeatedCall() {}

  static void make(ClientRequestContext request, ClientResponseContext response, Sent again)
      throws IOException {
    if (!readToItsEnd(response)) {
      return;
    }
    Invocation.Builder call = target(request, again).request();
    call.headers(again.fields());
    request.getPropertyNames().stream()
        .filter(name -> !name.equals(Sent.FIRST))
        .forEach(name -> call.property(name, request.getProperty(name)));
    call.property(Sent.AGAIN, again);
    Response second = invocation(call, request, again).invoke();
    response.setStatusInfo(second.getStatusInfo());
    MultivaluedMap<String, String> fields = response.getHeaders();
    fields.clear();
    fields.putAll(second.getStringHeaders());
    response.setEntityStream(stream(second));
  }

  /** As it came, since whoever reads the first answer decodes it as the header fields say. */
  private static InputStream stream(Response second) {
    return second.hasEntity() && second.getEntity() instanceof InputStream raw
        ? new WholeBody(raw, second)
        : new ByteArrayInputStream(new byte[0]);
  }

  /** Keeps the answer: RESTEasy's closes its stream when nobody refers to it any more. */
  private static final class WholeBody extends FilterInputStream {
    private final Response answer;

    WholeBody(InputStream raw, Response answer) {
      super(raw);
      this.answer = answer;
    }

    @Override
    public void close() throws IOException {
      super.close();
      answer.close();
    }
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
  private static WebTarget target(ClientRequestContext request, Sent again) {
    Client client = request.getClient();
    WebTarget target = client.target(again.uri());
    Configuration of = request.getConfiguration();
    of.getInstances().stream()
        .filter(part -> !(part instanceof AttachingFilter || part instanceof RepeatingFilter))
        .filter(part -> !client.getConfiguration().isRegistered(part.getClass()))
        .forEach(target::register);
    of.getClasses().stream()
        .filter(part -> !client.getConfiguration().isRegistered(part))
        .filter(part -> !target.getConfiguration().isRegistered(part))
        .forEach(target::register);
    return target;
  }

  private static Invocation invocation(
      Invocation.Builder call, ClientRequestContext request, Sent again) {
    if (!request.hasEntity()) {
      return call.build(request.getMethod());
    }
    Object body = new GenericEntity<>(request.getEntity(), request.getEntityType());
    Variant variant = new Variant(request.getMediaType(), request.getLanguage(), encoding(again));
    return call.build(
        request.getMethod(), Entity.entity(body, variant, request.getEntityAnnotations()));
  }

  /** Before any interceptor of the first call had set it. */
  private static @Nullable String encoding(Sent again) {
    @Nullable Object encoding = again.headers().getFirst("Content-Encoding");
    return encoding == null ? null : encoding.toString();
  }
}
