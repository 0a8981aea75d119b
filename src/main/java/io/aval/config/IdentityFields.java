package io.aval.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The fields of an identity that may be taken from another claim, as keys name them. */
final class IdentityFields {
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private static final Map<String, String> CAMEL_BY_DASHED =
      dashed(
          "name",
          "givenName",
          "familyName",
          "nickname",
          "preferredUsername",
          "profileUrl",
          "pictureUrl",
          "websiteUrl",
          "email",
          "emailVerified",
          "gender",
          "birthday",
          "timezone",
          "language",
          "phoneNumber",
          "phoneNumberVerified",
          "address",
          "updatedAt");

  /** What verification computes and no claim may ever replace. */
  private static final Set<String> COMPUTED = Set.of("token-identifier", "subject", "issuer");

  private IdentityFields() {}

  /** The camel-case name of a field, given as the key has it: {@code picture-url}. */
  static Optional<String> camel(String dashed) {
    return Optional.ofNullable(CAMEL_BY_DASHED.get(dashed));
  }

  static boolean isComputed(String dashed) {
    return COMPUTED.contains(dashed);
  }

  /** All field names as keys have them. */
  static Set<String> all() {
    return CAMEL_BY_DASHED.keySet();
  }

  static String toDashed(String camel) {
    return HUMP.matcher(camel).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  static String documented() {
    return all().stream().map(f -> "`" + f + "`").collect(Collectors.joining(", "));
  }

  private static Map<String, String> dashed(String... camels) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String camel : camels) {
      fields.put(toDashed(camel), camel);
    }
    return java.util.Collections.unmodifiableMap(fields);
  }
}
