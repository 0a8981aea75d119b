package io.aval.testing;

import io.aval.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of what a token may be and what Aval says to it. One table for the core and for every
 * door, so that they cannot drift apart.
 *
 * <p>Each case that needs settings of its own has a provider of its own, told apart by its issuer;
 * all of them have the keys of one {@link TestIssuer}, so that one application serves the whole
 * table.
 */
public final class RefusalCases {
  private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

  private final List<Case> cases = new ArrayList<>();

  private RefusalCases() {
    shape();
    header();
    issuerAndAudience();
    times();
    registeredClaims();
    configuredClaims();
  }

  /**
   * One row of the table.
   *
   * @param name what is particular about the token
   * @param settings keys of the provider beyond {@code application-id}, without their prefix
   * @param token spoils a good token
   * @param expected why it is refused; empty: it is accepted
   */
  public record Case(
      String name,
      Map<String, String> settings,
      Function<TestTokens, String> token,
      Optional<Reason> expected) {

    /** The issuer of the provider that this case needs. */
    public String issuer() {
      return settings.isEmpty()
          ? "https://plain.test"
          : "https://" + Integer.toHexString(settings.hashCode()) + ".test";
    }

    /** Makes the token. */
    public String make(TestKey key, java.time.Instant now) {
      return token.apply(TestTokens.valid(issuer(), key, now));
    }

    @Override
    public String toString() {
      return name + " → " + expected.map(Enum::name).orElse("accepted");
    }
  }

  /** All rows. */
  public static List<Case> all() {
    return List.copyOf(new RefusalCases().cases);
  }

