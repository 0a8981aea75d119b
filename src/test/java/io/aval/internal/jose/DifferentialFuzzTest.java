package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

/**
 * Our own way through a token against jose4j's, on thousands of spoilt tokens: what we accept,
 * jose4j must accept too. The other direction does not hold, since we are stricter about form.
 */
class DifferentialFuzzTest {
  private static final int ROUNDS = 4000;
  private static final long SEED = 20_261_124L;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n{}\"";

  private final Random random = new Random(SEED);

  @Test
  void acceptsNothingThatJose4jRefuses() {
    try (TestIssuer issuer = TestIssuer.start();
        Issuers issuers =
            TokenScene.open(
                Map.of(
                    "aval.providers.one.domain", issuer.issuer(),
                    "aval.providers.one.application-id", "app",
                    "aval.token-cache-size", "0"),
                Clock.systemUTC())) {
      JwtConsumer jose4j =
          new JwtConsumerBuilder()
              .setVerificationKey(issuer.current().pair().getPublic())
              .setJwsAlgorithmConstraints(
                  AlgorithmConstraints.ConstraintType.PERMIT, "RS256", "ES256", "EdDSA")
              .setExpectedIssuer(issuer.issuer())
              .setExpectedAudience("app")
              .setRequireExpirationTime()
              .setRequireSubject()
              .setAllowedClockSkewInSeconds(5)
              .build();
      int accepted = 0;
      for (int round = 0; round < ROUNDS; round++) {
        String token = spoilt(TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now()));
        if (accepts(issuers, token)) {
          accepted++;
          assertThat(accepts(jose4j, token))
              .as("jose4j accepts round %s, %s", round, readable(token))
              .isTrue();
        }
      }
      // Some rounds spoil nothing that counts; were there none, nothing would have been compared.
      assertThat(accepted).isBetween(ROUNDS / 50, ROUNDS * 3 / 4);
    }
  }

  private static boolean accepts(Issuers issuers, String token) {
    try {
      return issuers.verify(token) != null;
    } catch (IdentityException refused) {
      return false;
    }
  }

  private static boolean accepts(JwtConsumer jose4j, String token) {
    try {
      return jose4j.process(token) != null;
    } catch (InvalidJwtException refused) {
      return false;
    }
  }

  private static String readable(String token) {
    String[] parts = token.split("\\.");
    return new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8)
        + new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
  }

  private String spoilt(TestTokens token) {
    return switch (random.nextInt(6)) {
      case 0 -> replaced(token.sign());
      case 1 -> inserted(token.sign());
      case 2 -> cut(token.sign());
      case 3 -> token.rawClaims(spoiltJson(token.claimsJson())).sign();
      case 4 -> token.claim(oneOf("iss", "sub", "aud", "exp", "nbf", "iat", "x"), value()).sign();
      default -> resigned(token.header(oneOf("alg", "typ", "kid", "x"), value()).sign());
    };
  }

  private String replaced(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + character() + text.substring(at + 1);
  }

  private String inserted(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + character() + text.substring(at);
  }

  private String cut(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
  }

  private String spoiltJson(String json) {
    return random.nextBoolean() ? replaced(json) : inserted(json);
  }

  /** Sometimes with the signature's last bits changed, which another text of it would be. */
  private String resigned(String token) {
    if (random.nextBoolean()) {
      return token;
    }
    int dot = token.lastIndexOf('.');
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    signature[random.nextInt(signature.length)] ^= (byte) (1 << random.nextInt(8));
    return token.substring(0, dot + 1)
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private String oneOf(String... values) {
    return values[random.nextInt(values.length)];
  }

  private Object value() {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong();
      case 1 -> farFromNow();
      case 2 -> "app";
      case 3 -> TestTokens.list("app", "x");
      case 4 -> random.nextBoolean();
      default -> "JWT";
    };
  }

  /** Beyond the skew, within which jose4j also compares the times with each other. */
  private long farFromNow() {
    int seconds = 10 + random.nextInt(100);
    return Instant.now().getEpochSecond() + (random.nextBoolean() ? seconds : -seconds);
  }

  private char character() {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
