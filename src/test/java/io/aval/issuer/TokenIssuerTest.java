package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.internal.jose.JsonText;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class TokenIssuerTest {
  private static final long NOW = 1_800_000_000L;
  private static final SigningKeys KEYS =
      SigningKeys.inMemory(KeyRotation.DEFAULT, Clock.systemUTC());
  private static final IssuerUser ADA =
      new IssuerUser(
          "user_1",
          Map.of(
              "first_name", "Ada",
              "last_name", "Lovelace",
              "username", "ada",
              "primary_email_address", "ada@example.com",
              "email_verified", true,
              "image_url", "https://example.com/ada.png",
              "updated_at", 1_700_000_000L,
              "public_metadata", Map.of("big", "x".repeat(20_000))));

  private final TokenIssuer issuer = issuer(JwtTemplate.convex());

  @Test
  void mintsTheConvexTokenThatAStrangersVerifierAccepts() throws Exception {
    JwtClaims claims = verify(issuer.issue("convex", ADA), KEYS);

    assertThat(claims.getIssuer()).isEqualTo("https://issuer.test/app");
    assertThat(claims.getSubject()).isEqualTo("user_1");
    assertThat(claims.getIssuedAt().getValue()).isEqualTo(NOW);
    assertThat(claims.getNotBefore().getValue()).isEqualTo(NOW - 5);
    assertThat(claims.getExpirationTime().getValue()).isEqualTo(NOW + 3600);
    assertThat(claims.getJwtId()).matches("[0-9a-f]{32}");
    assertThat(claims.getClaimsMap())
        .containsEntry("aud", "convex")
        .containsEntry("name", "Ada Lovelace")
        .containsEntry("nickname", "ada")
        .containsEntry("picture", "https://example.com/ada.png")
        .containsEntry("given_name", "Ada")
        .containsEntry("family_name", "Lovelace")
        .containsEntry("email", "ada@example.com")
        .containsEntry("email_verified", true)
        .containsEntry("phone_number", null)
        .containsEntry("phone_number_verified", false)
        .containsEntry("updated_at", 1_700_000_000L)
        .doesNotContainKey("azp")
        .hasSize(17);
  }

  @Test
  void saysForWhichPageTheTokenIs() throws Exception {
    JwtClaims claims = verify(issuer.issue("convex", ADA, "https://app.test"), KEYS);

    assertThat(claims.getStringClaimValue("azp")).isEqualTo("https://app.test");
  }

  @Test
  void mintsNoTokenThatVerifiersWouldNotRead() {
    Map<String, Object> many = new TreeMap<>();
    IntStream.range(0, 300).forEach(i -> many.put("m" + i, i));
    IssuerUser hoarder = new IssuerUser("user_2", Map.of("public_metadata", many));
    TokenIssuer all =
        issuer(JwtTemplate.builder("all").claim("m", "{{user.public_metadata}}").build());
    assertThatThrownBy(() -> all.issue("all", hoarder))
        .isInstanceOfSatisfying(
            IssuerException.class,
            e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.TOKEN_TOO_LARGE));
  }

  @Test
  void givesEveryTokenItsOwnId() throws Exception {
    assertThat(verify(issuer.issue("convex", ADA), KEYS).getJwtId())
        .isNotEqualTo(verify(issuer.issue("convex", ADA), KEYS).getJwtId());
  }

  @Test
  void isNotVerifiedByAnotherIssuersKeys() {
    String token = issuer.issue("convex", ADA);

    assertThatThrownBy(
            () -> verify(token, SigningKeys.inMemory(KeyRotation.DEFAULT, Clock.systemUTC())))
        .isInstanceOf(InvalidJwtException.class);
  }

  @Test
  void mintsFromATemplateThatNoStoreKeeps() throws Exception {
    JwtTemplate recipe =
        JwtTemplate.builder("once").claim("aud", "convex").claim("x", "{{user.username}}").build();

    assertThat(verify(issuer.issue(recipe, ADA), KEYS).getStringClaimValue("x")).isEqualTo("ada");
  }

  @Test
  void knowsNoOtherTemplate() {
    assertThatThrownBy(() -> issuer.issue("other", ADA))
        .isInstanceOfSatisfying(
            IssuerException.class,
            e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.RESOURCE_NOT_FOUND));
  }

  @Test
  void refusesATokenThatVerifiersWouldRefuseForItsSize() {
    TokenIssuer big =
        issuer(JwtTemplate.builder("big").claim("c", "{{user.public_metadata}}").build());

    assertThatThrownBy(() -> big.issue("big", ADA))
        .isInstanceOfSatisfying(
            IssuerException.class,
            e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.TOKEN_TOO_LARGE));

    TokenIssuer wide = issuer(JwtTemplate.builder("wide").claim("c", "€".repeat(9_000)).build());

    assertThatThrownBy(() -> wide.issue("wide", ADA)).isInstanceOf(IssuerException.class);
  }

  private static TokenIssuer issuer(JwtTemplate template) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    URI url = URI.create("https://issuer.test/app/");
    return new TokenIssuer(url, TemplateStore.of(template), KEYS, clock);
  }

  private static JwtClaims verify(String token, SigningKeys keys) throws Exception {
    JsonWebKeySet jwks = new JsonWebKeySet(JsonText.write(keys.jwks()));
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setEvaluationTime(NumericDate.fromSeconds(NOW))
            .setExpectedIssuer("https://issuer.test/app")
            .setExpectedAudience("convex")
            .setRequireSubject()
            .setVerificationKeyResolver(new JwksVerificationKeyResolver(jwks.getJsonWebKeys()))
            .build();
    return consumer.processToClaims(token);
  }
}
