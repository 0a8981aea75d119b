package io.aval.internal.websocket;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.internal.request.AccessRule;
import io.aval.internal.request.CallScope;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Home;
import io.aval.internal.request.IdentityCarrier;
import io.aval.internal.request.ThrownRefusal;
import io.aval.spi.RevocationStore;
import jakarta.websocket.Session;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the connections of one application and its callbacks: says at each moment who
 * speaks, takes the messages that are Aval's, and ends what may not go on. Safe for many threads.
 */
final class SocketDoor implements AutoCloseable {
  /** What a message has beside its token. */
  private static final int AROUND_TOKEN = 1024;

  private final Home home;
  private final Doorkeeper doorkeeper;
  private final CallScope scope;
  private final Answers answers;
  private final Tenure tenure;
  private final Endings endings;
  private final Authentication authentication;
  private final Conversations conversations;
  private final int longestMessage;

  SocketDoor(
      Home home,
      CallScope scope,
      RevocationStore revocations,
      ScheduledExecutorService scheduler,
      Clock clock) {
    this.home = home;
    this.doorkeeper = home.doorkeeper();
    IdentityConfig config = doorkeeper.config();
    this.scope = scope;
    this.longestMessage = config.maxTokenSize() + AROUND_TOKEN;
    this.answers = new Answers(config.errorDetails());
    this.tenure = new Tenure(config, revocations, clock);
    this.endings = new Endings(doorkeeper, answers, scheduler);
    this.authentication = new Authentication(doorkeeper, tenure, endings, answers);
    this.conversations =
        new Conversations(scheduler, tenure, endings, config.webSocket().revocationInterval());
  }

  Conversations conversations() {
    return conversations;
  }

  /**
   * A connection was opened.
   *
   * @param session the connection
   * @param plan the endpoint's
   * @param later leads to {@link #resume}, should the callback have to wait
   * @param callback the application's
   * @return what the callback returned, null where it was not called
   * @throws Exception what the callback threw
   */
  @Nullable Object open(Session session, EndpointPlan plan, Callback later, Callback callback)
      throws Exception {
    if (Conversation.on(session) != null) {
      return resume(session, callback);
    }
    Conversation conversation = newOne(session, plan);
    if (!mayBegin(conversation)) {
      return null;
    }
    if (plan.text() == TextUse.NONE) {
      session.addMessageHandler(String.class, text -> takeAlone(conversation, text));
    }
    if (conversation.now().identity() == null && !plan.onOpen().isOpen()) {
      conversation.keepWaiting(later);
      return null;
    }
    return begin(conversation, callback);
  }

  /** The {@code @OnOpen} that waited is due. */
  @Nullable Object resume(Session session, Callback callback) throws Exception {
    Conversation conversation = Conversation.on(session);
    return conversation == null ? null : begin(conversation, callback);
  }

  private Conversation newOne(Session session, EndpointPlan plan) {
    Optional<UserIdentity> identity =
        session.getUserPrincipal() instanceof IdentityCarrier carrier
            ? Optional.ofNullable(carrier.identity())
            : Optional.empty();
    Moment moment =
        identity
            .map(user -> Moment.of(user, tenure.until(user)))
            .orElseGet(() -> Moment.nobody(tenure.toAuthenticate(plan)));
    int rate = doorkeeper.config().webSocket().authenticateRate();
    Conversation conversation = new Conversation(session, plan, rate, moment);
    conversation.attach();
    conversations.add(conversation);
    return conversation;
  }

  /** Ends what may not begin, or of which nobody can tell. */
  private boolean mayBegin(Conversation conversation) {
    try {
      Optional<IdentityException> refusal = refusalAtOpening(conversation);
      refusal.ifPresent(found -> endings.refuse(conversation, found));
      return refusal.isEmpty();
    } catch (IllegalStateException failed) {
      endings.fail(conversation); // it has been logged
      return false;
    }
  }

  private Optional<IdentityException> refusalAtOpening(Conversation conversation) {
    Moment moment = conversation.now();
    EndpointPlan plan = conversation.plan();
    Optional<IdentityException> over =
        tenure.over(moment).map(reason -> new IdentityException(reason, "a WebSocket was opened"));
    if (over.isPresent()) {
      return over;
    }
    if (moment.identity() == null) {
      boolean hopeless = plan.isProtected() && !plan.isInBand();
      return hopeless
          ? Optional.of(new IdentityException(Reason.NO_TOKEN, "no token in the handshake"))
          : Optional.empty();
    }
    return refusalOf(plan.onOpen(), moment);
  }

