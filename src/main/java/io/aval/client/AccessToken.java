package io.aval.client;

import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token that was fetched, and how long it may be used. Its text never shows by accident.
 * Immutable.
 */
public final class AccessToken {
  /** How long a token is kept of which nobody says when it expires: {@value} s. */
  public static final int LIFETIME_IF_UNKNOWN = 60;

  private static final int LONGEST = 16 * 1024;
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** What may stand behind {@code Bearer} (RFC 6750, section 2.1), and so no second header. */
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]++=*+");

  private final String value;
  private final @Nullable Instant expiresAt;
  private final @Nullable Duration lifetime;

  private AccessToken(String value, @Nullable Instant expiresAt, @Nullable Duration lifetime) {
    if (value.length() > LONGEST || !B64TOKEN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "The token is longer than 16 KiB, or not what RFC 6750 calls a b64token");
    }
    this.value = value;
    this.expiresAt = expiresAt;
    this.lifetime = lifetime;
  }

  /**
   * A token that says itself when it expires.
   *
   * @param value the token's text. Of a JWT, {@code exp} counts; anything else is kept for {@value
   *     #LIFETIME_IF_UNKNOWN} s
   * @return the token
   * @throws IllegalArgumentException when it cannot be sent as a bearer token (RFC 6750, section
   *     2.1) or has more than 16 KiB
   */
  public static AccessToken of(String value) {
    return new AccessToken(value, expiryOfJwt(value), null);
  }

  /**
   * A token that expires at a moment.
   *
   * @param value the token's text
   * @param expiresAt when it must no longer be used
   * @return the token
   * @throws IllegalArgumentException as {@link #of(String)}
   */
  public static AccessToken until(String value, Instant expiresAt) {
    return new AccessToken(value, expiresAt, null);
  }

  /**
   * A token that expires some time after it was asked for, as {@code expires_in} has it.
   *
   * @param value the token's text
   * @param lifetime how long it may be used; more than a year counts as one
   * @return the token
   * @throws IllegalArgumentException as {@link #of(String)}, and for a negative lifetime
   */
  public static AccessToken lasting(String value, Duration lifetime) {
    if (lifetime.isNegative()) {
      throw new IllegalArgumentException("The lifetime is negative");
    }
    Duration year = Duration.ofDays(365);
    return new AccessToken(value, null, lifetime.compareTo(year) > 0 ? year : lifetime);
  }

  /**
   * The token itself, for use and never for show.
   *
   * @return its text
   */
  public String value() {
    return value;
  }

  /** When it expires, if it was asked for at that moment. */
  Instant expiry(Instant askedAt) {
    if (expiresAt != null) {
      return expiresAt;
    }
    return askedAt.plus(lifetime != null ? lifetime : Duration.ofSeconds(LIFETIME_IF_UNKNOWN));
  }

  private static @Nullable Instant expiryOfJwt(String text) {
    String[] parts = text.split("\\.", 4);
    if (parts.length != 3) {
      return null;
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      Object exp = StrictJson.read(payload).get("exp");
      return exp instanceof Number seconds ? moment(seconds) : null;
    } catch (IllegalArgumentException | MalformedJson noJwt) {
      return null;
    }
  }

  private static Instant moment(Number seconds) {
    // The type that a large number has would overflow quietly.
    double size = seconds.doubleValue();
    return Instant.ofEpochSecond(
        size >= LAST_SECOND ? LAST_SECOND : size <= 0 ? 0 : seconds.longValue());
  }

  @Override
  public String toString() {
    return "AccessToken[********]";
  }
}
