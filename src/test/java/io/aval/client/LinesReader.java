package io.aval.client;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads and writes {@code List<String>} as lines: a provider that needs the generic type. */
final class LinesReader
    implements MessageBodyReader<List<String>>, MessageBodyWriter<List<String>> {

  private static boolean isLines(Type type) {
    return type instanceof ParameterizedType list
        && list.getActualTypeArguments()[0] == String.class;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return isLines(generic);
  }

  @Override
  public List<String> readFrom(
      Class<List<String>> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return List.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      List<String> lines,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }
}
