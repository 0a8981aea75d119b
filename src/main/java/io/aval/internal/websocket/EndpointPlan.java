package io.aval.internal.websocket;

import io.aval.internal.request.AccessRule;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Aval knows of an endpoint's class. Immutable, made once per class.
 *
 * @param type the class that the application wrote
 * @param callbacks its callback methods
 * @param onClass what the annotations on the class ask
 * @param onOpen what those of {@code @OnOpen} ask
 * @param text what it does with text messages
 */
record EndpointPlan(
    Class<?> type,
    Map<Method, CallbackPlan> callbacks,
    AccessRule onClass,
    AccessRule onOpen,
    TextUse text) {

  EndpointPlan {
    callbacks = Map.copyOf(callbacks);
  }

  /**
   * Reads an annotated endpoint.
   *
   * @param instance the class of an instance, which may be a proxy's
   * @return empty where it is no endpoint
   */
  static Optional<EndpointPlan> of(Class<?> instance) {
    for (Class<?> type = instance; type != null; type = type.getSuperclass()) {
      ServerEndpoint endpoint = type.getDeclaredAnnotation(ServerEndpoint.class);
      if (endpoint != null) {
        return Optional.of(of(type, List.of(endpoint.decoders())));
      }
    }
    return Optional.empty();
  }

  private static EndpointPlan of(Class<?> type, List<Class<?>> decoders) {
    Map<Method, CallbackPlan> callbacks = callbacks(type, decoders);
    AccessRule onClass = AccessRule.ofClass(type);
    AccessRule onOpen =
        callbacks.values().stream()
            .filter(callback -> callback.kind() == CallbackPlan.Kind.OPEN)
            .map(CallbackPlan::rule)
            .findFirst()
            .orElse(onClass);
    return new EndpointPlan(type, callbacks, onClass, onOpen, textUse(callbacks, decoders));
  }

  /** The plan of a programmatic endpoint, whose text messages come whole. */
  static EndpointPlan programmatic(Class<?> type, AccessRule onOpen) {
    return new EndpointPlan(type, Map.of(), AccessRule.ofClass(type), onOpen, TextUse.WHOLE);
  }

  private static Map<Method, CallbackPlan> callbacks(Class<?> type, List<Class<?>> decoders) {
    Set<Method> methods = new HashSet<>(List.of(type.getMethods())); // those of interfaces, too
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      methods.addAll(List.of(at.getDeclaredMethods()));
    }
    Map<Method, CallbackPlan> found = new HashMap<>();
    for (Method method : methods) {
      CallbackPlan.Kind kind = CallbackPlan.Kind.of(method);
      if (kind != null && !method.isBridge()) {
        found.put(method, CallbackPlan.of(type, method, kind, decoders));
      }
    }
    return found;
  }

  private static TextUse textUse(
      Map<Method, CallbackPlan> callbacks, Collection<? extends Class<?>> decoders) {
    List<TextUse> uses =
        callbacks.values().stream()
            .filter(callback -> callback.kind() == CallbackPlan.Kind.MESSAGE)
            .map(callback -> TextUse.of(callback.method(), new ArrayList<>(decoders)))
            .toList();
    if (uses.contains(TextUse.FOREIGN)) {
      return TextUse.FOREIGN;
    }
    return uses.contains(TextUse.WHOLE) ? TextUse.WHOLE : TextUse.NONE;
  }

  @Nullable CallbackPlan callback(Method method) {
    return callbacks.get(method);
  }

  /** Whether a token may come in a message. */
  boolean isInBand() {
    return text != TextUse.FOREIGN;
  }

  /** Whether a conversation without an identity is no conversation. */
  boolean isProtected() {
    return !onClass.isOpen() || !onOpen.isOpen();
  }
}
