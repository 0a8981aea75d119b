package io.aval.internal.cdi;

import io.aval.Authenticated;
import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Reception;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Guards beans with {@code @Authenticated}. */
@Interceptor
@Authenticated
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class AuthenticatedInterceptor extends AccessInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  AuthenticatedInterceptor(CurrentCall call, Reception reception, BeanRules rules) {
    super(call, reception, rules);
  }
}
