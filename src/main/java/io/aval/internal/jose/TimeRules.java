package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ProviderConfig;
import java.time.Duration;
import java.time.Instant;

/**
 * From when until when one provider takes a token. Each rule stands alone, so that an inspection
 * can ask one after the other. Immutable.
 */
final class TimeRules {
  private final ProviderConfig provider;
  private final long skew;

  TimeRules(ProviderConfig provider) {
    this.provider = provider;
    this.skew = provider.clockSkew().toMillis();
  }

  /**
   * Checks every rule, and says for how long the token holds.
   *
   * @param now milliseconds since 1970
   */
  Validity check(Claims claims, long now) {
    long until = checkExpiry(claims, now);
    long notBefore = checkNotBefore(claims, now);
    long issued = checkIssuedAt(claims, now);
    checkLifetime(claims);
    return new Validity(Math.max(notBefore, issued), until);
  }

  /** Checks {@code exp}, and returns the first millisecond at which the token holds no more. */
  long checkExpiry(Claims claims, long now) {
    long exp = claims.seconds("exp").orElseThrow(() -> Claims.missing("exp"));
    long until = exp * 1000 + skew;
    if (now >= until) {
      throw new IdentityException(Reason.EXPIRED, expiry(exp, now));
    }
    return until;
  }

  /** Checks {@code nbf}, and returns the millisecond from which the token holds. */
  long checkNotBefore(Claims claims, long now) {
    return checkStart("nbf", claims, now);
  }

  /** Checks {@code iat} likewise: nobody has issued a token in the future. */
  long checkIssuedAt(Claims claims, long now) {
    return checkStart("iat", claims, now);
  }

  private long checkStart(String claim, Claims claims, long now) {
    long second = claims.seconds(claim).orElse(0);
    long from = second * 1000 - skew;
    if (now < from) {
      throw new IdentityException(Reason.NOT_YET_VALID, start(claim, second, now));
    }
    return from;
  }

  /** Checks for how long the token was issued. */
  void checkLifetime(Claims claims) {
    if (provider.maxTokenLifetime().isEmpty()) {
      return;
    }
    Duration longest = provider.maxTokenLifetime().get();
    long lifetime = lifetime(claims);
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

  /** The seconds from {@code iat} to {@code exp}. */
  static long lifetime(Claims claims) {
    long exp = claims.seconds("exp").orElseThrow(() -> Claims.missing("exp"));
    return exp - claims.seconds("iat").orElseThrow(() -> Claims.missing("iat"));
  }

  /** Says by how much a token has expired or has not. */
  String expiry(long exp, long now) {
    long ago = Math.floorDiv(now - exp * 1000, 1000L);
    return (ago >= 0 ? "expired " + span(ago) + " ago" : "expires in " + span(-ago))
        + tolerated("exp", exp);
  }

  /** Says how far a token's beginning lies ahead or back. */
  String start(String claim, long second, long now) {
    long ago = Math.floorDiv(now - second * 1000, 1000L);
    return (ago >= 0 ? "valid since " + span(ago) : "not valid for another " + span(-ago))
        + tolerated(claim, second);
  }

  private String tolerated(String claim, long second) {
    return " ("
        + claim
        + " "
        + Instant.ofEpochSecond(second)
        + "), tolerated are "
        + span(provider.clockSkew().toSeconds());
  }

  /** Writes seconds in their two greatest units: {@code 3 min 12 s}. */
  static String span(long seconds) {
    long[] sizes = {86_400, 3600, 60, 1};
    String[] units = {" d", " h", " min", " s"};
    int greatest = 0;
    while (greatest < 3 && seconds < sizes[greatest]) {
      greatest++;
    }
    String text = seconds / sizes[greatest] + units[greatest];
    long rest = greatest == 3 ? 0 : seconds % sizes[greatest] / sizes[greatest + 1];
    return rest == 0 ? text : text + " " + rest + units[greatest + 1];
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
