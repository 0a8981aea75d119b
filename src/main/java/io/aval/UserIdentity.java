package io.aval;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The verified user behind a call.
 *
 * <p>Injected ({@code @Inject UserIdentity user}) it is a request-scoped bean that answers for the
 * call at hand; taken from {@link IdentityProvider} or {@link #capture()} it is an immutable value
 * that may be kept and handed to other threads. Only verification makes one.
 *
 * <p>On a call without a token {@link #isAnonymous()} is {@code true}, every optional is empty,
 * every collection is empty, and {@link #getSubject()}, {@link #getIssuer()}, {@link
 * #getTokenIdentifier()}, {@link #getProvider()} and {@link #getExpiresAt()} throw {@link
 * IdentityException} with {@link Reason#NO_TOKEN}, which becomes a 401: nothing is ever stored
 * under a user that is not there.
 *
 * <p>A standard claim of the wrong type leaves its field empty. Returned from a resource method,
 * alone or inside another object, an identity is written as a JSON object in the form of {@link
 * #toJson()}.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims">OpenID
 *     Connect Core 1.0, section 5.1</a>
 */
public interface UserIdentity {

  /**
   * Returns the key under which to store what belongs to this user: the token's {@code iss}, a
   * vertical bar, and its {@code sub}, both to the letter. Unique across issuers.
   *
   * @return {@code iss + "|" + sub}
   * @throws IdentityException with {@link Reason#NO_TOKEN} on an anonymous call
   */
  String getTokenIdentifier();

  /**
   * Returns the token's {@code sub} (RFC 7519, section 4.1.2): unique only within one issuer.
   *
   * @return the subject
   * @throws IdentityException with {@link Reason#NO_TOKEN} on an anonymous call
   */
  String getSubject();

  /**
   * Returns the token's {@code iss} to the letter (RFC 7519, section 4.1.1).
   *
   * @return the issuer, usually a URL
   * @throws IdentityException with {@link Reason#NO_TOKEN} on an anonymous call
   */
  String getIssuer();

  /**
   * Returns the full name for display, from the claim {@code name}.
   *
   * @return the name, or empty
   */
  Optional<String> getName();

  /**
   * Returns the given name, from the claim {@code given_name}.
   *
   * @return the given name, or empty
   */
  Optional<String> getGivenName();

  /**
   * Returns the family name, from the claim {@code family_name}.
   *
   * @return the family name, or empty
   */
  Optional<String> getFamilyName();

  /**
   * Returns the nickname, from the claim {@code nickname}.
   *
   * @return the nickname, or empty
   */
  Optional<String> getNickname();

  /**
   * Returns the name by which the user likes to be referred to, from {@code preferred_username}.
   * Not unique, and may change.
   *
   * @return the name, or empty
   */
  Optional<String> getPreferredUsername();

  /**
   * Returns the address of the user's profile page, from the claim {@code profile}. Not validated
   * as a URL.
   *
   * @return the address, or empty
   */
  Optional<String> getProfileUrl();

  /**
   * Returns the address of the user's picture, from the claim {@code picture}. Not validated as a
   * URL.
   *
   * @return the address, or empty
   */
  Optional<String> getPictureUrl();

  /**
   * Returns the address of the user's web site, from the claim {@code website}. Not validated as a
   * URL.
   *
   * @return the address, or empty
   */
  Optional<String> getWebsiteUrl();

  /**
   * Returns the e-mail address, from the claim {@code email}. Trust it only as far as {@link
   * #getEmailVerified()} and the issuer allow.
   *
   * @return the address, or empty
   */
  Optional<String> getEmail();

  /**
   * Returns whether the issuer verified the e-mail address, from {@code email_verified}; the texts
   * {@code true} and {@code false} count as booleans.
   *
   * @return the answer, or empty when the token has none
   */
  Optional<Boolean> getEmailVerified();

  /**
   * Returns the gender, from the claim {@code gender}.
   *
   * @return the gender, or empty
   */
  Optional<String> getGender();

  /**
   * Returns the birthday, from the claim {@code birthdate}: {@code YYYY-MM-DD} or {@code YYYY} by
   * OpenID Connect, not validated.
   *
   * @return the birthday, or empty
   */
  Optional<String> getBirthday();

  /**
   * Returns the time zone's name, from the claim {@code zoneinfo}.
   *
   * @return the name, such as {@code Europe/Paris}, or empty
   */
  Optional<String> getTimezone();

  /**
   * Returns the language tag, from the claim {@code locale}.
   *
   * @return the tag, such as {@code en-GB}, or empty
   */
  Optional<String> getLanguage();

  /**
   * Returns the telephone number, from the claim {@code phone_number}.
   *
   * @return the number, or empty
   */
  Optional<String> getPhoneNumber();

  /**
   * Returns whether the issuer verified the telephone number, from {@code phone_number_verified};
   * the texts {@code true} and {@code false} count as booleans.
   *
   * @return the answer, or empty when the token has none
   */
  Optional<Boolean> getPhoneNumberVerified();

  /**
   * Returns the postal address in one text, from the member {@code formatted} of the claim {@code
   * address}.
   *
   * @return the address, possibly of several lines, or empty
   */
  Optional<String> getAddress();

  /**
   * Returns when the profile was last changed, from the claim {@code updated_at}: seconds since
   * 1970, or a text in the form of RFC 3339.
   *
   * @return the moment, or empty
   */
  Optional<Instant> getUpdatedAt();

  /**
   * Returns one claim of the token, also one that {@link #getClaims()} leaves out.
   *
   * <p>Dots walk into objects ({@code realm_access.roles}); where a longer name with dots in it
   * stands literally in the token, that one wins ({@code https://x.test/c.role}). A JSON {@code
   * null} counts as absent. Numbers convert between the boxed number types, {@link
   * java.math.BigDecimal} and {@link java.math.BigInteger}; a number becomes an {@link Instant} as
   * seconds since 1970. Objects are {@link Map}s, arrays {@link java.util.List}s, both
   * unmodifiable.
   *
   * @param <T> the type that is wanted
   * @param path the claim's name, or a path into it
   * @param type the class of the type that is wanted
   * @return the claim, or empty when it is absent or the call is anonymous
   * @throws IllegalArgumentException when the claim has another type; the message names both types
   *     and not the value
   */
  <T> Optional<T> getClaim(String path, Class<T> type);

  /**
   * Returns the custom claims: all claims of the token except the registered ones and those that
   * have a field here. Values are {@link String}, {@link Boolean}, {@link Long}, {@link
   * java.math.BigInteger}, {@link java.math.BigDecimal}, {@link java.util.List}, {@link Map} or
   * {@code null}.
   *
   * @return an unmodifiable map in the token's order; empty on an anonymous call
   */
  Map<String, Object> getClaims();

  /**
   * Returns the roles: those of the provider's {@code roles-claims}, bounded by its {@code
   * allowed-roles}, and those that the application's own {@code IdentityStore} beans provide. The
   * stores are asked at most once per call, when the container logs the caller in or when roles are
   * first asked for.
   *
   * @return an unmodifiable set; empty where neither grants any
   * @throws IllegalStateException when a store fails, which fails the call
   */
  Set<String> getRoles();

  /**
   * Returns the scopes, united from the provider's {@code scopes-claims} (RFC 8693, section 4.2).
   *
   * @return an unmodifiable set
   */
  Set<String> getScopes();

  /**
   * Returns the name of the configured provider that vouches for this user, as in {@code
   * aval.providers.<name>}.
   *
   * @return the name
   * @throws IdentityException with {@link Reason#NO_TOKEN} on an anonymous call
   */
  String getProvider();

  /**
   * Returns the token's {@code exp} (RFC 7519, section 4.1.4), without the tolerated clock skew.
   *
   * @return the moment at which the token expires, to the second
   * @throws IdentityException with {@link Reason#NO_TOKEN} on an anonymous call
   */
  Instant getExpiresAt();

  /**
   * Returns whether the call carried no token.
   *
   * @return {@code true} for a call without an identity
   */
  boolean isAnonymous();

  /**
   * Returns this identity as an immutable value, for other threads and for after the call. Its
   * roles are those of this moment: an application's {@code IdentityStore} beans that were not
   * asked before are asked now.
   *
   * @return a value that is equal to every other capture of the same identity, whatever roles the
   *     application gave it meanwhile
   * @throws IllegalStateException when a store fails
   */
  UserIdentity capture();

  /**
   * Returns the JSON form: fields under their names here in camel case, absent ones left out,
   * {@code updatedAt} as RFC 3339 text in UTC, then every custom claim under its own name. An
   * anonymous identity is an empty object. JSON-B and Jackson write an identity in this form.
   *
   * @return an unmodifiable map in the order of writing; values as in {@link #getClaims()}
   */
  Map<String, Object> toJson();
}
