package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ProviderConfig;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token's JOSE header (RFC 7515, section 4). What it says about keys ({@code jku}, {@code x5u},
 * {@code jwk}, {@code x5c}) is not even read: a token does not say by which key it is to be
 * trusted.
 *
 * @param alg the algorithm's name as it stands
 * @param kid the key's id, if it names one
 * @param type the {@code typ} in compared form: lower case, without {@code application/}; {@code
 *     jwt} where it is absent
 * @param fromTemplate whether the token says that it was made from a JWT template
 */
record TokenHeader(String alg, @Nullable String kid, String type, boolean fromTemplate) {
  /** What the issuers that make tokens from templates write into {@code cat}. */
  private static final Set<String> TEMPLATE_CATEGORIES =
      Set.of(TokenSigner.TEMPLATE_CATEGORY, "cl_B7d4PD222AAA"); // Clerk's

  private static final List<String> UNSUPPORTED = List.of("crit", "zip", "b64", "enc");

  static TokenHeader of(Map<String, @Nullable Object> header) {
    for (String name : UNSUPPORTED) {
      if (header.containsKey(name)) {
        throw new IdentityException(
            Reason.UNSUPPORTED_TOKEN, "the token's header has the member " + name);
      }
    }
    if (header.get("cty") instanceof String cty && plain(cty).equals("jwt")) {
      throw new IdentityException(Reason.UNSUPPORTED_TOKEN, "the token holds another token");
    }
    String alg = text(header, "alg");
    if (alg == null) {
      throw new IdentityException(Reason.MALFORMED_TOKEN, "the token's header has no alg");
    }
    String typ = text(header, "typ");
    boolean fromTemplate =
        header.get(TokenSigner.CATEGORY_HEADER) instanceof String category
            && TEMPLATE_CATEGORIES.contains(category);
    return new TokenHeader(
        alg, text(header, "kid"), typ == null ? "jwt" : plain(typ), fromTemplate);
  }

  /** Finds the algorithm on the provider's list, before anything else of the header is believed. */
  Algorithm allowedBy(ProviderConfig provider) {
    return Algorithm.named(alg)
        .filter(algorithm -> provider.algorithms().contains(algorithm.headerName()))
        .orElseThrow(
            () ->
                new IdentityException(
                    Reason.ALGORITHM_NOT_ALLOWED,
                    "alg is "
                        + LogText.quote(alg)
                        + ", expected is one of "
                        + provider.algorithms()));
  }

  private static @Nullable String text(Map<String, @Nullable Object> header, String name) {
    Object value = header.get(name);
    if (value != null && !(value instanceof String)) {
      throw new IdentityException(
          Reason.MALFORMED_TOKEN, "the member " + name + " of the token's header is not a text");
    }
    return (String) value;
  }

  private static String plain(String mediaType) {
    String lower = mediaType.toLowerCase(Locale.ROOT);
    return lower.startsWith("application/") ? lower.substring("application/".length()) : lower;
  }
}
