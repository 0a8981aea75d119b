package io.aval.internal.websocket;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the callbacks of an endpoint that no interceptor would see, or could not lead. */
final class CallbackFaults {
  private final Class<?> type;
  private final boolean shared;

  private CallbackFaults(Class<?> type, boolean shared) {
    this.type = type;
    this.shared = shared;
  }

  /**
   * Looks at all callbacks.
   *
   * @param plan the endpoint's
   * @param shared whether one instance serves many connections
   * @return the rest of a sentence that begins with the endpoint
   */
  static Optional<String> in(EndpointPlan plan, boolean shared) {
    CallbackFaults faults = new CallbackFaults(plan.type(), shared);
    return plan.callbacks().values().stream().flatMap(it -> faults.in(it).stream()).findFirst();
  }

  private Optional<String> in(CallbackPlan callback) {
    String name = callback.method().getName();
    return outOfReach(callback.method())
        .or(() -> unfit(callback))
        .or(
            () ->
                shared && callback.session() < 0
                    ? Optional.of(
                        "has one instance for all connections, so its method "
                            + name
                            + " needs a jakarta.websocket.Session parameter, too.")
                    : Optional.empty());
  }

  private Optional<String> outOfReach(Method method) {
    int modifiers = method.getModifiers();
    String name = method.getName();
    if (!Modifier.isPublic(modifiers)) { // some servers call it all the same
      return Optional.of("cannot be guarded, since its method " + name + " is not public.");
    }
    if (Modifier.isFinal(modifiers)
        || Modifier.isStatic(modifiers)
        || Modifier.isFinal(type.getModifiers())) {
      return Optional.of("cannot be guarded, since it or its method " + name + " is final.");
    }
    if (method.getDeclaringClass().isInterface()) {
      return Optional.of("inherits its method " + name + " from an interface: override it.");
    }
    return isOverriddenUnseen(method)
        ? Optional.of(
            "overrides its method "
                + name
                + " without repeating the annotation that makes it a callback: some servers would"
                + " call it unguarded.")
        : Optional.empty();
  }

  /** The server finds the overridden method and calls the other one, which is no callback. */
  private boolean isOverriddenUnseen(Method method) {
    return Stream.<Class<?>>iterate(type, Class::getSuperclass)
        .takeWhile(at -> at != method.getDeclaringClass() && at != null)
        .flatMap(at -> Arrays.stream(at.getDeclaredMethods()))
        .anyMatch(
            other ->
                other.getName().equals(method.getName())
                    && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())
                    && CallbackPlan.Kind.of(other) == null);
  }

  private static Optional<String> unfit(CallbackPlan callback) {
    Class<?> returned = callback.method().getReturnType();
    return callback.kind() == CallbackPlan.Kind.MESSAGE
            && returned.isPrimitive()
            && returned != void.class
        ? Optional.of(
            "must not return a primitive type from its method "
                + callback.method().getName()
                + ": when a message is refused, nothing is answered.")
        : Optional.empty();
  }
}
