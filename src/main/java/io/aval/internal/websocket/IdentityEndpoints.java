package io.aval.internal.websocket;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Knows the endpoints that guard themselves. By name, since their package stands on this one, and
 * since nothing here may need Jakarta WebSocket.
 */
public final class IdentityEndpoints {
  static final String NAME = "io.aval.websocket.IdentityEndpoint";

  /** They cannot be final: a container that intercepts the class would then refuse it. */
  private static final List<String> GUARDS = List.of("onOpen", "onClose", "onError");

  private IdentityEndpoints() {}

  /** Whether a class is one, so that no interceptor of ours has anything to do on it. */
  public static boolean isOne(Class<?> type) {
    return lineage(type).anyMatch(ancestor -> ancestor.getName().equals(NAME));
  }

  /** A method by which a class gets around the guard, if there is one. */
  static Optional<String> bypass(Class<?> type) {
    return lineage(type)
        .takeWhile(ancestor -> !ancestor.getName().equals(NAME))
        .flatMap(ancestor -> Arrays.stream(ancestor.getDeclaredMethods()))
        .map(Method::getName)
        .filter(GUARDS::contains)
        .findFirst();
  }

  private static Stream<Class<?>> lineage(Class<?> type) {
    return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass);
  }
}
