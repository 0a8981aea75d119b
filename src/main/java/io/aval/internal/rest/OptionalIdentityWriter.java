package io.aval.internal.rest;

import io.aval.UserIdentity;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes the answer of a resource that returns an {@code Optional<UserIdentity>}: the identity, or
 * JSON's null. Jersey hands JSON-B the bare optional, whose content it then writes by its getters.
 */
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
final class OptionalIdentityWriter implements MessageBodyWriter<Optional<?>> {
  private final IdentityWriter writer = new IdentityWriter();

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == Optional.class
        && genericType instanceof ParameterizedType optional
        && optional.getActualTypeArguments()[0] instanceof Class<?> content
        && writer.isWriteable(content, content, annotations, mediaType);
  }

  @Override
  @SuppressWarnings("TooManyParameters") // the interface's
  public void writeTo(
      Optional<?> identity,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    if (identity.orElse(null) instanceof UserIdentity user) {
      writer.writeTo(user, UserIdentity.class, type, annotations, mediaType, headers, body);
    } else {
      body.write("null".getBytes(StandardCharsets.UTF_8));
    }
  }
}
