package io.aval.internal.hint;

import io.aval.Reason;
import io.aval.config.ProviderConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of a token that was refused: unverified, and never the token itself.
 * Immutable.
 *
 * @param reason why it was refused
 * @param shape what its text looks like
 * @param header its header as it stands, empty where it cannot be read
 * @param claims its claims as they stand, empty where they cannot be read
 * @param known which of the known issuers it says it is from
 * @param provider the provider whose rules it was judged by, where its issuer has one
 * @param configured all providers of the application
 * @param now the time
 */
public record RefusedToken(
    Reason reason,
    TokenShape shape,
    Map<String, @Nullable Object> header,
    Map<String, @Nullable Object> claims,
    Optional<KnownIssuer> known,
    Optional<ProviderConfig> provider,
    List<ProviderConfig> configured,
    Instant now) {

  /** Copies the list; the maps are the reader's and unmodifiable. */
  public RefusedToken {
    configured = List.copyOf(configured);
  }

  /** A text of the header, empty text where there is none. */
  String header(String name) {
    return header.get(name) instanceof String text ? text : "";
  }

  /** A text claim, empty text where there is none. */
  String claim(String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  /** Whether there is such a claim. */
  boolean has(String claim) {
    return claims.get(claim) != null;
  }

  /** Whether its provider requires a claim that it lacks, or has with another value. */
  boolean misses(String claim) {
    return provider
        .map(one -> one.requiredClaims().get(claim))
        .filter(wanted -> !has(claim) || wanted.filter(value -> !says(claim, value)).isPresent())
        .isPresent();
  }

  private boolean says(String claim, String value) {
    Object said = claims.get(claim);
    return said instanceof List<?> many
        ? many.stream().map(String::valueOf).anyMatch(value::equals)
        : value.equals(String.valueOf(said));
  }

  /** The audiences, as far as they are texts. */
  List<String> audiences() {
    Object aud = claims.get("aud");
    if (aud instanceof String one) {
      return List.of(one);
    }
    return aud instanceof List<?> many
        ? many.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** A moment in seconds since 1970. */
  OptionalLong seconds(String claim) {
    return claims.get(claim) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** The issuer that it names. */
  String issuer() {
    return claim("iss");
  }

  /** Whether it says it is from this one. */
  boolean isFrom(KnownIssuer issuer) {
    return known.filter(issuer::equals).isPresent();
  }

  /** The first configured provider that is one of these. */
  Optional<ProviderConfig> configuredAs(KnownIssuer... issuers) {
    List<KnownIssuer> wanted = List.of(issuers);
    return configured.stream()
        .filter(one -> KnownIssuer.of(one.issuer()).filter(wanted::contains).isPresent())
        .findFirst();
  }

  /** No claims: they may be personal. */
  @Override
  public String toString() {
    return "RefusedToken[" + reason + ", " + shape + "]";
  }
}
