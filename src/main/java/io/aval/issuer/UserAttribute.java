package io.aval.issuer;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be known of a user; each is the shortcode {@code user.<name>}. */
enum UserAttribute {
  ID(String.class),
  EXTERNAL_ID(String.class),
  FIRST_NAME(String.class),
  LAST_NAME(String.class),
  FULL_NAME(String.class),
  USERNAME(String.class),
  PRIMARY_EMAIL_ADDRESS(String.class),
  PRIMARY_PHONE_NUMBER(String.class),
  PRIMARY_WEB3_WALLET(String.class),
  EMAIL_VERIFIED(Boolean.class),
  PHONE_NUMBER_VERIFIED(Boolean.class),
  TWO_FACTOR_ENABLED(Boolean.class),
  HAS_IMAGE(Boolean.class),
  IMAGE_URL(String.class),
  /** The older name of {@link #IMAGE_URL}, which templates of 2022 and 2023 use. */
  PROFILE_IMAGE_URL(String.class),
  /** Seconds since 1970. */
  CREATED_AT(Number.class),
  /** Seconds since 1970. */
  UPDATED_AT(Number.class),
  PUBLIC_METADATA(Map.class),
  UNSAFE_METADATA(Map.class),
  /** The roles of the user by the ids of the organisations. */
  ORGANIZATIONS(Map.class);

  private final Class<?> type;

  UserAttribute(Class<?> type) {
    this.type = type;
  }

  /** The name as it stands in a shortcode: lower case, with underscores. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  boolean accepts(@Nullable Object value) {
    return value == null || type.isInstance(value);
  }

  String typeName() {
    return type.getSimpleName();
  }

  /** What JSON calls the value. */
  String jsonType() {
    if (type == Map.class) {
      return "object";
    }
    return type == String.class ? "text" : typeName().toLowerCase(java.util.Locale.ROOT);
  }

  static Optional<UserAttribute> named(String text) {
    return Arrays.stream(values()).filter(a -> a.text().equals(text)).findFirst();
  }
}
