package io.aval.internal.websocket;

import io.aval.internal.request.AccessRule;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads the callbacks of an annotated endpoint through the door. Each subclass is bound to one of
 * the annotations that may stand on the class; whichever comes first does everything.
 *
 * <p>It lives as long as the endpoint's instance, which is one per connection unless the
 * application wants it otherwise, and remembers its connection for the callbacks that have no
 * parameter for it.
 *
 * <p>Serializable for beans that are put aside, which it may be bound to as well.
 */
@SuppressWarnings("serial") // the desk is a client proxy, which is
abstract class SocketInterceptor implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SocketDesk desk;
  private transient volatile @Nullable Session own;
  private volatile boolean shared;

  SocketInterceptor(SocketDesk desk) {
    this.desk = desk;
  }

  /** Calls the callback, or does not. */
  @AroundInvoke
  @Nullable Object lead(InvocationContext call) throws Exception {
    Object target = call.getTarget();
    Optional<EndpointPlan> plan =
        target == null ? Optional.empty() : desk.planOf(target.getClass());
    CallbackPlan callback = plan.map(it -> it.callback(call.getMethod())).orElse(null);
    if (callback == null || call.getContextData().containsKey(AccessRule.CHECKED)) {
      return call.proceed();
    }
    call.getContextData().put(AccessRule.CHECKED, true);
    return switch (callback.kind()) {
      case OPEN -> open(call, plan.orElseThrow(), sessionOf(call, callback));
      case MESSAGE ->
          door(call)
              .message(
                  conversation(call, callback),
                  callback.rule(),
                  text(call, callback),
                  call::proceed);
      case CLOSE -> close(call, conversation(call, callback));
      case ERROR -> door(call).failed(conversation(call, callback), call::proceed);
    };
  }

  private @Nullable Object open(InvocationContext call, EndpointPlan plan, Session session)
      throws Exception {
    synchronized (this) {
      Session before = own;
      this.shared = shared || (before != null && before != session);
      this.own = session;
    }
    Object target = call.getTarget();
    Method method = call.getMethod();
    Object[] arguments = call.getParameters().clone();
    SocketDoor door = door(call);
    Callback again = () -> again(target, method, arguments);
    return door.open(session, plan, () -> door.resume(session, again), call::proceed);
  }

  private @Nullable Object close(InvocationContext call, Conversation conversation)
      throws Exception {
    Object[] arguments = call.getParameters().clone();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof CloseReason reported) {
        arguments[i] = conversation.endingOr(reported);
      }
    }
    call.setParameters(arguments);
    return door(call).closed(conversation, call::proceed);
  }

  /**
   * Calls {@code @OnOpen} as the container does. From within another callback of the same instance
   * no interceptor sees it, otherwise this one does, once more.
   */
  private static @Nullable Object again(Object target, Method method, Object[] arguments)
      throws Exception {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw thrown;
    }
  }

  private SocketDoor door(InvocationContext call) {
    return desk.doorOf(call.getTarget().getClass());
  }

  private Session sessionOf(InvocationContext call, CallbackPlan callback) {
    if (callback.session() >= 0
        && call.getParameters()[callback.session()] instanceof Session session) {
      return session;
    }
    Session known = own;
    if (known == null || shared) {
      throw new IllegalStateException(
          "Aval cannot tell to which connection this call of "
              + callback.method().getName()
              + " belongs: one instance of the endpoint serves several, so the method needs a"
              + " jakarta.websocket.Session parameter.");
    }
    return known;
  }

  private Conversation conversation(InvocationContext call, CallbackPlan callback) {
    Conversation found = Conversation.on(sessionOf(call, callback));
    if (found == null) {
      throw new IllegalStateException("Aval has not seen this connection open.");
    }
    return found;
  }

  private static @Nullable String text(InvocationContext call, CallbackPlan callback) {
    return callback.text() < 0 ? null : (String) call.getParameters()[callback.text()];
  }
}
