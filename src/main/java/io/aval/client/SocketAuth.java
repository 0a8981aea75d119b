package io.aval.client;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * Keeps connections over WebSocket authenticated: each gets a {@link LiveToken}, which renews its
 * identity in band before it expires. Has one daemon thread for all of them, which ends with it.
 * Safe for use by many threads.
 *
 * <pre>{@code
 * SocketAuth auth = SocketAuth.of(tokens, "wss://notes.example.com");
 * }</pre>
 *
 * <p>Where there is Jakarta WebSocket, {@link BearerConfigurator} puts the token into the handshake
 * as well.
 */
public final class SocketAuth implements AutoCloseable {
  private final BearerRules rules;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor thread;

  private SocketAuth(BearerRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    this.thread = new ScheduledThreadPoolExecutor(1, SocketAuth::daemon);
    thread.setRemoveOnCancelPolicy(true);
  }

  /**
   * Makes what authenticates connections.
   *
   * @param tokens where tokens come from; not closed with this
   * @param origins who gets them: scheme, host and, unless it is the scheme's own, port; {@code
   *     wss}, or {@code ws} to this machine ({@code https} and {@code http} say the same)
   * @return the authentication
   * @throws IllegalArgumentException when there is no origin, or one that cannot be used
   */
  public static SocketAuth of(TokenSource tokens, String... origins) {
    return of(tokens, Clock.systemUTC(), origins);
  }

  static SocketAuth of(TokenSource tokens, Clock clock, String... origins) {
    return new SocketAuth(new BearerRules(tokens, Targets.of(origins)), clock);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "aval-sockets");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to authenticate a connection that is open: sends {@code Authenticate} at once, and again
   * ahead of each expiry.
   *
   * @param uri what was connected to
   * @param send sends a text message on the connection; called by this object's thread, so it must
   *     be safe beside what the application itself sends
   * @param refused hears why the server refuses the identity, a {@link io.aval.Reason} of its or
   *     another code, or why there is no token; called by any thread, after the last attempt
   * @return the connection's token, to be shown each text message and closed with the connection
   * @throws IllegalArgumentException when the URI is of none of the origins
   */
  public LiveToken open(URI uri, Consumer<String> send, Consumer<String> refused) {
    if (!rules.targets().include(uri)) {
      throw new IllegalArgumentException("No token goes to " + uri.getHost());
    }
    LiveToken live =
        new LiveToken(rules.tokens(), new LiveToken.Line(send, refused), clock, thread);
    live.begin();
    return live;
  }

  /** The value of the handshake's header. */
  Optional<String> headerFor(URI uri) {
    return rules.headerFor(uri);
  }

  /** Ends the renewing of all connections; closes none. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
