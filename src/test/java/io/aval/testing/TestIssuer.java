package io.aval.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.json.JsonUtil;
import org.jspecify.annotations.Nullable;

/**
 * A real issuer on loopback: an HTTP server with a discovery document and a key set, which can be
 * told to misbehave. It holds key pairs and signs nothing. Safe for use by many threads; several
 * live side by side, each on a port of its own.
 */
public final class TestIssuer implements AutoCloseable {
  /** The path of the key set. */
  public static final String JWKS_PATH = "/jwks.json";

  /** The path of the discovery document. */
  public static final String DISCOVERY_PATH = "/.well-known/openid-configuration";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(TestIssuer::daemon);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger jwksRequests = new AtomicInteger();
  private final AtomicInteger discoveryRequests = new AtomicInteger();
  private final AtomicInteger kids = new AtomicInteger();
  private volatile List<TestKey> published = List.of();
  private volatile @Nullable Duration maxAge;
  private volatile @Nullable String claimedIssuer;
  private volatile @Nullable String claimedJwksUri;
  private volatile Behaviour jwksBehaviour = Behaviour.honest();
  private volatile Behaviour discoveryBehaviour = Behaviour.honest();

  private TestIssuer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext(DISCOVERY_PATH, this::discovery);
    server.createContext(JWKS_PATH, this::jwks);
  }

  /** Starts an issuer on a free port, with one RSA key published. */
  public static TestIssuer start() {
    TestIssuer issuer = startWithoutKeys();
    issuer.publish(issuer.newKey("RSA"));
    return issuer;
  }

  /** Starts an issuer on a free port, with an empty key set. */
  public static TestIssuer startWithoutKeys() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
      TestIssuer issuer = new TestIssuer(HttpServer.create(any, 200));
      issuer.server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The issuer's URL, without a trailing slash: what {@code iss} says in its tokens. */
  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where the key set is. */
  public URI jwksUri() {
    return URI.create(issuer() + JWKS_PATH);
  }

  /** Where the discovery document is. */
  public URI discoveryUri() {
    return URI.create(issuer() + DISCOVERY_PATH);
  }

  /**
   * Makes a key with a fresh {@code kid} that is not published.
   *
   * @param type {@code RSA}, {@code P-256}, {@code P-384}, {@code P-521} or {@code Ed25519}
   */
  public TestKey newKey(String type) {
    return TestKey.generate("key-" + kids.incrementAndGet(), type);
  }

  /** Publishes exactly these keys. */
  public void publish(TestKey... keys) {
    published = List.of(keys);
  }

  /** The published keys, in order. */
  public List<TestKey> published() {
    return published;
  }

  /** The first published key: the one to sign with. */
  public TestKey current() {
    return published.get(0);
  }

  /** Puts a new key of the current one's type first and keeps the old ones published. */
  public TestKey rotateWithOverlap() {
    List<TestKey> keys = new ArrayList<>(published);
    keys.add(0, newKey(current().type()));
    published = List.copyOf(keys);
    return current();
  }

  /** Publishes a new key of the current one's type and nothing else. */
  public TestKey rotateWithoutOverlap() {
    publish(newKey(current().type()));
    return current();
  }

  /** Sends {@code Cache-Control: max-age} with the key set; null: no such header. */
  public void maxAge(@Nullable Duration age) {
    maxAge = age;
  }

  /** Lies about the issuer in the discovery document; null: the truth again. */
  public void claimIssuer(@Nullable String issuer) {
    claimedIssuer = issuer;
  }

  /** Names another place for the keys in the discovery document; null: its own again. */
  public void claimJwksUri(@Nullable String uri) {
    claimedJwksUri = uri;
  }

  /** Answers for the key set in this way from now on. */
  public void jwks(Behaviour behaviour) {
    jwksBehaviour = behaviour;
  }

  /** Answers for the discovery document in this way from now on. */
  public void discovery(Behaviour behaviour) {
    discoveryBehaviour = behaviour;
  }

  /** Answers for both in this way from now on. */
  public void everything(Behaviour behaviour) {
    jwks(behaviour);
    discovery(behaviour);
  }

  /** How often the key set was asked for. */
  public int jwksRequests() {
    return jwksRequests.get();
  }

  /** How often the discovery document was asked for. */
  public int discoveryRequests() {
    return discoveryRequests.get();
  }

  /** Stops the server; stalled answers end. */
  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void jwks(HttpExchange exchange) throws IOException {
    jwksRequests.incrementAndGet();
    Duration age = maxAge;
    if (age != null) {
      exchange.getResponseHeaders().set("Cache-Control", "public, max-age=" + age.toSeconds());
    }
    answer(exchange, jwksBehaviour, TestKey.keySet(published));
  }

  private void discovery(HttpExchange exchange) throws IOException {
    discoveryRequests.incrementAndGet();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", claimedIssuer == null ? issuer() : claimedIssuer);
    document.put("jwks_uri", claimedJwksUri == null ? jwksUri().toString() : claimedJwksUri);
    document.put("response_types_supported", List.of("code"));
    answer(exchange, discoveryBehaviour, JsonUtil.toJson(document));
  }

  private void answer(HttpExchange exchange, Behaviour behaviour, String honest)
      throws IOException {
    try (exchange) {
      behaviour.answer(exchange, honest, closing);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "test-issuer");
    thread.setDaemon(true);
    return thread;
  }
}
