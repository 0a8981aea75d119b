package io.aval.internal.jose;

import static io.aval.internal.jose.KeyFixture.find;
import static io.aval.internal.jose.KeyFixture.reason;
import static io.aval.internal.jose.KeyFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.Reason;
import io.aval.config.ProviderConfig;
import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults that other libraries had with keys, each tried on ours; named after its advisory. */
@Timeout(60)
final class KeyAdvisoriesTest {
  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes();

  private final KeyFixture fixture = new KeyFixture();
  private final TestIssuer issuer = TestIssuer.start();

  @AfterEach
  void close() {
    issuer.close();
  }

  /** A process-wide cache by kid let one issuer's key verify another issuer's tokens. */
  @Test
  void clerkAisec84AKidBelongsToItsIssuer() {
    try (TestIssuer other = TestIssuer.start()) {
      TestKey stranger = TestKey.generate("only-there", "RSA");
      TestKey namesake = TestKey.generate(issuer.current().kid(), "RSA");
      other.publish(stranger, namesake);
      ProviderKeys ours = fixture.open(issuer);
      ProviderKeys theirs = fixture.open(other);
      assertThat(find(theirs, stranger)).isNotNull();
      assertThat(reason(ours, "only-there")).isEqualTo(Reason.UNKNOWN_KEY);
      assertThat(find(theirs, namesake).key()).isEqualTo(namesake.pair().getPublic());
      assertThat(find(ours, issuer.current()).key()).isEqualTo(issuer.current().pair().getPublic());
    }
  }

  /** The token's alg chose how the key was used; a key without alg left the choice to the token. */
  @Test
  void keycloakCve202611800TheKeysTypeDecidesTheAlgorithm() {
    ProviderKeys keys = fixture.open(issuer);
    for (Algorithm algorithm :
        List.of(Algorithm.HS256, Algorithm.HS512, Algorithm.ES256, Algorithm.ED25519)) {
      assertThat(refusal(keys, issuer.current().kid(), algorithm).getReason())
          .isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    }
  }

  /** A JWKS with a shared secret turned a public document into a signing key. */
  @Test
  void honoCve202622817NoSharedSecretComesFromAKeySet() {
    Map<String, Object> secret =
        Map.of("kty", "oct", "kid", "s", "k", Base64.getUrlEncoder().encodeToString(SECRET));
    issuer.jwks(Behaviour.body(JsonUtil.toJson(Map.of("keys", List.of(secret)))));
    assertThat(refusal(fixture.open(issuer), "s", Algorithm.HS256).getReason())
        .isEqualTo(Reason.UNKNOWN_KEY);
  }

  /** White space before a PEM key made it pass for an HMAC secret. */
  @Test
  void fastJwtCve202634950WhiteSpaceBeforeAPemKeyDoesNotMakeItASecret() {
    String pem =
        " \n\t-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder()
                .encodeToString(issuer.current().pair().getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----";
    ProviderKeys keys =
        KeySources.open(
            ProviderConfig.builder("pem")
                .type(ProviderConfig.Type.CUSTOM_JWT)
                .issuer("issuer")
                .applicationIds("app")
                .jwks("data:," + pem)
                .build(),
            fixture.environment);
    assertThat(keys.find(null, Algorithm.RS256)).isNotNull();
    assertThat(refusal(keys, null, Algorithm.HS256).getReason()).isEqualTo(Reason.UNKNOWN_KEY);
  }

  /** Keys were fetched from wherever somebody else's text said. */
  @Test
  void elytronCve20241233NothingIsFetchedFromWhereItIsNotConfigured() {
    try (TestIssuer victim = TestIssuer.start()) {
      issuer.jwks(Behaviour.redirect(victim.jwksUri().toString()));
      assertThat(reason(fixture.open(issuer), "any")).isEqualTo(Reason.KEYS_UNAVAILABLE);
      issuer.discovery(Behaviour.redirect(victim.discoveryUri().toString()));
      assertThat(reason(fixture.open(issuer), "any")).isEqualTo(Reason.KEYS_UNAVAILABLE);
      ProviderKeys keys = fixture.open(victim);
      reason(keys, issuer.jwksUri().toString());
      assertThat(victim.jwksRequests()).as("the victim's own").isEqualTo(1);
    }
  }

  /** An outbound request could be pointed at the inner network. */
  @Test
  void cxfCve202122696NoFetchLeavesForAPlainTextHost() {
    for (String inner :
        new String[] {"http://169.254.169.254/", "http://10.0.0.1/", "file:///etc/passwd"}) {
      assertThatThrownBy(() -> Transport.check(URI.create(inner), false))
          .isInstanceOf(IOException.class);
    }
  }

  /** Nesting without end overflowed the reader's stack. */
  @Test
  void nimbusCve202553864ADeepKeySetIsNoKeySet() {
    for (String body :
        new String[] {
          "{\"keys\":" + "[".repeat(500_000), "{\"keys\":[" + "{\"a\":".repeat(200_000)
        }) {
      issuer.jwks(Behaviour.body(body));
      assertThat(reason(fixture.open(issuer), "any")).isEqualTo(Reason.KEYS_UNAVAILABLE);
    }
  }

  /** A small document cost much time: numbers and names without end. */
  @Test
  void nimbusCve202352428AKeySetCostsNoMoreThanItsLength() {
    String wide = "{\"keys\":[" + "{},".repeat(300_000) + "{}]}";
    String longNumber = "{\"keys\":[],\"n\":" + "9".repeat(1_000_000) + "}";
    String longExponent = "{\"keys\":[],\"n\":1e999999999}";
    for (String body : List.of(wide, longNumber)) {
      assertThatThrownBy(() -> KeySetDocument.parse(body.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class);
    }
    long begin = System.nanoTime();
    try {
      KeySetDocument.parse(longExponent.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("JSON");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }

  /** Compressed content grew without bound when it was unpacked. */
  @Test
  void josePackageCve202428176NothingIsUnpacked() {
    issuer.jwks(
        (exchange, honest, closing) -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          Behaviour.honest().answer(exchange, honest, closing);
        });
    assertThat(reason(fixture.open(issuer), "any")).isEqualTo(Reason.KEYS_UNAVAILABLE);
  }

  /** Keys too small, or of a curve that the algorithm does not have, were accepted. */
  @Test
  void jsonwebtokenCve202223539KeyAndAlgorithmMustMatch() {
    TestKey p384 = issuer.newKey("P-384");
    issuer.publish(p384);
    ProviderKeys keys = fixture.open(issuer);
    assertThat(refusal(keys, p384.kid(), Algorithm.ES256).getReason())
        .isEqualTo(Reason.ALGORITHM_NOT_ALLOWED);
    assertThat(keys.find(p384.kid(), Algorithm.ES384)).isNotNull();
  }

  /** Two threads raced for one fetch. */
  @Test
  void cxfCve202650631AFetchIsDoneOnce() throws Exception {
    ProviderKeys keys = fixture.open(issuer);
    Thread[] callers = new Thread[16];
    for (int i = 0; i < callers.length; i++) {
      callers[i] = new Thread(() -> find(keys, issuer.current()));
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(issuer.jwksRequests()).isEqualTo(1);
  }

  /** Without keys everything was accepted. */
  @Test
  void elytronTokenRealmWithoutKeysNothingIsAccepted() {
    issuer.publish();
    ProviderKeys keys = fixture.open(issuer);
    assertThat(reason(keys, null)).isEqualTo(Reason.UNKNOWN_KEY);
    assertThat(reason(keys, "any")).isEqualTo(Reason.UNKNOWN_KEY);
  }
}
