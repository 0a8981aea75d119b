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
 * Lets in only callers who authenticated strongly or recently enough; others are refused with
 * {@link Reason#STEP_UP_REQUIRED}, and callers without a token with {@link Reason#NO_TOKEN}.
 *
 * <p>On resource methods and classes, and on CDI beans. An annotation on a method beats the ones on
 * its class.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470">RFC 9470</a>
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface StepUp {
  /**
   * Authentication context classes of which the token's {@code acr} must be one.
   *
   * @return the acceptable values; empty for any
   */
  @Nonbinding
  String[] acr() default {};

  /**
   * Greatest age of the authentication in seconds, counted from the token's {@code auth_time}.
   *
   * @return the age, or −1 for any
   */
  @Nonbinding
  int maxAge() default -1;
}
