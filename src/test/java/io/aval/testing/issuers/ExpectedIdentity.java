package io.aval.testing.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a token's identity must have: only what is named is compared; {@code null} says that it must
 * not be there.
 */
public final class ExpectedIdentity {
  private static final Set<String> SETS = Set.of("roles", "scopes");

  private ExpectedIdentity() {}

  /** The paths of the claims that are compared. */
  public static List<String> claimPaths(JsonObject expected) {
    JsonObject claims = expected.getJsonObject("claims");
    return claims == null ? List.of() : List.copyOf(claims.keySet());
  }

  /** Compares {@link IdentityFacts} with what was expected. */
  public static void check(String what, JsonObject expected, JsonObject facts) {
    expected.forEach(
        (name, value) -> {
          JsonValue seen = facts.get(name);
          if (value.equals(JsonValue.NULL)) {
            assertThat(seen).as("%s: %s", what, name).isNull();
            return;
          }
          assertThat(seen).as("%s: %s of %s", what, name, facts).isNotNull();
          if (SETS.contains(name)) {
            assertThat(new HashSet<>(seen.asJsonArray()))
                .as("%s: %s", what, name)
                .isEqualTo(new HashSet<>(value.asJsonArray()));
          } else {
            assertThat(seen).as("%s: %s", what, name).isEqualTo(value);
          }
        });
  }
}
