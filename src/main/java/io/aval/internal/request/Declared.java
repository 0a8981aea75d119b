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
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
    return nearest(Lineage.of(type).stream().map(Lineage::type).toList());
  }

  static Declared onMethod(Class<?> type, Method method) {
    List<Lineage> lineage = Lineage.of(type);
    Method real = Lineage.real(lineage, method);
    return nearest(
        lineage.stream()
            .map(ancestor -> ancestor.declared(real))
            .filter(Objects::nonNull)
            .toList());
  }

  /** Whether a class, or anything that it extends or implements, has any of ours. */
  static boolean isAnywhereOn(Class<?> type) {
    return Lineage.of(type).stream()
        .map(Lineage::type)
        .anyMatch(
            ancestor ->
                isAnnotated(ancestor)
                    || Arrays.stream(ancestor.getDeclaredMethods())
                        .anyMatch(Declared::isAnnotated));
  }

  private static boolean isAnnotated(AnnotatedElement element) {
    return OURS.stream().anyMatch(element::isAnnotationPresent);
  }

  <A extends Annotation> @Nullable A find(Class<A> annotation) {
    return element == null ? null : element.getAnnotation(annotation);
  }

  private static Declared nearest(List<? extends @Nullable AnnotatedElement> elements) {
    for (AnnotatedElement element : elements) {
      if (element != null && isAnnotated(element)) {
        return new Declared(element);
      }
    }
    return new Declared(null);
  }
}
