package io.aval.internal.websocket;

import io.aval.Identified;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;

/** Leads the callbacks of endpoints with {@code @Identified}. */
@Interceptor
@Identified
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 50)
public class IdentifiedSocketInterceptor extends SocketInterceptor {
  private static final long serialVersionUID = 1L;

  @Inject
  IdentifiedSocketInterceptor(SocketDesk desk) {
    super(desk);
  }
}
