package io.aval.internal.cdi;

import io.aval.internal.request.AccessRule;
import io.aval.internal.websocket.IdentityEndpoints;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules of one class's methods, each read once. Bounded by the methods that the class has. */
final class MethodRules {
  private final Class<?> type;
  private final boolean guardsItself;
  private final Map<Method, AccessRule> rules = new ConcurrentHashMap<>();

  MethodRules(Class<?> type) {
    this.type = type;
    this.guardsItself = IdentityEndpoints.isOne(type);
  }

  AccessRule of(Method method) {
    if (guardsItself) {
      return AccessRule.open();
    }
    return rules.computeIfAbsent(method, key -> AccessRule.of(type, key));
  }
}
