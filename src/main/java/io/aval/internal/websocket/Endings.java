package io.aval.internal.websocket;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.internal.request.Doorkeeper;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Ends conversations, and says why.
 *
 * <p>The connection is closed on another thread than the one that asks for it, which is often in
 * the middle of a callback: some containers call {@code @OnClose} from within {@code close}, and no
 * interceptor sees what an instance is called for from within its own call.
 */
final class Endings {
  private static final System.Logger LOG = System.getLogger(Endings.class.getName());

  private final Doorkeeper doorkeeper;
  private final Answers answers;
  private final Executor elsewhere;

  Endings(Doorkeeper doorkeeper, Answers answers, Executor elsewhere) {
    this.doorkeeper = doorkeeper;
    this.answers = answers;
    this.elsewhere = elsewhere;
  }

  /** Ends a conversation that may not go on, and reports it. */
  void refuse(Conversation conversation, IdentityException refusal) {
    if (conversation.end()) {
      sayGoodbye(conversation, refusal);
    }
  }

  /** Reports the refusal that ended a conversation, tells the client, and closes the connection. */
  void sayGoodbye(Conversation conversation, IdentityException refusal) {
    doorkeeper.refused(refusal);
    if (conversation.plan().isInBand()) {
      conversation.send(answers.error(refusal, conversation.now().version(), false));
    }
    closeElsewhere(conversation, answers.closing(refusal.getReason()));
  }

  /** Ends a conversation whose client has been told why. */
  void finish(Conversation conversation, Reason reason) {
    if (conversation.end()) {
      closeElsewhere(conversation, answers.closing(reason));
    }
  }

  /** Ends a conversation with a client that does not behave. */
  void abuse(Conversation conversation, String what) {
    if (conversation.end()) {
      closeElsewhere(conversation, new CloseReason(CloseCodes.VIOLATED_POLICY, what));
    }
  }

  /** Ends a conversation about which nobody can tell. */
  void fail(Conversation conversation) {
    if (conversation.end()) {
      closeElsewhere(
          conversation,
          new CloseReason(CloseCodes.UNEXPECTED_CONDITION, "the token could not be examined"));
    }
  }

  /** Ends a conversation because the application stops, and with it the other threads. */
  void leave(Conversation conversation) {
    if (conversation.end()) {
      close(conversation, new CloseReason(CloseCodes.GOING_AWAY, ""));
    }
  }

  private void closeElsewhere(Conversation conversation, CloseReason reason) {
    Runnable closing = () -> close(conversation, reason);
    try {
      elsewhere.execute(closing);
    } catch (RejectedExecutionException stopped) {
      closing.run();
    }
  }

  /** The application hears of it in {@code @OnClose}, and may throw whatever it likes there. */
  private static void close(Conversation conversation, CloseReason reason) {
    conversation.endsWith(reason);
    try {
      conversation.session().close(reason);
    } catch (IOException | RuntimeException gone) {
      LOG.log(System.Logger.Level.DEBUG, "A WebSocket could not be closed in order", gone);
    }
  }
}
