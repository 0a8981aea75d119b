package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.TimeRules.Validity;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * What one provider asks of a token's claims. Each rule stands alone, so that an inspection can ask
 * one after the other; {@link #check} has them in the order that counts. Immutable.
 */
final class ClaimRules {
  private static final String ACCESS_TOKEN = "at+jwt";
  private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";

  /** RFC 9068, section 2.2, beyond what every token must have. */
  private static final List<String> OF_ACCESS_TOKEN = List.of("aud", "client_id", "iat", "jti");

  private final ProviderConfig provider;
  private final TimeRules times;
  private final Clock clock;

  ClaimRules(ProviderConfig provider, Clock clock) {
    this.provider = provider;
    this.times = new TimeRules(provider);
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
          Reason.WRONG_TYPE,
          "typ is "
              + LogText.quote(header.type())
              + ", expected is one of "
              + provider.tokenTypes());
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
    checkSubject(claims);
    checkTokenId(claims);
    checkAudience(claims);
    checkAuthorizedParty(claims);
    return times.check(claims, clock.millis());
  }

  TimeRules times() {
    return times;
  }

  void checkSubject(Claims claims) {
    claims.required("sub");
  }

  void checkTokenId(Claims claims) {
    claims.text("jti");
  }

  void checkAudience(Claims claims) {
    claims.texts("aud");
    if (!isAudience(claims)) {
      throw new IdentityException(
          Reason.WRONG_AUDIENCE,
          "the token is for "
              + audiences(claims)
              + ", expected is one of "
              + provider.applicationIds());
    }
  }

  /** The audiences that a token names, fit for one line of a log. */
  String audiences(Claims claims) {
    return LogText.quote(
        provider.audienceClaims().stream()
            .flatMap(name -> claims.texts(name).stream())
            .limit(10)
            .toList()
            .toString());
  }

  void checkAuthorizedParty(Claims claims) {
    String azp = claims.text("azp");
    if (!provider.authorizedParties().isEmpty()
        && (azp == null || !provider.authorizedParties().contains(azp))) {
      throw new IdentityException(
          Reason.WRONG_AUTHORIZED_PARTY,
          "azp is " + LogText.quote(azp) + ", expected is one of " + provider.authorizedParties());
    }
  }

  /** Checks the claims that the configuration asks for, which may lie deep. */
  void checkRequired(Claims claims) {
    provider
        .requiredClaims()
        .forEach(
            (path, wanted) -> {
              Object claim = ClaimPath.find(claims.all(), path);
              if (claim == null) {
                throw Claims.missing(path);
              }
              if (wanted.isPresent() && !has(claim, wanted.get())) {
                throw Claims.invalid(path, "is not " + LogText.quote(wanted.get()));
              }
            });
  }

  private static boolean has(Object claim, String wanted) {
    return claim instanceof List<?> many
        ? many.stream().anyMatch(one -> wanted.equals(String.valueOf(one)))
        : wanted.equals(claim.toString());
  }
}
