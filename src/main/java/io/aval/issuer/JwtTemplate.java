package io.aval.issuer;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named recipe of claims from which the issuer mints tokens. Immutable.
 *
 * <p>The issuer itself always adds {@code iss}, {@code sub}, {@code iat}, {@code nbf}, {@code exp}
 * and {@code jti}, and {@code azp} where the page's origin is known; a template cannot set those.
 * {@code aud} is the template's.
 *
 * @param name the template's name, as it stands in the path of the endpoint that mints: 1 to 128
 *     letters, digits, dots, dashes and underscores
 * @param claims JSON values by name, with {@linkplain Shortcodes shortcodes}; copied
 * @param lifetime {@code exp − iat}: whole seconds, 30 s to 315,360,000 s (ten years)
 * @param allowedClockSkew {@code iat − nbf}: whole seconds, 0 s to 300 s
 * @param signingKey the template's own key; empty: the issuer's
 */
public record JwtTemplate(
    String name,
    Map<String, ? extends @Nullable Object> claims,
    Duration lifetime,
    Duration allowedClockSkew,
    Optional<TemplateKey> signingKey) {
  /** How long a token lasts when the template does not say. */
  public static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(60);

  /** How far a token's {@code nbf} lies back when the template does not say. */
  public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(5);

  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,128}");

  /**
   * Checks every rule for templates.
   *
   * @param name what the template is asked for by
   * @param claims the recipe
   * @param lifetime how long a token lasts
   * @param allowedClockSkew how far {@code nbf} lies back
   * @param signingKey what signs in place of the issuer's key
   * @throws IssuerException with {@link IssuerException.Code#RESERVED_CLAIM} when reserved claims
   *     are set, naming each; with {@link IssuerException.Code#INVALID_VALUE} for anything else
   */
  public JwtTemplate {
    if (!isName(name)) {
      throw invalid(
          "name", "The name must be 1 to 128 letters, digits, dots, dashes and underscores.");
    }
    requireSeconds("lifetime", lifetime, 30, 315_360_000);
    requireSeconds("allowed_clock_skew", allowedClockSkew, 0, 300);
    ReservedClaims.refuseIn(claims.keySet());
    claims = JsonTree.copyObject("claims", claims);
    if (JsonTree.members(claims) > JsonTree.MAX_MEMBERS) {
      throw invalid("claims", "The claims have more than " + JsonTree.MAX_MEMBERS + " members.");
    }
    Shortcodes.parse(claims);
  }

  /**
   * The preset for Convex: audience {@code convex}, lifetime one hour, and the ten profile claims
   * that fill a user identity.
   *
   * @return a template named {@code convex}
   */
  public static JwtTemplate convex() {
    return TemplatePreset.CONVEX.builder().build();
  }

  /**
   * Begins a template.
   *
   * @param name the template's name
   * @return a builder with the default lifetime and clock skew, and no claims
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * Returns the claims that no template may set, since the issuer or a session does.
   *
   * @return their names, in the order of the alphabet; unmodifiable
   */
  public static List<String> reservedClaims() {
    return ReservedClaims.all();
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  private static void requireSeconds(String field, Duration value, long least, long most) {
    long seconds = value.getSeconds();
    if (value.getNano() != 0 || seconds < least || seconds > most) {
      throw invalid(
          field, field + " must be a whole number of seconds from " + least + " to " + most + ".");
    }
  }

  private static IssuerException invalid(String field, String message) {
    return new IssuerException(
        IssuerException.Code.INVALID_VALUE, message, IssuerException.Place.of(field));
  }

  /** Collects the parts of a template. Not safe for several threads. */
  public static final class Builder {
    private final String name;
    private final Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    private Duration lifetime = DEFAULT_LIFETIME;
    private Duration allowedClockSkew = DEFAULT_CLOCK_SKEW;

    private Optional<TemplateKey> signingKey = Optional.empty();

    private Builder(String name) {
      this.name = name;
    }

    /**
     * Adds a claim, or replaces the one of the same name.
     *
     * @param claim the claim's name
     * @param value a JSON value: map, list, text (with shortcodes), number, boolean or null
     * @return this builder
     */
    public Builder claim(String claim, @Nullable Object value) {
      claims.put(claim, value);
      return this;
    }

    /**
     * Sets how long a token lasts.
     *
     * @param value 30 s to 315,360,000 s; 60 s unless set
     * @return this builder
     */
    public Builder lifetime(Duration value) {
      lifetime = value;
      return this;
    }

    /**
     * Sets how far {@code nbf} lies before {@code iat}, for verifiers whose clock is behind.
     *
     * @param value 0 s to 300 s; 5 s unless set
     * @return this builder
     */
    public Builder allowedClockSkew(Duration value) {
      allowedClockSkew = value;
      return this;
    }

    /**
     * Has the tokens signed by a key of the template's own.
     *
     * @param value the key
     * @return this builder
     */
    public Builder signingKey(TemplateKey value) {
      signingKey = Optional.of(value);
      return this;
    }

    /**
     * Makes the template.
     *
     * @return the template
     * @throws IssuerException when it breaks a rule
     */
    public JwtTemplate build() {
      return new JwtTemplate(name, claims, lifetime, allowedClockSkew, signingKey);
    }
  }
}
