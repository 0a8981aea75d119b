package io.aval.client;

import io.aval.internal.jose.JsonText;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The identity of one open WebSocket connection, renewed in band: {@code Authenticate}, {@code
 * Authenticated} and {@code AuthError} are its messages, all others are the application's. Made by
 * {@link SocketAuth#open}. Safe for use by many threads.
 *
 * <p>Whose token: of whoever was the user on the thread that opened it, as long as it is open
 * ({@link TokenSource#capture}).
 *
 * <p>A renewal that is refused is tried once more with another token, if there is one. When none
 * can be had it is tried again until the connection is closed; the old identity serves on until it
 * expires. Only when nobody is signed in any more, the identity is given up ({@code tokenType}
 * {@code None}).
 */
public final class LiveToken implements AutoCloseable {
  private static final int LONGEST = 8_192;
  private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /**
   * What is known of the identity: its version, the token sent last, and whether it is the second.
   */
  private record State(int version, @Nullable String sent, boolean retried) {}

  /**
   * The connection.
   *
   * @param send sends a text message
   * @param refused hears why there is no identity
   */
  record Line(Consumer<String> send, Consumer<String> refused) {}

  private final TokenSource tokens;
  private final Line line;
  private final Clock clock;
  private final Errands errands;
  private final AtomicReference<State> state = new AtomicReference<>(new State(0, null, false));

  LiveToken(TokenSource tokens, Line line, Clock clock, Errands errands) {
    this.tokens = tokens;
    this.line = line;
    this.clock = clock;
    this.errands = errands;
  }

  void begin() {
    errands.in(Duration.ZERO, () -> authenticate(null));
  }

  /**
   * Shows it a text message that came on the connection.
   *
   * @param text the whole message
   * @return whether it was Aval's, and so is none of the application's
   */
  public boolean takes(String text) {
    if (text.length() > LONGEST || !text.contains("\"Auth")) {
      return false;
    }
    Map<String, @Nullable Object> message;
    try {
      message = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson someOther) {
      return false;
    }
    if ("Authenticated".equals(message.get("type"))) {
      acknowledged(message);
      return true;
    }
    if ("AuthError".equals(message.get("type"))) {
      refused(message);
      return true;
    }
    return false;
  }

  /**
   * How often the server has taken an identity or its end.
   *
   * @return the identity version; 0 before the first acknowledgement
   */
  public int identityVersion() {
    return known().version();
  }

  private void acknowledged(Map<String, @Nullable Object> message) {
    int version = message.get("identityVersion") instanceof Long number ? number.intValue() : 0;
    state.updateAndGet(now -> new State(version, now.sent(), false));
    expiry(message.get("expiresAt"))
        .ifPresent(end -> errands.in(untilRenewal(end), () -> authenticate(null)));
  }

  private static Optional<Instant> expiry(@Nullable Object text) {
    try {
      return text instanceof String moment ? Optional.of(Instant.parse(moment)) : Optional.empty();
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Not at once, whatever the clocks say: else two clocks that disagree would renew for ever. */
  private Duration untilRenewal(Instant end) {
    Duration life = Duration.between(clock.instant(), end);
    Duration quarter = life.dividedBy(4);
    Duration delay = life.minus(quarter.compareTo(MOST_AHEAD) < 0 ? quarter : MOST_AHEAD);
    Duration least = life.compareTo(AGAIN) > 0 ? Duration.ofSeconds(1) : AGAIN;
    return delay.compareTo(least) < 0 ? least : delay;
  }

  private void refused(Map<String, @Nullable Object> message) {
    if (!Boolean.TRUE.equals(message.get("authUpdateAttempted"))) {
      return; // about a message of the application's, or the end that a close frame tells of
    }
    String code = message.get("code") instanceof String text ? text : "unknown";
    if (known().retried()) {
      line.refused().accept(code);
    } else {
      errands.in(Duration.ZERO, () -> authenticate(code));
    }
  }

  private State known() {
    return Objects.requireNonNull(state.get());
  }

  /**
   * Sends a token.
   *
   * @param code why the server refused the one before; null: it did not
   */
  private void authenticate(@Nullable String code) {
    @Nullable String sent = known().sent();
    Optional<String> token;
    try {
      token = otherThan(sent);
    } catch (RuntimeException none) {
      line.refused()
          .accept(none instanceof TokenException ? String.valueOf(none.getMessage()) : "no token");
      errands.in(AGAIN, () -> authenticate(code));
      return;
    }
    if (sent == null || !token.equals(Optional.of(sent))) {
      send(token, code != null);
    } else if (code != null) {
      line.refused().accept(code);
    } else {
      errands.in(AGAIN, () -> authenticate(null)); // the old one is valid for a while yet
    }
  }

  /** Another token, or the same one when there is no other; empty: nobody is signed in. */
  private Optional<String> otherThan(@Nullable String sent) {
    Optional<String> other =
        sent == null ? Optional.empty() : tokens.getToken(TokenRequest.ANY.insteadOf(sent));
    return other.isPresent() ? other : tokens.getToken(TokenRequest.ANY);
  }

  private void send(Optional<String> token, boolean retry) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("type", "Authenticate");
    message.put("tokenType", token.isPresent() ? "User" : "None");
    token.ifPresent(text -> message.put("value", text));
    message.put("baseVersion", known().version());
    state.updateAndGet(now -> new State(now.version(), token.orElse(null), retry));
    if (!errands.isClosed()) {
      line.send().accept(JsonText.write(message));
    }
  }

  /** Ends the renewing; to be called when the connection is closed. */
  @Override
  public void close() {
    errands.close();
  }

  @Override
  public String toString() {
    return "LiveToken[version " + identityVersion() + "]";
  }
}
