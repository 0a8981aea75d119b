package io.aval.issuer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A user for whom the issuer mints tokens. Immutable.
 *
 * <p>The attributes are what shortcodes show as {@code user.<name>}: {@code external_id}, {@code
 * first_name}, {@code last_name}, {@code full_name}, {@code username}, {@code
 * primary_email_address}, {@code primary_phone_number}, {@code primary_web3_wallet}, {@code
 * image_url} (text); {@code email_verified}, {@code phone_number_verified}, {@code
 * two_factor_enabled}, {@code has_image} (boolean); {@code created_at}, {@code updated_at} (seconds
 * since 1970); {@code public_metadata}, {@code unsafe_metadata}, {@code organizations} (objects).
 * Any may be left out. What follows from others is filled in: {@code full_name} from first and last
 * name, {@code has_image} and the older name {@code profile_image_url} from {@code image_url}, and
 * the other booleans are {@code false}.
 *
 * @param id the user's id, which becomes {@code sub}: 1 to 255 characters, never reused for another
 *     user
 * @param attributes JSON values by the names above; copied
 */
public record IssuerUser(String id, Map<String, ? extends @Nullable Object> attributes) {

  /**
   * Checks and completes the attributes.
   *
   * @param id the user's id
   * @param attributes what is known of the user
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} when the id is empty or
   *     too long, or an attribute is unknown or of the wrong type
   */
  public IssuerUser {
    if (id.isBlank() || id.length() > 255) {
      throw invalid("A user's id must be 1 to 255 characters.");
    }
    attributes.forEach(IssuerUser::check);
    attributes = JsonTree.copyObject("user", completed(id, attributes));
  }

  private static void check(String name, @Nullable Object value) {
    UserAttribute attribute =
        UserAttribute.named(name)
            .orElseThrow(() -> invalid("There is no user attribute " + name + "."));
    if (!attribute.accepts(value)) {
      throw invalid("The user attribute " + name + " must be a " + attribute.typeName() + ".");
    }
  }

  private static Map<String, @Nullable Object> completed(
      String id, Map<String, ? extends @Nullable Object> given) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (UserAttribute attribute : UserAttribute.values()) {
      all.put(attribute.text(), given.get(attribute.text()));
    }
    all.put(UserAttribute.ID.text(), id);
    String image = UserAttribute.IMAGE_URL.text();
    all.putIfAbsent(UserAttribute.FULL_NAME.text(), fullName(given));
    all.putIfAbsent(UserAttribute.PROFILE_IMAGE_URL.text(), all.get(image));
    all.putIfAbsent(UserAttribute.HAS_IMAGE.text(), all.get(image) != null);
    all.putIfAbsent(UserAttribute.EMAIL_VERIFIED.text(), false);
    all.putIfAbsent(UserAttribute.PHONE_NUMBER_VERIFIED.text(), false);
    all.putIfAbsent(UserAttribute.TWO_FACTOR_ENABLED.text(), false);
    all.putIfAbsent(UserAttribute.PUBLIC_METADATA.text(), Map.of());
    all.putIfAbsent(UserAttribute.UNSAFE_METADATA.text(), Map.of());
    return all;
  }

  private static @Nullable String fullName(Map<String, ? extends @Nullable Object> given) {
    String name =
        Stream.of(UserAttribute.FIRST_NAME, UserAttribute.LAST_NAME)
            .map(attribute -> given.get(attribute.text()))
            .filter(Objects::nonNull)
            .map(Object::toString)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }

  private static IssuerException invalid(String message) {
    return new IssuerException(IssuerException.Code.INVALID_VALUE, message);
  }
}
