package io.aval.internal.rest;

import io.aval.UserIdentity;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.FilterOutputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * Writes an identity that is itself the answer of a resource. More specific than the writers of
 * JSON-B and Jackson, so that a client proxy never reaches them.
 */
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
final class IdentityWriter implements MessageBodyWriter<UserIdentity> {
  private final JsonGeneratorFactory json = Json.createGeneratorFactory(Map.of());

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return UserIdentity.class.isAssignableFrom(type)
        && (mediaType.getSubtype().equals("json") || mediaType.getSubtype().endsWith("+json"));
  }

  @Override
  @SuppressWarnings("TooManyParameters") // the interface's
  public void writeTo(
      UserIdentity identity,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body) {
    // The stream is the runtime's to close.
    OutputStream kept =
        new FilterOutputStream(body) {
          @Override
          public void close() {}
        };
    try (JsonGenerator out = json.createGenerator(kept)) {
      IdentityJson.write(identity, out);
    }
  }
}
