package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.ProviderConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one provider asks of a token's claims. Immutable. */
final class ClaimRules {
  private static final String ACCESS_TOKEN = "at+jwt";
  private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

  /** RFC 9068, section 2.2, beyond what every token must have. */
  private static final List<String> OF_ACCESS_TOKEN = List.of("aud", "client_id", "iat", "jti");

  private final ProviderConfig provider;
  private final Clock clock;

  ClaimRules(ProviderConfig provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /**
   * Whether the token is for one of our application ids: exactly, no prefixes, any one suffices.
   */
  boolean isAudience(Claims claims) {
    if (provider.allowAnyAudience()) {
      return true;
    }
    for (String name : provider.audienceClaims()) {
      for (String audience : claims.texts(name)) {
        if (provider.applicationIds().contains(audience)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Checks the token's type: the header's, and that it is no logout token (OIDC Back-Channel). */
  void checkType(TokenHeader header, Claims claims) {
    if (!provider.tokenTypes().contains(header.type())) {
      throw new IdentityException(
          Reason.WRONG_TYPE, "typ " + LogText.quote(header.type()) + " is not accepted");
    }
    if (header.fromTemplate() && !provider.acceptTemplateTokens()) {
      throw new IdentityException(Reason.WRONG_TYPE, "the token was made from a JWT template");
    }
    if (claims.all().get("events") instanceof Map<?, ?> events && events.containsKey(LOGOUT)) {
      throw new IdentityException(Reason.WRONG_TYPE, "the token is a logout token");
    }
    if (header.type().equals(ACCESS_TOKEN)) {
      for (String name : OF_ACCESS_TOKEN) {
        if (claims.all().get(name) == null) {
          throw Claims.missing(name);
        }
      }
    }
  }

  /** Checks the claims of a token whose signature is good, and says for how long it holds. */
  Validity check(Claims claims) {
    claims.required("sub");
    claims.text("jti");
    claims.texts("aud");
    if (!isAudience(claims)) {
      throw new IdentityException(
          Reason.WRONG_AUDIENCE,
          "the token is for "
              + LogText.quote(audiences(claims).toString())
              + ", expected is one of "
              + provider.applicationIds());
    }
    checkAuthorizedParty(claims);
    return checkTimes(claims);
  }

  private Collection<String> audiences(Claims claims) {
    return provider.audienceClaims().stream()
        .flatMap(name -> claims.texts(name).stream())
        .limit(10)
        .toList();
  }

  private void checkAuthorizedParty(Claims claims) {
    String azp = claims.text("azp");
    if (!provider.authorizedParties().isEmpty()
        && (azp == null || !provider.authorizedParties().contains(azp))) {
      throw new IdentityException(
          Reason.WRONG_AUTHORIZED_PARTY,
          "azp is " + LogText.quote(azp) + ", which is not accepted");
    }
  }

  private Validity checkTimes(Claims claims) {
    long exp = claims.seconds("exp").orElseThrow(() -> Claims.missing("exp"));
    OptionalLong nbf = claims.seconds("nbf");
    OptionalLong iat = claims.seconds("iat");
    long skew = provider.clockSkew().toMillis();
    long now = clock.millis();
    Validity validity =
        new Validity(Math.max(nbf.orElse(0), iat.orElse(0)) * 1000 - skew, exp * 1000 + skew);
    if (now >= validity.until()) {
      throw new IdentityException(Reason.EXPIRED, explain("exp", exp, now));
    }
    if (now < validity.from()) {
      boolean byNbf = nbf.orElse(0) >= iat.orElse(0);
      throw new IdentityException(
          Reason.NOT_YET_VALID,
          byNbf ? explain("nbf", nbf.orElse(0), now) : explain("iat", iat.orElse(0), now));
    }
    provider.maxTokenLifetime().ifPresent(longest -> checkLifetime(exp, iat, longest));
    return validity;
  }

  private static void checkLifetime(long exp, OptionalLong iat, Duration longest) {
    long lifetime = exp - iat.orElseThrow(() -> Claims.missing("iat"));
    if (Duration.ofSeconds(lifetime).compareTo(longest) > 0) {
      throw new IdentityException(
          Reason.LIFETIME_TOO_LONG,
          "the token was issued for "
              + lifetime
              + " s, accepted are "
              + longest.toSeconds()
              + " s");
    }
  }

  private String explain(String claim, long second, long now) {
    long apart = Math.abs(now - second * 1000) / 1000;
    return claim
        + " "
        + Instant.ofEpochSecond(second)
        + (second * 1000 <= now ? " passed " + apart + " s ago" : " is " + apart + " s ahead")
        + ", tolerated are "
        + provider.clockSkew().toSeconds()
        + " s";
  }

  /** Checks the claims that the configuration asks for, which may lie deep. */
  void checkRequired(UserIdentity identity) {
    provider
        .requiredClaims()
        .forEach(
            (path, wanted) -> {
              Optional<Object> claim = identity.getClaim(path, Object.class);
              if (claim.isEmpty()) {
                throw Claims.missing(path);
              }
              if (wanted.isPresent() && !has(claim.get(), wanted.get())) {
                throw Claims.invalid(path, "does not have the required value");
              }
            });
  }

  private static boolean has(Object claim, String wanted) {
    return claim instanceof List<?> many
        ? many.stream().anyMatch(one -> wanted.equals(String.valueOf(one)))
        : wanted.equals(claim.toString());
  }

  /**
   * For how long a token holds, skew included.
   *
   * @param from the first millisecond since 1970
   * @param until the first millisecond at which it holds no more
   */
  record Validity(long from, long until) {
    boolean includes(long now) {
      return now >= from && now < until;
    }
  }
}
