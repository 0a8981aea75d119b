package io.aval.internal.request;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.RequiresScope;
import io.aval.StepUp;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The annotations that protect one method or one class. The nearest declaration that has any of
 * ours counts: the class itself, then what it extends, then what it implements. A proxy's class or
 * an overriding method without annotations thus opens nothing that was closed.
 *
 * @param element where the annotations stand; null where there are none
 */
record Declared(@Nullable AnnotatedElement element) {
  private static final List<Class<? extends Annotation>> OURS =
      List.of(
          Authenticated.class,
          Identified.class,
          RequiresScope.class,
          StepUp.class,
          RolesAllowed.class,
          PermitAll.class,
          DenyAll.class);

  static Declared onClass(Class<?> type) {
    return nearest(List.copyOf(lineage(type)));
  }

  static Declared onMethod(Class<?> type, Method method) {
    return nearest(
        lineage(type).stream()
            .map(ancestor -> declared(ancestor, method))
            .filter(found -> found != null)
            .toList());
  }

  <A extends Annotation> @Nullable A find(Class<A> annotation) {
    return element == null ? null : element.getAnnotation(annotation);
  }

  private static Declared nearest(List<? extends @Nullable AnnotatedElement> elements) {
    for (AnnotatedElement element : elements) {
      if (element != null && OURS.stream().anyMatch(element::isAnnotationPresent)) {
        return new Declared(element);
      }
    }
    return new Declared(null);
  }

  private static @Nullable Method declared(Class<?> type, Method like) {
    try {
      return type.getDeclaredMethod(like.getName(), like.getParameterTypes());
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** The class, its superclasses, then all their interfaces. */
  private static Set<Class<?>> lineage(Class<?> type) {
    Set<Class<?>> lineage = new LinkedHashSet<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      lineage.add(c);
    }
    Deque<Class<?>> open = new ArrayDeque<>(lineage);
    while (!open.isEmpty()) {
      for (Class<?> implemented : open.remove().getInterfaces()) {
        if (lineage.add(implemented)) {
          open.add(implemented);
        }
      }
    }
    return lineage;
  }
}
