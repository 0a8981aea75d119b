package io.aval.internal.cdi;

import io.aval.RequiresScope;
import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Reception;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Guards beans with {@code @RequiresScope}. */
@Interceptor
@RequiresScope({})
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class ScopeInterceptor extends AccessInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  ScopeInterceptor(CurrentCall call, Reception reception, BeanRules rules) {
    super(call, reception, rules);
  }
}
