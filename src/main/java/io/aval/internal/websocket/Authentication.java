package io.aval.internal.websocket;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Verdict;
import java.util.Optional;

/** Takes what clients say to Aval: a token, a newer one, or that there is none any more. */
final class Authentication {
  private final Doorkeeper doorkeeper;
  private final Tenure tenure;
  private final Endings endings;
  private final Answers answers;

  Authentication(Doorkeeper doorkeeper, Tenure tenure, Endings endings, Answers answers) {
    this.doorkeeper = doorkeeper;
    this.tenure = tenure;
    this.endings = endings;
    this.answers = answers;
  }

  /**
   * Takes a message.
   *
   * @throws Exception what the application's {@code @OnOpen} threw, where it was waiting for this
   */
  void take(Conversation conversation, Authenticate message) throws Exception {
    if (!conversation.mayAuthenticate(tenure.millis())) {
      endings.abuse(conversation, "too many Authenticate messages");
    } else if (message.fault() != null) {
      IdentityException refusal = new IdentityException(message.fault(), "an Authenticate message");
      doorkeeper.refused(refusal);
      refuse(conversation, message, refusal);
    } else if (message.token() == null) {
      long until = tenure.toAuthenticate(conversation.plan());
      if (conversation.change(moment -> moment.withNobody(until))) {
        acknowledge(conversation);
      }
    } else {
      examine(conversation, message, message.token());
    }
  }

  private void examine(Conversation conversation, Authenticate message, String token)
      throws Exception {
    Verdict verdict;
    try {
      verdict = doorkeeper.verdictOn(token);
    } catch (IllegalStateException failed) {
      endings.fail(conversation); // it has been logged
      return;
    }
    Optional<IdentityException> refusal = verdict.refusal();
    if (refusal.isPresent()) {
      refuse(conversation, message, refusal.get());
      return;
    }
    UserIdentity identity = verdict.identity().orElseThrow();
    if (!conversation.now().isBoundTo(identity)) {
      hijack(conversation, message);
    } else if (mayOpen(conversation, message, identity)) {
      accept(conversation, message, identity);
    }
  }

  /** A conversation that began as one user's never becomes another's. */
  private void hijack(Conversation conversation, Authenticate message) {
    IdentityException refusal =
        new IdentityException(
            Reason.INVALID_CLAIM, "a WebSocket's token was renewed for another iss or sub");
    doorkeeper.refused(refusal);
    conversation.send(answers.error(refusal, base(conversation, message), true));
    endings.finish(conversation, refusal.getReason());
  }

  /** Where {@code @OnOpen} asks for more than an identity, nothing begins without it. */
  private boolean mayOpen(Conversation conversation, Authenticate message, UserIdentity identity) {
    if (conversation.now().opened()) {
      return true;
    }
    try {
      conversation.plan().onOpen().check(new Speaker(Optional.of(identity)), tenure.instant());
      return true;
    } catch (IdentityException refusal) {
      doorkeeper.refused(refusal);
      refuse(conversation, message, refusal);
    } catch (IllegalStateException failed) {
      endings.fail(conversation); // its roles could not be found out, which has been logged
    }
    return false;
  }

  private void accept(Conversation conversation, Authenticate message, UserIdentity identity)
      throws Exception {
    if (!conversation.accept(identity, tenure.until(identity))) {
      // It ended while the token was examined, or another message bound it.
      if (!conversation.now().isBoundTo(identity)) {
        hijack(conversation, message);
      }
      return;
    }
    acknowledge(conversation);
    Callback opening = conversation.takeWaiting();
    if (opening != null) {
      opening.call();
    }
  }

  private void acknowledge(Conversation conversation) {
    Moment now = conversation.now();
    if (!conversation.send(Answers.authenticated(now.version(), now.speaker()))) {
      endings.abuse(conversation, "messages are not read");
    }
  }

  /** A refused renewal changes nothing; without an identity there is nothing to go on with. */
  private void refuse(Conversation conversation, Authenticate message, IdentityException refusal) {
    boolean kept = conversation.send(answers.error(refusal, base(conversation, message), true));
    if (conversation.now().identity() == null) {
      endings.finish(conversation, refusal.getReason());
    } else if (!kept) {
      endings.abuse(conversation, "messages are not read");
    }
  }

  private static int base(Conversation conversation, Authenticate message) {
    Integer said = message.baseVersion();
    return said == null ? conversation.now().version() : said;
  }
}