  private Optional<IdentityException> refusalOf(AccessRule rule, Moment moment) {
    try {
      rule.check(new Speaker(moment.speaker()), tenure.instant());
      return Optional.empty();
    } catch (IdentityException refusal) {
      return Optional.of(refusal);
    }
  }

  private @Nullable Object begin(Conversation conversation, Callback callback) throws Exception {
    if (!conversation.change(Moment::known)) {
      return null;
    }
    Moment moment = conversation.now();
    try {
      return scope.call(home, moment.speaker(), callback::call);
    } catch (Exception thrown) {
      endings.refuse(conversation, refusalIn(thrown, moment));
      return null;
    }
  }

  /**
   * A message came.
   *
   * @param conversation where
   * @param rule what the callback asks of a speaker
   * @param text the whole message, null where it is no whole text
   * @param callback the application's
   * @return what the callback returned, null where it was not called
   * @throws Exception what the callback threw
   */
  @Nullable Object message(
      Conversation conversation, AccessRule rule, @Nullable String text, Callback callback)
      throws Exception {
    if (conversation.now().ended() || (text != null && take(conversation, text))) {
      return null;
    }
    Moment moment = conversation.now();
    Optional<Reason> over = tenure.over(moment);
    if (over.isPresent()) {
      endings.refuse(conversation, new IdentityException(over.get(), "a WebSocket's message"));
      return null;
    }
    Optional<IdentityException> refusal =
        moment.opened()
            ? refusalOf(rule, moment)
            : Optional.of(new IdentityException(Reason.NO_TOKEN, "not authenticated yet"));
    if (refusal.isPresent()) {
      complain(conversation, refusal.get());
      return null;
    }
    try {
      return scope.call(home, moment.speaker(), callback::call);
    } catch (Exception thrown) {
      complain(conversation, refusalIn(thrown, moment));
      return null;
    }
  }

  /** Takes a text that is Aval's; returns whether it was. */
  private boolean take(Conversation conversation, String text) throws Exception {
    Authenticate message =
        conversation.plan().isInBand() ? Authenticate.in(text, longestMessage).orElse(null) : null;
    if (message == null || conversation.now().ended()) {
      return message != null;
    }
    try {
      authentication.take(conversation, message);
    } catch (Exception thrown) {
      endings.refuse(conversation, refusalIn(thrown, conversation.now()));
    }
    return true;
  }

  /** Takes a text for an endpoint that has no place for any: what is not Aval's goes nowhere. */
  private void takeAlone(Conversation conversation, String text) {
    try {
      take(conversation, text);
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception thrown) {
      throw new IllegalStateException("The endpoint's @OnOpen failed", thrown);
    }
  }

  /** The refusal in what the application threw; throws everything else. */
  private static IdentityException refusalIn(Exception thrown, Moment moment) throws Exception {
    IdentityException refusal = ThrownRefusal.in(thrown, moment.identity() != null).orElse(null);
    if (refusal == null) {
      throw thrown;
    }
    return refusal;
  }

  /** Tells a client that its message was not taken; one that sends many is told of some. */
  private void complain(Conversation conversation, IdentityException refusal) {
    doorkeeper.refused(refusal);
    if (conversation.mayComplain(tenure.millis())
        && !conversation.send(answers.error(refusal, conversation.now().version(), false))) {
      endings.abuse(conversation, "messages are not read");
    }
  }

  /**
   * A connection was closed.
   *
   * @return what the callback returned, null where it was not called
   * @throws Exception what the callback threw
   */
  @Nullable Object closed(Conversation conversation, Callback callback) throws Exception {
    conversation.end();
    conversations.remove(conversation);
    return failed(conversation, callback);
  }

  /**
   * Something failed. What the application was never told of neither fails nor ends for it.
   *
   * @return what the callback returned, null where it was not called
   * @throws Exception what the callback threw
   */
  @Nullable Object failed(Conversation conversation, Callback callback) throws Exception {
    Moment moment = conversation.now();
    return moment.opened() ? scope.call(home, moment.speaker(), callback::call) : null;
  }

  @Override
  public void close() {
    conversations.close();
  }
}
