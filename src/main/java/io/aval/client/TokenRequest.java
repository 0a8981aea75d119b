package io.aval.client;

import org.jspecify.annotations.Nullable;

/**
 * Which token is wanted. Immutable.
 *
 * @param template name of the template to make it from, 1 to 200 characters; null: the issuer's
 *     plain token
 * @param skipCache whether a token will only do that is fetched after this request was made
 * @param refused a token that somebody turned away: any other one will do, a kept one too, so that
 *     a hundred refused calls fetch one new token; null: none
 */
public record TokenRequest(@Nullable String template, boolean skipCache, @Nullable String refused) {
  private static final int LONGEST_NAME = 200;

  /** Any valid token without a template. */
  public static final TokenRequest ANY = new TokenRequest(null, false, null);

  /**
   * Makes a request.
   *
   * @throws IllegalArgumentException when the template's name is empty or too long
   */
  public TokenRequest {
    if (template != null && (template.isBlank() || template.length() > LONGEST_NAME)) {
      throw new IllegalArgumentException("A template's name has 1 to 200 characters");
    }
  }

  /**
   * The same request for a token from a template.
   *
   * @param name the template's name
   * @return the request
   */
  public TokenRequest withTemplate(String name) {
    return new TokenRequest(name, skipCache, refused);
  }

  /**
   * The same request for a token that is fetched now.
   *
   * @return the request
   */
  public TokenRequest skippingCache() {
    return new TokenRequest(template, true, refused);
  }

  /**
   * The same request for a token other than one that was turned away.
   *
   * @param token the token that was turned away
   * @return the request
   */
  public TokenRequest insteadOf(String token) {
    return new TokenRequest(template, skipCache, token);
  }

  @Override
  public String toString() {
    String instead = refused == null ? "" : ", instead of a refused one"; // never the token
    return "TokenRequest[template=" + template + ", skipCache=" + skipCache + instead + "]";
  }
}
