package io.aval.internal.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A container's session that writes down what is sent and how it was closed. */
final class RecordedSession {
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Map<String, Object> properties = new ConcurrentHashMap<>();
  private volatile boolean stalled;
  private volatile boolean busy;
  private volatile boolean open = true;

  Session session() {
    RemoteEndpoint.Async remote =
        proxy(
            RemoteEndpoint.Async.class,
            (name, arguments) -> {
              if (busy) {
                throw new IllegalStateException("in the middle of a message");
              }
              sent.add((String) arguments[0]);
              if (!stalled) {
                ((SendHandler) arguments[1]).onResult(new SendResult());
              }
              return null;
            });
    return proxy(
        Session.class,
        (name, arguments) ->
            switch (name) {
              case "getUserProperties" -> properties;
              case "getAsyncRemote" -> remote;
              case "isOpen" -> open;
              case "close" -> closed.add(written((CloseReason) arguments[0])) ? null : null;
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  private static String written(CloseReason reason) {
    return reason.getCloseCode().getCode() + " " + reason.getReasonPhrase();
  }

  /** From now on nothing that is sent arrives. */
  RecordedSession stalled() {
    stalled = true;
    return this;
  }

  /** From now on it is as if the client had gone, and nobody had been told. */
  RecordedSession gone() {
    open = false;
    return this;
  }

  /** Whether the application is in the middle of a message of its own. */
  RecordedSession busy(boolean now) {
    busy = now;
    return this;
  }

  Conversation conversation() {
    return (Conversation) Objects.requireNonNull(properties.get("io.aval.conversation"));
  }

  List<String> sent() {
    return sent;
  }

  List<String> closed() {
    return closed;
  }
}
