package io.aval.internal.cdi;

import io.aval.StepUp;
import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Reception;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Guards beans with {@code @StepUp}. */
@Interceptor
@StepUp
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class StepUpInterceptor extends AccessInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  StepUpInterceptor(CurrentCall call, Reception reception, BeanRules rules) {
    super(call, reception, rules);
  }
}
