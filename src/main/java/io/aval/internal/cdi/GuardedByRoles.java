package io.aval.internal.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put by the extension on classes with {@code @RolesAllowed}, {@code @PermitAll}, {@code @DenyAll}.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface GuardedByRoles {
  /** The annotation itself. */
  @SuppressWarnings("ClassExplicitlyAnnotation") // how CDI has it
  final class Literal extends AnnotationLiteral<GuardedByRoles> implements GuardedByRoles {
    static final Literal INSTANCE = new Literal();
    private static final long serialVersionUID = 1L;
  }
}
