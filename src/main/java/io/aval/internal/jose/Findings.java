package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import io.aval.internal.jose.Checks.Finding;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What there is to say of the claims that a provider accepts, in numbers where there are any. */
final class Findings {
  private final ProviderConfig provider;
  private final ClaimRules rules;
  private final Claims claims;
  private final long now;

  Findings(TokenVerifier verifier, Claims claims, long now) {
    this.provider = verifier.provider();
    this.rules = verifier.rules();
    this.claims = claims;
    this.now = now;
  }

  /** Says by which comparison an issuer was found. */
  static Finding issuer(Claims claims, List<TokenVerifier> found) {
    String issuer = claims.required("iss");
    return Finding.passed(
        found.stream()
            .map(TokenVerifier::provider)
            .map(provider -> comparison(issuer, provider))
            .collect(Collectors.joining("; ", "iss is " + LogText.quote(issuer) + ", ", "")));
  }

  private static String comparison(String issuer, ProviderConfig provider) {
    String how =
        provider.issuer().equals(issuer)
            ? "exactly that of provider "
            : provider.tenants().isEmpty()
                ? "but for scheme or trailing slashes that of provider "
                : "a tenant's of provider ";
    return how + provider.name();
  }

  /** Says why this provider, among those of one issuer. */
  static Finding choice(List<TokenVerifier> candidates, TokenVerifier chosen, Claims claims) {
    String name = "provider " + chosen.provider().name() + ": ";
    if (candidates.size() == 1) {
      return Finding.passed(name + "the only one with this issuer");
    }
    return Finding.passed(
        name
            + (chosen.isAudience(claims)
                ? "the first with this issuer that takes the audience"
                : "none with this issuer takes the audience, and the first one refuses"));
  }

  Finding algorithm(TokenHeader header) {
    return Finding.passed(
        "alg is " + LogText.quote(header.alg()) + ", accepted is each of " + provider.algorithms());
  }

  static Finding key(VerificationKey key, TokenHeader header) {
    return Finding.passed(
        header.kid() == null
            ? "the token names no kid, and one key fits"
            : "kid is "
                + LogText.quote(header.kid())
                + (key.kid() == null ? ", and keys without ids are configured" : ""));
  }

  Finding type(TokenHeader header) {
    String template = header.fromTemplate() ? ", made from a JWT template" : "";
    return Finding.passed("typ is " + LogText.quote(header.type()) + template);
  }

  Finding subject() {
    return Finding.passed("sub is " + LogText.quote(claims.text("sub")));
  }

  Finding tokenId() {
    String id = claims.text("jti");
    return id == null
        ? Finding.notAsked("the token has no jti")
        : Finding.passed("jti is " + LogText.quote(id));
  }

  Finding audience() {
    return provider.allowAnyAudience()
        ? Finding.notAsked("any audience is accepted")
        : Finding.passed(
            "the token is for "
                + rules.audiences(claims)
                + ", accepted is each of "
                + provider.applicationIds());
  }

  Finding authorizedParty() {
    String azp = LogText.quote(claims.text("azp"));
    return provider.authorizedParties().isEmpty()
        ? Finding.notAsked("azp is " + azp + ", and no authorized-parties are configured")
        : Finding.passed("azp is " + azp);
  }

  Finding expiry() {
    return Finding.passed(rules.times().expiry(claims.seconds("exp").orElseThrow(), now));
  }

  Finding start(String claim) {
    OptionalLong second = claims.seconds(claim);
    return second.isEmpty()
        ? Finding.notAsked("the token has no " + claim)
        : Finding.passed(rules.times().start(claim, second.getAsLong(), now));
  }

  Finding lifetime() {
    return provider
        .maxTokenLifetime()
        .map(
            longest ->
                Finding.passed(
                    "the token was issued for "
                        + TimeRules.span(TimeRules.lifetime(claims))
                        + ", accepted are "
                        + TimeRules.span(longest.toSeconds())))
        .orElseGet(() -> Finding.notAsked("no max-token-lifetime is configured"));
  }

  Finding requiredClaims() {
    return provider.requiredClaims().isEmpty()
        ? Finding.notAsked("no required-claims are configured")
        : Finding.passed("the token has " + provider.requiredClaims().keySet());
  }
}
