package io.aval.internal.cdi;

import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Reception;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Guards beans with the standard annotations for roles. */
@Interceptor
@GuardedByRoles
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class RolesInterceptor extends AccessInterceptor {
  @Inject
  RolesInterceptor(CurrentCall call, Reception reception) {
    super(call, reception);
  }
}
