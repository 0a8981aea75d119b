package io.aval.internal.cdi;

import io.aval.internal.request.AccessRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.Method;

/**
 * The rules of all beans' methods, each read once: an interceptor lives no longer than the bean
 * that it guards, which may be as long as one call.
 */
@ApplicationScoped
class BeanRules {
  private final ClassValue<MethodRules> rules =
      new ClassValue<>() {
        @Override
        protected MethodRules computeValue(Class<?> type) {
          return new MethodRules(type);
        }
      };

  /** Creates the bean, and its client proxy. */
  BeanRules() {}

  AccessRule of(Class<?> type, Method method) {
    return rules.get(type).of(method);
  }
}
