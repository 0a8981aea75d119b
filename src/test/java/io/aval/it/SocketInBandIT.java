package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.RefusalCases;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The token in a message: first, renewed, refused, somebody else's, too late, revoked. */
@ExtendWith(ArquillianExtension.class)
class SocketInBandIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final TestIssuer DOWN = TestIssuer.start();

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    DOWN.close();
    return TestWar.named("socket-in-band")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .parameters(RefusalCases.configuration(ISSUER.jwksUri().toString()))
        .parameter("aval.providers.oidc.domain", ISSUER.issuer())
        .parameter("aval.providers.oidc.application-id", "app")
        .parameter("aval.providers.oidc.roles-claims", "roles")
        .parameter("aval.providers.oidc.clock-skew", "1s")
        .parameter("aval.providers.down.domain", DOWN.issuer())
        .parameter("aval.providers.down.application-id", "app")
        .parameter("aval.websocket.authenticate-within", "2s")
        .parameter("aval.websocket.authenticate-rate", "5")
        .parameter("aval.websocket.revocation-interval", "1s")
        .archive();
  }

  private static TestTokens token(String subject) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now()).claim("sub", subject);
  }

  private static String good() {
    return token("user-1").sign();
  }

  /** What was noted in callbacks, once there is such a line. */
  private void noted(String line) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
    String journal = Http.get(base, "journal").body();
    while (!journal.contains(line) && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100)); // between two looks
      journal = Http.get(base, "journal").body();
    }
    assertThat(journal).contains(line);
  }

  @Test
  void authenticatesAndRenewsOpenEndpoints() {
    try (Ws ws = Ws.connect(base, "open")) {
      ws.expect("opened by nobody").send("a").expect("a from nobody");
      ws.send("require").error("NO_TOKEN", 0, false);
      ws.authenticate(good(), 0).acknowledged(1);
      ws.send("b").expect("b from user-1");
      ws.authenticate(token("user-1").claim("jti", "2").sign(), 1).acknowledged(2);
      ws.send("c").expect("c from user-1");
      ws.signOut().expect("{\"type\":\"Authenticated\",\"identityVersion\":3}");
      ws.send("d").expect("d from nobody");
      ws.authenticate(good(), 3).acknowledged(4);
      ws.send("e").expect("e from user-1");
    }
    try (Ws ws = Ws.connect(base, "open", good())) {
      ws.expect("opened by user-1").authenticate(good(), 0).acknowledged(1);
      ws.send("f").expect("f from user-1");
    }
    noted("closed 1000  opened by nobody for user-1");
    noted("closed 1000  opened by user-1 for user-1");
  }

  @Test
  void opensProtectedEndpointsOnlyWhenThereIsAnIdentity() {
    try (Ws ws = Ws.connect(base, "protected")) {
      ws.send("early").error("NO_TOKEN", 0, false);
      ws.authenticate(good(), 0).acknowledged(1).expect("opened by user-1");
      ws.send("a").expect("a from user-1");
      ws.signOut().acknowledged(2);
      ws.send("late").error("NO_TOKEN", 2, false);
      ws.authenticate(good(), 2).acknowledged(3);
      ws.send("b").expect("b from user-1");
    }
  }

  @Test
  void closesWhatNeverAuthenticates() {
    Instant start = Instant.now();
    Ws silent = Ws.connect(base, "protected");
    Ws signedOut = Ws.connect(base, "protected", good()).expect("opened by user-1");
    signedOut.signOut().acknowledged(1);
    silent.error("NO_TOKEN", 0, false);
    assertThat(silent.closed()).isEqualTo("4401 NO_TOKEN");
    assertThat(signedOut.closed()).isEqualTo("4401 NO_TOKEN");
    assertThat(Duration.between(start, Instant.now())).isBetween(ofMillis(1900), ofMillis(6000));
    assertThat(Ws.connect(base, "decoded").closed()).isEqualTo("4401 NO_TOKEN");
    assertThat(Http.get(base, "journal").body()).doesNotContain("NO_TOKEN for nobody");
  }

  private static Duration ofMillis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void refusesAFirstTokenAndClosesWithTheReason() {
    Set<Reason> seen = EnumSet.noneOf(Reason.class);
    for (RefusalCases.Case row : RefusalCases.all()) {
      String token = row.make(ISSUER.current(), Instant.now());
      if (row.expected().isEmpty() || !token.matches("[A-Za-z0-9_.~+/=-]*")) {
        continue;
      }
      refusedFirst(row.toString(), token, row.expected().get(), seen);
    }
    String down = TestTokens.valid(DOWN.issuer(), ISSUER.current(), Instant.now()).sign();
    refusedFirst("issuer down", down, Reason.KEYS_UNAVAILABLE, seen);
    refusedFirst("revoked", token("user-1").claim("jti", "revoked").sign(), Reason.REVOKED, seen);
    Set<Reason> missing = EnumSet.complementOf(EnumSet.copyOf(seen));
    missing.removeAll(
        Set.of(
            Reason.NO_TOKEN,
            Reason.MALFORMED_REQUEST,
            Reason.INSUFFICIENT_SCOPE,
            Reason.FORBIDDEN,
            Reason.CROSS_ORIGIN,
            Reason.STEP_UP_REQUIRED)); // elsewhere in this class and in SocketHandshakeIT
    assertThat(missing).isEmpty();
  }

  private void refusedFirst(String what, String token, Reason reason, Set<Reason> seen) {
    for (String path : List.of("open", "protected")) {
      Ws ws = Ws.connect(base, path);
      if (path.equals("open")) {
        ws.expect("opened by nobody");
      }
      try {
        ws.authenticate(token, 0).error(reason.name(), 0, true);
        assertThat(ws.closed()).isEqualTo("4401 " + reason);
      } catch (AssertionError e) {
        throw new AssertionError(what + " at " + path, e);
      }
    }
    seen.add(reason);
  }

  @Test
  void keepsTheIdentityWhenARenewalIsRefused() {
    try (Ws ws = Ws.connect(base, "protected", good())) {
      ws.expect("opened by user-1");
      ws.authenticate(token("user-1").fromNow("exp", -60).sign(), 7).error("EXPIRED", 7, true);
      ws.authenticate("garbage", 0).error("MALFORMED_TOKEN", 0, true);
      ws.send("{\"type\":\"Authenticate\"}").error("MALFORMED_REQUEST", 0, true);
      ws.send("{\"type\":\"Authenticate\",\"value\":\"a\",\"value\":\"b\"}")
          .error("MALFORMED_REQUEST", 0, true);
      ws.send("{\"type\":\"Authenticate\",\"value\":\"" + "x".repeat(20_000) + "\"}")
          .error("TOKEN_TOO_LARGE", 0, true);
      ws.send("still here").expect("still here from user-1");
      ws.send("{\"type\":\"Authenticate\",\"tokenType\":\"None\"}");
      assertThat(ws.closed()).isEqualTo("1008 too many Authenticate messages");
    }
    noted("protected closed too many Authenticate messages for user-1");
  }

  @Test
  void bindsAConnectionToOneIssuerAndSubject() {
    for (boolean signOut : new boolean[] {false, true}) {
      Ws ws = Ws.connect(base, "open", good()).expect("opened by user-1");
      if (signOut) {
        ws.signOut().acknowledged(1);
      }
      int version = signOut ? 1 : 0;
      ws.authenticate(token("user-2").sign(), version).error("INVALID_CLAIM", version, true);
      assertThat(ws.closed()).isEqualTo("4401 INVALID_CLAIM");
    }
    noted("closed 4401 INVALID_CLAIM opened by user-1 for user-1");
    Ws ws = Ws.connect(base, "protected");
    ws.authenticate(good(), 0).acknowledged(1).expect("opened by user-1");
    ws.authenticate(token("user-2").sign(), 1).error("INVALID_CLAIM", 1, true);
    assertThat(ws.closed()).isEqualTo("4401 INVALID_CLAIM");
  }

  @Test
  void closesInTheMiddleOfAConversationWhenTheTokenExpires() {
    Instant exp = Instant.now().plusSeconds(2);
    String token = token("user-1").claim("exp", exp.getEpochSecond()).sign();
    Map<String, Ws> talking = new LinkedHashMap<>();
    for (String path : List.of("open", "protected", "binary", "decoded", "programmatic")) {
      talking.put(path, Ws.connect(base, path, token));
    }
    for (String path : List.of("open", "protected", "programmatic")) {
      talking.get(path).expect("opened by user-1").send("a").expect("a from user-1");
    }
    talking.forEach((path, ws) -> endsInTime(path, ws, exp));
    noted("closed 4401 EXPIRED opened by user-1 for user-1");
    noted("protected closed EXPIRED for user-1");
    noted("programmatic closed EXPIRED for user-1");
  }

  private static void endsInTime(String path, Ws ws, Instant exp) {
    assertThat(ws.closed()).as(path).isEqualTo("4401 EXPIRED");
    assertThat(ws.closedAt())
        .as(path)
        .isBetween(exp.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1), exp.plusSeconds(4));
    if (!path.equals("decoded")) {
      ws.error("EXPIRED", 0, false);
    }
    assertThat(ws.rest()).isEmpty();
  }

  @Test
  void livesOnWithARenewedToken() {
    Instant exp = Instant.now().plusSeconds(2);
    try (Ws ws =
        Ws.connect(base, "protected", token("user-1").claim("exp", exp.getEpochSecond()).sign())) {
      ws.expect("opened by user-1");
      ws.authenticate(good(), 0).acknowledged(1);
      while (Instant.now().isBefore(exp.plusSeconds(3))) {
        ws.send("still").expect("still from user-1");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two messages
      }
      assertThat(ws.isOpen()).isTrue();
    }
  }

  @Test
  void closesWhenTheIdentityIsRevoked() {
    Ws idle = Ws.connect(base, "protected", token("leaver").sign()).expect("opened by leaver");
    Ws stays = Ws.connect(base, "protected", token("stayer").sign()).expect("opened by stayer");
    Http.get(base, "revoke?sub=leaver");
    idle.error("REVOKED", 0, false);
    assertThat(idle.closed()).isEqualTo("4401 REVOKED");
    stays.send("a").expect("a from stayer");
    noted("protected closed REVOKED for leaver");
    Ws talks = Ws.connect(base, "open", token("talker").sign()).expect("opened by talker");
    Http.get(base, "revoke?sub=talker");
    talks.send("a").error("REVOKED", 0, false);
    assertThat(talks.closed()).isEqualTo("4401 REVOKED");
    stays.close();
  }

  @Test
  void enforcesWhatCallbacksAsk() {
    String admin = token("boss").claim("roles", "admin").claim("scope", "notes:write").sign();
    try (Ws ws = Ws.connect(base, "ruled")) {
      ws.send("a").error("NO_TOKEN", 0, false).send(new byte[3]).error("NO_TOKEN", 0, false);
      ws.authenticate(good(), 0).acknowledged(1);
      ws.send("a").error("FORBIDDEN", 1, false);
      ws.send(new byte[3]).error("INSUFFICIENT_SCOPE", 1, false);
    }
    try (Ws ws = Ws.connect(base, "ruled", admin)) {
      ws.send("a").expect("a from admin boss");
      ws.send(new byte[3]).expect("3 bytes from writer boss");
    }
    assertThat(Ws.connect(base, "strict", good()).error("FORBIDDEN", 0, false).closed())
        .isEqualTo("4401 FORBIDDEN");
    Ws plain = Ws.connect(base, "strict").authenticate(good(), 0).error("FORBIDDEN", 0, true);
    assertThat(plain.closed()).isEqualTo("4401 FORBIDDEN");
    try (Ws ws = Ws.connect(base, "strict").authenticate(admin, 0).acknowledged(1)) {
      ws.expect("opened by admin boss").send("a").error("STEP_UP_REQUIRED", 1, false);
      ws.send(new byte[3]).error("FORBIDDEN", 1, false);
      String gold = token("boss").claim("roles", "admin").claim("acr", "gold").sign();
      ws.authenticate(gold, 1).acknowledged(2).send("a").expect("a from strong boss");
    }
    try (Ws ws = Ws.connect(base, "half-open")) {
      ws.expect("opened by nobody").send("a").expect("a from nobody");
      ws.send(new byte[3]).error("NO_TOKEN", 0, false);
      ws.authenticate(good(), 0).acknowledged(1).send(new byte[3]).expect("3 from user-1");
    }
  }

  @Test
  void servesEveryKindOfEndpoint() {
    try (Ws ws = Ws.connect(base, "binary")) {
      ws.send(new byte[3]).error("NO_TOKEN", 0, false).send("no place for this");
      ws.authenticate(good(), 0).acknowledged(1).send(new byte[3]).expect("3 from user-1");
    }
    try (Ws ws = Ws.connect(base, "decoded", good())) {
      ws.send("17").expect("Number[value=17] from user-1");
    }
    try (Ws ws = Ws.connect(base, "unannotated", good())) {
      ws.authenticate("x", 0);
      assertThat(ws.next()).startsWith("echo {\"type\":\"Authenticate\"");
    }
    try (Ws ws = Ws.connect(base, "programmatic")) {
      ws.send("a").error("NO_TOKEN", 0, false);
      ws.authenticate(good(), 0).acknowledged(1).expect("opened by user-1");
      ws.send("a").expect("a from user-1").send(new byte[3]);
      ws.error("INSUFFICIENT_SCOPE", 1, false);
    }
    Ws one = Ws.connect(base, "shared", token("one").sign());
    Ws two = Ws.connect(base, "shared").authenticate(token("two").sign(), 0).acknowledged(1);
    one.send("a").expect("a from one");
    two.send("b").expect("b from two");
    one.send("c").expect("c from one").close();
    two.close();
  }

  @Test
  void passesWhatOnlyLooksLikeItsOwn() {
    try (Ws ws = Ws.connect(base, "open", good()).expect("opened by user-1")) {
      for (String text :
          List.of(
              "{\"kind\":\"Authenticate\"}",
              "\"Authenticate\"",
              "{\"type\":\"chat\",\"text\":\"Authenticate\"}",
              "{\"data\":{\"type\":\"Authenticate\"}}")) {
        ws.send(text).expect(text + " from user-1");
      }
      ws.send("fail").send("b").expect("b from user-1");
    }
    noted("failed: as asked for user-1");
  }

  @Test
  void deliversNothingWhileNobodyCanTellWhoWasRevoked() throws Exception {
    String token = token("nobody-can-tell").sign();
    Ws ws = Ws.connect(base, "protected").authenticate(token, 0);
    assertThat(ws.closed()).isEqualTo("1011 the token could not be examined");
    assertThat(ws.rest()).isEmpty();
    assertThat(Server.current().log()).contains("AVAL-203");
  }
}
