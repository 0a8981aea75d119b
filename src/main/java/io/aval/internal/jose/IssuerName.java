package io.aval.internal.jose;

import java.util.regex.Pattern;

/**
 * The one way in which the issuers of OpenID Connect providers are compared: exactly, after a
 * missing scheme was added and trailing slashes were dropped on both sides. Used for a token's
 * {@code iss} and for the {@code issuer} of a discovery document (OpenID Connect Discovery 1.0,
 * section 4.3). The issuer of a {@code custom-jwt} provider is compared as it stands and does not
 * come here.
 */
final class IssuerName {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

  private IssuerName() {}

  /**
   * Brings an issuer into the compared form.
   *
   * <p>Takes linear time whatever the text, and returns the same string when there is nothing to
   * do, so that it may be called for every token.
   *
   * @param issuer any text: it may come from a token
   * @return the text with a scheme ({@code https://} when it had none) and without trailing slashes
   */
  static String normalize(String issuer) {
    int end = issuer.length();
    while (end > 0 && issuer.charAt(end - 1) == '/') {
      end--;
    }
    String bare = issuer.substring(0, end);
    boolean common = bare.startsWith("https://") || bare.startsWith("http://");
    return common || SCHEME.matcher(bare).lookingAt() ? bare : "https://" + bare;
  }

  /**
   * Says whether two issuers are the same one.
   *
   * @param one an issuer in any form
   * @param other an issuer in any form
   * @return whether their compared forms are equal
   */
  static boolean same(String one, String other) {
    return normalize(one).equals(normalize(other));
  }
}
