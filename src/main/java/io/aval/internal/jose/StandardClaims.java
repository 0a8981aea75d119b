package io.aval.internal.jose;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which claim belongs to which field, and which claims are nobody's business. */
final class StandardClaims {
  /** The standard claim of every field, in the order in which fields are written. */
  static final Map<String, String> BY_FIELD = byField();

  /**
   * What is not a custom claim: claims about the token and not the user, some of which change at
   * each refresh; the standard claims that have a field; and names that would pass for a field.
   */
  static final Set<String> NOT_CUSTOM = notCustom();

  private StandardClaims() {}

  private static Map<String, String> byField() {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("name", "name");
    claims.put("givenName", "given_name");
    claims.put("familyName", "family_name");
    claims.put("nickname", "nickname");
    claims.put("preferredUsername", "preferred_username");
    claims.put("profileUrl", "profile");
    claims.put("pictureUrl", "picture");
    claims.put("websiteUrl", "website");
    claims.put("email", "email");
    claims.put("emailVerified", "email_verified");
    claims.put("gender", "gender");
    claims.put("birthday", "birthdate");
    claims.put("timezone", "zoneinfo");
    claims.put("language", "locale");
    claims.put("phoneNumber", "phone_number");
    claims.put("phoneNumberVerified", "phone_number_verified");
    claims.put("address", "address");
    claims.put("updatedAt", "updated_at");
    return Collections.unmodifiableMap(claims);
  }

  private static Set<String> notCustom() {
    Set<String> names = new HashSet<>(BY_FIELD.keySet());
    names.addAll(BY_FIELD.values());
    names.addAll(List.of("tokenIdentifier", "subject", "issuer"));
    names.addAll(List.of("iss", "sub", "aud", "exp", "iat", "nbf", "jti", "auth_time", "nonce"));
    names.addAll(List.of("acr", "amr", "azp", "at_hash", "c_hash", "fva"));
    return Set.copyOf(names);
  }
}
