package io.aval.internal.cdi;

import io.aval.internal.request.AccessRule;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/** Finds what annotations on a bean protect and no interceptor can reach. */
final class UnguardedCode {
  private UnguardedCode() {}

  /**
   * Looks at one bean.
   *
   * @param bean its class
   * @return a sentence for whoever deploys it; empty where everything can be guarded
   */
  static Optional<String> in(Class<?> bean) {
    if (!AccessRule.concerns(bean)) {
      return Optional.empty();
    }
    for (Class<?> type = bean; type != null && type != Object.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (isOutOfReach(bean, method) && !AccessRule.of(bean, method).isOpen()) {
          return Optional.of(
              "Aval: the annotations on "
                  + bean.getName()
                  + " ask something of the callers of "
                  + method.getName()
                  + ", and it cannot be guarded, since the class or the method is final. Take final"
                  + " away, or the annotation.");
        }
      }
    }
    return Optional.empty();
  }

  /** Private and static methods are not called through a bean's proxy. */
  private static boolean isOutOfReach(Class<?> bean, Method method) {
    int modifiers = method.getModifiers();
    return !Modifier.isPrivate(modifiers)
        && !Modifier.isStatic(modifiers)
        && !method.isSynthetic()
        && (Modifier.isFinal(modifiers) || Modifier.isFinal(bean.getModifiers()));
  }
}
