package io.aval.internal.cdi;

import io.aval.internal.request.AccessRule;
import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Reception;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Checks the caller of a bean's method against the annotations on it. Each subclass is bound to one
 * of the annotations, since an interceptor with several bindings asks for all of them; whichever
 * runs checks everything.
 *
 * <p>Serializable, since it goes with the bean: sessions and stateful enterprise beans are put
 * aside, and Payara makes a subclass, without our constructors, of what is not.
 */
@SuppressWarnings("serial") // what is injected are client proxies, which are
abstract class AccessInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CurrentCall call;
  private final Reception reception;
  private final BeanRules rules;

  AccessInterceptor(CurrentCall call, Reception reception, BeanRules rules) {
    this.rules = rules;
    this.call = call;
    this.reception = reception;
  }

  /** Lets the call through, or throws the refusal. */
  @AroundInvoke
  @Nullable Object check(InvocationContext invocation) throws Exception {
    if (invocation.getContextData().containsKey(AccessRule.CHECKED)) {
      return invocation.proceed(); // a WebSocket's callback, for which the door has other rules
    }
    Object target = invocation.getTarget();
    Class<?> type = target == null ? invocation.getMethod().getDeclaringClass() : target.getClass();
    AccessRule rule = rules.of(type, invocation.getMethod());
    if (!rule.isOpen()) {
      reception.check(rule, call);
    }
    return invocation.proceed();
  }
}
