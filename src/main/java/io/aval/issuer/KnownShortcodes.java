package io.aval.issuer;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  private static final Map<String, String> BEYOND_USER =
      Map.ofEntries(
          Map.entry("org.id", "text"),
          Map.entry("org.name", "text"),
          Map.entry("org.slug", "text"),
          Map.entry("org.image_url", "text"),
          Map.entry("org.has_image", "boolean"),
          Map.entry("org.role", "text"),
          Map.entry("org.public_metadata", "object"),
          Map.entry("org_membership.public_metadata", "object"),
          Map.entry("org_membership.permissions", "array"),
          Map.entry("session.actor", "object"),
          Map.entry("session.reverification_id", "text"));

  private static final Map<String, String> ALL = withUser();

  private KnownShortcodes() {}

  private static Map<String, String> withUser() {
    Map<String, String> all = new TreeMap<>(BEYOND_USER);
    for (UserAttribute attribute : UserAttribute.values()) {
      all.put("user." + attribute.text(), attribute.jsonType());
    }
    return Collections.unmodifiableMap(all);
  }

  /** Whether a path names something that a session may have. */
  static boolean contain(List<String> path) {
    if (ALL.containsKey(String.join(".", path))) {
      return true;
    }
    return path.size() > 2 && OPEN.contains(path.get(0) + "." + path.get(1));
  }

  /** All of them, in the order of the alphabet. */
  static List<String> all() {
    return List.copyOf(ALL.keySet());
  }

  /** What each is worth, in the same order. */
  static Map<String, String> types() {
    return ALL;
  }
}