  /** The configuration of all providers of the table. */
  public static Map<String, String> configuration(String jwks) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Case row : all()) {
      String prefix = "aval.providers." + row.issuer().replaceAll("https://|\\.test", "x") + ".";
      keys.put(prefix + "type", "custom-jwt");
      keys.put(prefix + "issuer", row.issuer());
      keys.put(prefix + "jwks", jwks);
      if (!row.settings().containsKey("allow-any-audience")) {
        keys.put(prefix + "application-id", "app");
      }
      row.settings().forEach((key, value) -> keys.put(prefix + key, value));
    }
    return keys;
  }

  private void refused(Reason reason, String name, Function<TestTokens, String> token) {
    refused(reason, name, Map.of(), token);
  }

  private void refused(
      Reason reason,
      String name,
      Map<String, String> settings,
      Function<TestTokens, String> token) {
    cases.add(new Case(name, settings, token, Optional.of(reason)));
  }

  private void accepted(
      String name, Map<String, String> settings, Function<TestTokens, String> token) {
    cases.add(new Case(name, settings, token, Optional.empty()));
  }

  private void accepted(String name, Function<TestTokens, String> token) {
    accepted(name, Map.of(), token);
  }

  private void shape() {
    accepted("a good token", TestTokens::sign);
    refused(Reason.TOKEN_TOO_LARGE, "16385 bytes", t -> padded(t, 16385));
    accepted("16384 bytes", t -> padded(t, 16384));
    refused(Reason.MALFORMED_TOKEN, "one part", t -> "abcdef");
    refused(Reason.MALFORMED_TOKEN, "two parts", TestTokens::unsigned);
    refused(Reason.MALFORMED_TOKEN, "four parts", t -> t.sign() + ".AAAA");
    refused(Reason.UNSUPPORTED_TOKEN, "five parts", t -> t.sign() + ".AAAA.AAAA");
    refused(Reason.MALFORMED_TOKEN, "six parts", t -> t.sign() + ".AAAA.AAAA.AAAA");
    refused(Reason.MALFORMED_TOKEN, "an empty signature", t -> t.unsigned() + ".");
    refused(Reason.MALFORMED_TOKEN, "padding", t -> t.sign() + "==");
    refused(Reason.MALFORMED_TOKEN, "not canonical base64url", RefusalCases::notCanonical);
    refused(Reason.MALFORMED_TOKEN, "a header that is no JSON", t -> t.rawHeader("{alg}").sign());
    refused(Reason.MALFORMED_TOKEN, "claims that are an array", t -> t.rawClaims("[]").sign());
    refused(
        Reason.MALFORMED_TOKEN,
        "a claim twice",
        t -> t.rawClaims(t.claimsJson().replace("{", "{\"sub\":\"user-2\",")).sign());
    refused(
        Reason.MALFORMED_TOKEN,
        "a null claim twice",
        t -> t.rawClaims(t.claimsJson().replace("{", "{\"x\":null,\"x\":1,")).sign());
    refused(Reason.MALFORMED_TOKEN, "17 levels", t -> t.rawClaims(deep(t, 17)).sign());
    accepted("16 levels", t -> t.rawClaims(deep(t, 16)).sign());
    refused(Reason.MALFORMED_TOKEN, "257 members", t -> withMembers(t, 257).sign());
    accepted("256 members", t -> withMembers(t, 256).sign());
    refused(
        Reason.MALFORMED_TOKEN,
        "text after the claims",
        t -> t.rawClaims(t.claimsJson() + "{}").sign());
  }

  private void header() {
    refused(Reason.ALGORITHM_NOT_ALLOWED, "alg none", t -> t.header("alg", "none").sign());
    refused(Reason.ALGORITHM_NOT_ALLOWED, "alg NoNe", t -> t.header("alg", "NoNe").sign());
    refused(Reason.ALGORITHM_NOT_ALLOWED, "RS512", t -> t.algorithm("RS512").sign());
    accepted("RS512 on the list", Map.of("algorithms", "RS512"), t -> t.algorithm("RS512").sign());
    accepted("PS256 on the list", Map.of("algorithms", "PS256"), t -> t.algorithm("PS256").sign());
    refused(
        Reason.ALGORITHM_NOT_ALLOWED,
        "HS256 with the public key as secret",
        t ->
            t.header("alg", "HS256").signedBySecret("public key".getBytes(StandardCharsets.UTF_8)));
    refused(Reason.MALFORMED_TOKEN, "no alg", t -> t.withoutHeader("alg").sign());
    for (String member : List.of("crit", "zip", "b64")) {
      refused(
          Reason.UNSUPPORTED_TOKEN, member + " in the header", t -> t.header(member, "x").sign());
    }
    Map<String, String> noTemplates = Map.of("accept-template-tokens", "false");
    for (String category : List.of("aval_template", "cl_B7d4PD222AAA")) {
      accepted("from a template, " + category, t -> t.header("cat", category).sign());
      refused(
          Reason.WRONG_TYPE,
          "from a template where none is accepted, " + category,
          noTemplates,
          t -> t.header("cat", category).sign());
    }
    accepted(
        "a session token where no template is accepted",
        noTemplates,
        t -> t.header("cat", "cl_B7d4PD111AAA").sign());
    refused(Reason.UNSUPPORTED_TOKEN, "cty JWT", t -> t.header("cty", "JWT").sign());
    refused(Reason.WRONG_TYPE, "typ at+jwt", t -> t.header("typ", "at+jwt").sign());
    accepted("typ application/jwt", t -> t.header("typ", "application/jwt").sign());
    accepted("no typ", t -> t.withoutHeader("typ").sign());
    Map<String, String> accessTokens = Map.of("token-types", "at+jwt");
    refused(
        Reason.MISSING_CLAIM,
        "at+jwt without client_id",
        accessTokens,
        t -> t.header("typ", "at+jwt").claim("jti", "1").sign());
    accepted(
        "at+jwt complete",
        accessTokens,
        t -> t.header("typ", "at+jwt").claim("jti", "1").claim("client_id", "c").sign());
    refused(Reason.WRONG_TYPE, "JWT where at+jwt is asked for", accessTokens, TestTokens::sign);
    refused(
        Reason.WRONG_TYPE,
        "a logout token",
        t -> t.claim("events", Map.of(LOGOUT, Map.of())).sign());
    refused(Reason.UNKNOWN_KEY, "an unknown kid", t -> t.header("kid", "nobody").sign());
    refused(Reason.BAD_SIGNATURE, "somebody else's signature", t -> t.signedBy(Keys.STRANGER));
    refused(Reason.BAD_SIGNATURE, "a short signature", t -> t.signedWith(new byte[10]));
    refused(
        Reason.BAD_SIGNATURE,
        "jwk in the header is never trusted",
        t -> t.header("jwk", Keys.STRANGER.jwk()).signedBy(Keys.STRANGER));
    accepted("jku in the header is ignored", t -> t.header("jku", "https://evil.test/").sign());
  }

  private void issuerAndAudience() {
    refused(Reason.UNKNOWN_ISSUER, "another issuer", t -> t.claim("iss", "https://x.test").sign());
    refused(Reason.MISSING_CLAIM, "no issuer", t -> t.without("iss").sign());
    refused(Reason.MISSING_CLAIM, "a null issuer", t -> t.claim("iss", null).sign());
    refused(
        Reason.INVALID_CLAIM,
        "a list of issuers",
        t -> t.claim("iss", TestTokens.list("https://plain.test")).sign());
    refused(Reason.WRONG_AUDIENCE, "another audience", t -> t.claim("aud", "app2").sign());
    refused(Reason.WRONG_AUDIENCE, "a longer audience", t -> t.claim("aud", "app/").sign());
    refused(Reason.WRONG_AUDIENCE, "no audience", t -> t.without("aud").sign());
    refused(Reason.INVALID_CLAIM, "a number as audience", t -> t.claim("aud", 7).sign());
    accepted(
        "one audience of several", t -> t.claim("aud", TestTokens.list("other", "app")).sign());
    accepted(
        "any audience", Map.of("allow-any-audience", "true"), t -> t.claim("aud", "other").sign());
    accepted(
        "the audience in client_id",
        Map.of("audience-claims", "client_id"),
        t -> t.without("aud").claim("client_id", "app").sign());
    Map<String, String> parties = Map.of("authorized-parties", "https://page.test");
    refused(
        Reason.WRONG_AUTHORIZED_PARTY,
        "another azp",
        parties,
        t -> t.claim("azp", "https://evil.test").sign());
    refused(Reason.WRONG_AUTHORIZED_PARTY, "no azp", parties, TestTokens::sign);
    accepted("the azp", parties, t -> t.claim("azp", "https://page.test").sign());
  }

  private void times() {
    refused(Reason.EXPIRED, "expired beyond the skew", t -> t.fromNow("exp", -60).sign());
    refused(Reason.MISSING_CLAIM, "no exp", t -> t.without("exp").sign());
    refused(Reason.INVALID_CLAIM, "exp as text", t -> t.claim("exp", "4102444800").sign());
    refused(Reason.INVALID_CLAIM, "exp beyond 9999", t -> t.claim("exp", 253_402_300_800L).sign());
    accepted("exp in 9999", t -> t.claim("exp", 253_402_300_799L).sign());
    refused(Reason.INVALID_CLAIM, "a negative nbf", t -> t.claim("nbf", -1).sign());
    refused(Reason.NOT_YET_VALID, "nbf in the future", t -> t.fromNow("nbf", 60).sign());
    refused(Reason.NOT_YET_VALID, "iat in the future", t -> t.fromNow("iat", 60).sign());
    Map<String, String> short_ = Map.of("max-token-lifetime", "60s");
    refused(Reason.LIFETIME_TOO_LONG, "61 s", short_, t -> t.fromNow("exp", 61).sign());
    accepted("60 s", short_, TestTokens::sign);
    refused(Reason.MISSING_CLAIM, "no iat with a limit", short_, t -> t.without("iat").sign());
  }

  private void registeredClaims() {
    refused(Reason.MISSING_CLAIM, "no sub", t -> t.without("sub").sign());
    // Cloudflare writes one for every service token: all programs would be one caller.
    refused(Reason.MISSING_CLAIM, "an empty sub", t -> t.claim("sub", "").sign());
    refused(Reason.MISSING_CLAIM, "a blank sub", t -> t.claim("sub", " ").sign());
    refused(Reason.INVALID_CLAIM, "a number as sub", t -> t.claim("sub", 1).sign());
    refused(Reason.INVALID_CLAIM, "a number as jti", t -> t.claim("jti", 1).sign());
    accepted("a number as name loses the name", t -> t.claim("name", 1).sign());
  }

  private void configuredClaims() {
    Map<String, String> use = Map.of("required-claims", "token_use=access,org.id");
    refused(
        Reason.MISSING_CLAIM,
        "without the required claim",
        use,
        t -> t.claim("token_use", "access").sign());
    refused(
        Reason.INVALID_CLAIM,
        "with another value",
        use,
        t -> t.claim("token_use", "id").claim("org", Map.of("id", "o")).sign());
    accepted(
        "with the required claims",
        use,
        t -> t.claim("token_use", "access").claim("org", Map.of("id", "o")).sign());
  }

  /** Fills claims and header, since base64 alone does not reach every length. */
  private static String padded(TestTokens token, int length) {
    String withoutFill = token.header("fill", "").claim("fill", "").sign();
    int signature = withoutFill.length() - withoutFill.lastIndexOf('.');
    int about = (length - withoutFill.length()) * 3 / 4 - 8;
    for (int inHeader = 0; inHeader < 4; inHeader++) {
      token.header("fill", "x".repeat(inHeader));
      for (int more = 0; more < 16; more++) {
        token.claim("fill", "x".repeat(about + more));
        if (token.unsigned().length() + signature == length) {
          return token.sign();
        }
      }
    }
    throw new IllegalStateException("no token has " + length + " bytes");
  }

  private static String notCanonical(TestTokens token) {
    // 256 bytes of signature leave 2 characters for the last byte: 4 bits of it belong to nothing.
    String text = token.sign();
    char last = text.charAt(text.length() - 1);
    return text.substring(0, text.length() - 1) + (char) (last + 1);
  }

  private static String deep(TestTokens token, int levels) {
    String nested = "[".repeat(levels - 1) + "]".repeat(levels - 1);
    return token.claimsJson().replaceFirst("\\{", "{\"deep\":" + nested + ",");
  }

  private static TestTokens withMembers(TestTokens token, int members) {
    for (int i = 0; i < members - 5; i++) { // a valid token has five
      token.claim("c" + i, i);
    }
    return token;
  }

  /** Keys that no issuer of the table has. */
  private static final class Keys {
    static final TestKey STRANGER = TestKey.generate("stranger", "RSA");
  }
}
