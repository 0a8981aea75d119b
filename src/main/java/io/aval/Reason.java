package io.aval;

import java.util.Optional;

/**
 * Why a token or a caller was turned away; the set is closed.
 *
 * <p>The same reason is the {@code code} of the problem body, the log line's stable {@linkplain
 * #getLogId() id}, the payload of the CDI event {@link IdentityRefused} and what {@link
 * IdentityException#getReason()} answers. Names are never changed once released.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3.1">RFC 6750, section 3.1</a>
 */
public enum Reason {
  /** The call needs an identity and carried no token: a bare challenge, without an error code. */
  NO_TOKEN(1, 401, null, "This resource needs a bearer token, and the request carried none."),
  /** The request itself is broken: two tokens, or an {@code Authorization} header out of shape. */
  MALFORMED_REQUEST(
      2,
      400,
      Errors.REQUEST,
      "The request does not carry its bearer token in one well-formed way."),
  /** The token is longer than the configured limit. */
  TOKEN_TOO_LARGE(3, 401, Errors.TOKEN, "The token is larger than this service accepts."),
  /** The token is not three parts of canonical base64url that hold JSON objects. */
  MALFORMED_TOKEN(4, 401, Errors.TOKEN, "The token is not a well-formed signed JWT."),
  /** The token is encrypted or asks for a feature that is not supported ({@code crit}, …). */
  UNSUPPORTED_TOKEN(
      5, 401, Errors.TOKEN, "The token uses a JOSE feature that this service does not support."),
  /** No configured provider has the token's {@code iss}. */
  UNKNOWN_ISSUER(6, 401, Errors.TOKEN, "The token's issuer is not trusted here."),
  /** The token's {@code aud} names none of the provider's application ids. */
  WRONG_AUDIENCE(7, 401, Errors.TOKEN, "The token was issued for another audience."),
  /** The token's {@code azp} is absent or not one of the accepted ones. */
  WRONG_AUTHORIZED_PARTY(8, 401, Errors.TOKEN, "The token was issued to another party."),
  /** The header's {@code typ} is not accepted, or the token is a logout token. */
  WRONG_TYPE(9, 401, Errors.TOKEN, "The token is of a type that is not accepted here."),
  /** The header's {@code alg} is not on the provider's list, or does not fit the key. */
  ALGORITHM_NOT_ALLOWED(
      10, 401, Errors.TOKEN, "The token is signed with an algorithm that is not accepted here."),
  /** The issuer's key set was obtained and has no key that fits the token. */
  UNKNOWN_KEY(
      11, 401, Errors.TOKEN, "The token is signed with a key that its issuer does not publish."),
  /** The signature does not verify. */
  BAD_SIGNATURE(12, 401, Errors.TOKEN, "The token's signature is not valid."),
  /** {@code exp} plus the tolerated clock skew has passed. */
  EXPIRED(13, 401, Errors.TOKEN, "The token has expired."),
  /** {@code nbf} or {@code iat} lies in the future, beyond the tolerated clock skew. */
  NOT_YET_VALID(14, 401, Errors.TOKEN, "The token is not valid yet."),
  /** The token was issued for longer than the provider's {@code max-token-lifetime}. */
  LIFETIME_TOO_LONG(
      15, 401, Errors.TOKEN, "The token was issued for longer than this service accepts."),
  /** A claim that must be there is not. */
  MISSING_CLAIM(16, 401, Errors.TOKEN, "The token lacks a claim that is required here."),
  /** A registered or required claim has the wrong type or value. */
  INVALID_CLAIM(17, 401, Errors.TOKEN, "The token has a claim that is not acceptable here."),
  /** The token, its session or its subject was revoked. */
  REVOKED(18, 401, Errors.TOKEN, "The token has been revoked."),
  /** The issuer's keys cannot be had at the moment; trying again later may help. */
  KEYS_UNAVAILABLE(
      19,
      503,
      null,
      "The keys of the token's issuer cannot be obtained at the moment; try again later."),
  /** The token lacks a scope that the endpoint asks for. */
  INSUFFICIENT_SCOPE(
      20, 403, "insufficient_scope", "The token does not have the scope that this resource needs."),
  /** The caller lacks the role that the endpoint asks for. */
  FORBIDDEN(21, 403, null, "The caller may not use this resource."),
  /**
   * A cookie's token on an unsafe method, or any WebSocket handshake, that came from another site.
   */
  CROSS_ORIGIN(22, 403, null, "The request comes from a page of another origin."),
  /** The endpoint asks for a stronger or fresher authentication (RFC 9470). */
  STEP_UP_REQUIRED(
      23,
      401,
      "insufficient_user_authentication",
      "This resource needs a stronger or more recent authentication.");

  private final int number;
  private final int status;
  private final String error; // empty: no RFC 6750 error code
  private final String detail;

  Reason(int number, int status, @org.jspecify.annotations.Nullable String error, String detail) {
    this.number = number;
    this.status = status;
    this.error = error == null ? "" : error;
    this.detail = detail;
  }

  /**
   * Returns the HTTP status that answers this refusal: 400, 401, 403 or 503.
   *
   * @return the status code
   */
  public int getStatus() {
    return status;
  }

  /**
   * Returns the error code of the {@code WWW-Authenticate} challenge (RFC 6750, section 3.1; RFC
   * 9470, section 3).
   *
   * @return the code, empty where the challenge has none or where there is no challenge
   */
  public Optional<String> getError() {
    return error.isEmpty() ? Optional.empty() : Optional.of(error);
  }

  /**
   * Returns one fixed English sentence that is safe to show to anybody: it never holds anything of
   * the token or the configuration.
   *
   * @return the sentence
   */
  public String getDetail() {
    return detail;
  }

  /**
   * Returns the stable id under which this refusal is logged, {@code AVAL-001} and up.
   *
   * @return the id
   */
  public String getLogId() {
    return String.format(java.util.Locale.ROOT, "AVAL-%03d", number);
  }

  private static final class Errors {
    static final String REQUEST = "invalid_request";
    static final String TOKEN = "invalid_token";
  }
}
