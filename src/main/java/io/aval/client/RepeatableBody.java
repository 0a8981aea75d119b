package io.aval.client;

import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.StreamingOutput;
import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the body of a JAX-RS request can be written a second time: anything can but what is read
 * while it is written. A stream in the middle of a class of the application's is not seen.
 */
final class RepeatableBody {
  /** By name, since their APIs may not be there. */
  private static final List<String> READ_ONCE =
      List.of(
          "jakarta.activation.DataSource",
          "jakarta.activation.DataHandler",
          "org.jboss.resteasy.plugins.providers.multipart.MultipartOutput",
          "org.jboss.resteasy.plugins.providers.multipart.MultipartFormDataOutput",
          "java.util.concurrent.Flow$Publisher",
          "org.reactivestreams.Publisher");

  private RepeatableBody() {}

  static boolean is(@Nullable Object body) {
    if (body == null) {
      return true;
    }
    if (body instanceof Map<?, ?> map) {
      return map.values().stream().allMatch(RepeatableBody::is);
    }
    if (body instanceof java.util.Collection<?> many) {
      return many.stream().allMatch(RepeatableBody::is);
    }
    if (body instanceof Object[] array) {
      return IntStream.range(0, Array.getLength(array)).allMatch(i -> is(array[i]));
    }
    boolean readOnce =
        body instanceof AutoCloseable // streams, readers, channels, Jersey's MultiPart
            || body instanceof Iterator<?>
            || body instanceof BaseStream<?, ?>
            || body instanceof EntityPart
            || body instanceof StreamingOutput
            || isReadOnce(body.getClass());
    return !readOnce;
  }

  private static boolean isReadOnce(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    if (READ_ONCE.contains(type.getName()) || isReadOnce(type.getSuperclass())) {
      return true;
    }
    for (Class<?> above : type.getInterfaces()) {
      if (isReadOnce(above)) {
        return true;
      }
    }
    return false;
  }
}
