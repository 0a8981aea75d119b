package io.aval.internal.websocket;

import io.aval.internal.request.AccessRule;
import io.aval.internal.request.ApplicationBeans;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Leads the calls of a programmatic endpoint through the door, as an interceptor would. */
public final class ProgrammaticCalls {
  private final Class<?> endpoint;
  private final EndpointPlan plan;
  private final AccessRule onText;
  private final AccessRule onBinary;
  private volatile @Nullable SocketDoor door;

  /**
   * Reads the annotations.
   *
   * @param api the class that declares the methods
   * @param endpoint the application's subclass
   */
  public ProgrammaticCalls(Class<?> api, Class<?> endpoint) {
    this.endpoint = endpoint;
    AccessRule onOpen = rule(api, endpoint, "opened");
    this.plan = EndpointPlan.programmatic(endpoint, onOpen);
    this.onText = rule(api, endpoint, "text");
    this.onBinary = rule(api, endpoint, "binary");
  }

  private static AccessRule rule(Class<?> api, Class<?> endpoint, String name) {
    Method method =
        Arrays.stream(api.getDeclaredMethods())
            .filter(declared -> declared.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return AccessRule.of(endpoint, method);
  }

  /**
   * A method of the application.
   *
   * @param <T> what it gets
   */
  @FunctionalInterface
  public interface Receiver<T> {
    /**
     * Calls it.
     *
     * @param message what it gets
     * @throws Exception whatever it throws
     */
    void take(T message) throws Exception;
  }

  /** A method of the application that gets nothing. */
  @FunctionalInterface
  public interface Step {
    /**
     * Calls it.
     *
     * @throws Exception whatever it throws
     */
    void run() throws Exception;
  }

  /** The connection was opened. */
  public void open(Session session, Step opened) {
    Callback callback = callback(opened);
    SocketDoor found = ApplicationBeans.all().select(SocketDesk.class).get().doorOf(endpoint);
    this.door = found;
    quietly(() -> found.open(session, plan, () -> found.resume(session, callback), callback));
  }

  private SocketDoor door() {
    SocketDoor found = door;
    if (found == null) {
      throw new IllegalStateException("Aval has not seen this connection open.");
    }
    return found;
  }

  /** Messages may come. */
  public void listen(Session session, Receiver<String> text, Receiver<ByteBuffer> binary) {
    Conversation conversation = Conversation.on(session);
    if (conversation == null || conversation.now().ended()) {
      return;
    }
    session.addMessageHandler(
        String.class,
        message ->
            quietly(
                () ->
                    door()
                        .message(
                            conversation, onText, message, callback(() -> text.take(message)))));
    session.addMessageHandler(
        ByteBuffer.class,
        message ->
            quietly(
                () ->
                    door()
                        .message(
                            conversation, onBinary, null, callback(() -> binary.take(message)))));
  }

  /** The connection was closed. */
  public void closed(Session session, CloseReason reported, Receiver<CloseReason> closed) {
    Conversation conversation = Conversation.on(session);
    if (conversation != null) {
      CloseReason reason = conversation.endingOr(reported);
      quietly(() -> door().closed(conversation, callback(() -> closed.take(reason))));
    }
  }

  /** Something failed. */
  public void failed(Session session, Step failed) {
    Conversation conversation = Conversation.on(session);
    if (conversation != null) {
      quietly(() -> door().failed(conversation, callback(failed)));
    }
  }

  private static Callback callback(Step step) {
    return () -> {
      step.run();
      return null;
    };
  }

  /** Endpoints throw nothing checked; the container gives what they throw to {@code onError}. */
  private static void quietly(Callback callback) {
    try {
      callback.call();
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception thrown) {
      throw new IllegalStateException(thrown);
    }
  }
}
