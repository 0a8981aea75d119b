package io.aval.internal.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put by the extension on every bean that an annotation of ours concerns, be it the bean's own or
 * one of what it extends or implements.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Guarded {
  /** The annotation itself. */
  @SuppressWarnings("ClassExplicitlyAnnotation") // how CDI has it
  final class Literal extends AnnotationLiteral<Guarded> implements Guarded {
    static final Literal INSTANCE = new Literal();
    private static final long serialVersionUID = 1L;
  }
}
