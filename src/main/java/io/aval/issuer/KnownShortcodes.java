package io.aval.issuer;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every shortcode that there is, for editors that complete them and for the strict check. */
final class KnownShortcodes {
  /** Objects of the user's making: any path below them may exist. */
  private static final Set<String> OPEN =
      Set.of(
          "user.public_metadata",
          "user.unsafe_metadata",
          "user.organizations",
          "org.public_metadata",
          "org_membership.public_metadata",
          "session.actor");

  private static final List<String> BEYOND_USER =
      List.of(
          "org.id",
          "org.name",
          "org.slug",
          "org.image_url",
          "org.has_image",
          "org.role",
          "org.public_metadata",
          "org_membership.public_metadata",
          "org_membership.permissions",
          "session.actor",
          "session.reverification_id");

  private static final Set<String> ALL =
      Stream.concat(
              Arrays.stream(UserAttribute.values()).map(attribute -> "user." + attribute.text()),
              BEYOND_USER.stream())
          .collect(Collectors.toUnmodifiableSet());

  private KnownShortcodes() {}

  /** Whether a path names something that a session may have. */
  static boolean contain(List<String> path) {
    if (ALL.contains(String.join(".", path))) {
      return true;
    }
    return path.size() > 2 && OPEN.contains(path.get(0) + "." + path.get(1));
  }

  /** All of them, in the order of the alphabet. */
  static List<String> all() {
    return ALL.stream().sorted().toList();
  }
}
