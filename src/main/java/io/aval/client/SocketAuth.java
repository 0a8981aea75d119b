package io.aval.client;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;

/**
 * Keeps connections over WebSocket authenticated: each gets a {@link LiveToken}, which renews its
 * identity in band before it expires. Has one daemon thread that keeps the time for all of them,
 * and at most four that fetch and send, which end with it; none inherits what its maker has in
 * {@link InheritableThreadLocal}s. Safe for use by many threads.
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
  private final ScheduledThreadPoolExecutor timer;
  private final ExecutorService workers;

  private SocketAuth(BearerRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    this.timer = new ScheduledThreadPoolExecutor(1, BackgroundThreads.named("aval-sockets"));
    timer.setRemoveOnCancelPolicy(true);
    this.workers = BackgroundThreads.forSockets();
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

  /**
   * Begins to authenticate a connection that is open: sends {@code Authenticate} at once, and again
   * ahead of each expiry.
   *
   * <p>Whose token: whoever is the user on the thread that calls this is asked for at once, and
   * stays the connection's user as long as it is open ({@link TokenSource#capture}). A container
   * calls {@code onOpen} on a thread of its own, where there may be no user: make this object of a
   * captured source then. A source of your own that does not override {@code capture} is asked on
   * threads of this object, and must not depend on which one.
   *
   * @param uri what was connected to
   * @param send sends a text message on the connection; called by this object's threads, one at a
   *     time, so it must be safe beside what the application itself sends. It should not block: few
   *     threads serve all connections
   * @param refused hears why the server refuses the identity, a {@link io.aval.Reason} of its or
   *     another code, or why there is no token; called by any thread, after the last attempt
   * @return the connection's token, to be shown each text message and closed with the connection
   * @throws IllegalArgumentException when the URI is of none of the origins
   * @throws IllegalStateException where the source cannot know whose token is wanted
   */
  public LiveToken open(URI uri, Consumer<String> send, Consumer<String> refused) {
    if (!rules.targets().include(uri)) {
      throw new IllegalArgumentException("No token goes to " + uri.getHost());
    }
    LiveToken live =
        new LiveToken(
            rules.tokens().capture(),
            new LiveToken.Line(send, refused),
            clock,
            new Errands(timer, workers));
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
    timer.shutdownNow();
    workers.shutdownNow();
  }
}
