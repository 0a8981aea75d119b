package io.aval;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets in only callers whose token has all the named scopes; others are refused with {@link
 * Reason#INSUFFICIENT_SCOPE}, and callers without a token with {@link Reason#NO_TOKEN}.
 *
 * <p>On resource methods and classes, and on CDI beans. An annotation on a method beats the ones on
 * its class.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {
  /**
   * The scopes that the token must have, all of them. They are compared exactly and named in the
   * challenge.
   *
   * @return scope tokens as RFC 6749, section 3.3 defines them
   */
  @Nonbinding
  String[] value();
}
