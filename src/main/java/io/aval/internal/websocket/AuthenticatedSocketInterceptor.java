package io.aval.internal.websocket;

import io.aval.Authenticated;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Leads the callbacks of endpoints with {@code @Authenticated}. */
@Interceptor
@Authenticated
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 50)
public class AuthenticatedSocketInterceptor extends SocketInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  AuthenticatedSocketInterceptor(SocketDesk desk) {
    super(desk);
  }
}
