package io.aval.internal.websocket;

import io.aval.internal.request.AccessRule;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One callback method of an endpoint.
 *
 * @param method the method
 * @param kind which callback
 * @param rule what its annotations, and those of the class, ask of a speaker
 * @param session at which place of its parameters the session is; −1: nowhere
 * @param text at which place a whole text message is; −1: nowhere
 */
record CallbackPlan(Method method, Kind kind, AccessRule rule, int session, int text) {

  /** Which callback. */
  enum Kind {
    OPEN,
    MESSAGE,
    CLOSE,
    ERROR;

    static @Nullable Kind of(Method method) {
      if (method.isAnnotationPresent(OnOpen.class)) {
        return OPEN;
      }
      if (method.isAnnotationPresent(OnMessage.class)) {
        return MESSAGE;
      }
      if (method.isAnnotationPresent(OnClose.class)) {
        return CLOSE;
      }
      return method.isAnnotationPresent(OnError.class) ? ERROR : null;
    }
  }

  static CallbackPlan of(Class<?> type, Method method, Kind kind, List<Class<?>> decoders) {
    int text =
        kind == Kind.MESSAGE && TextUse.of(method, decoders) == TextUse.WHOLE
            ? TextUse.messageAt(method)
            : -1;
    return new CallbackPlan(
        method,
        kind,
        AccessRule.of(type, method),
        Arrays.asList(method.getParameterTypes()).indexOf(Session.class),
        text);
  }
}
