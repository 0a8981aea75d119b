package io.aval.internal.cdi;

import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Reception;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Guards beans that the extension found to be concerned. */
@Interceptor
@Guarded
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class GuardedInterceptor extends AccessInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  GuardedInterceptor(CurrentCall call, Reception reception, BeanRules rules) {
    super(call, reception, rules);
  }
}
