package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionClaimsTest {
  private static final IssuerUser ADA = new IssuerUser("user_1", Map.of());

  @Test
  void sayThatTheSessionIsActive() {
    assertThat(SessionClaims.of("sess_1", IssuerSession.of(ADA)))
        .isEqualTo(Map.of("sid", "sess_1", "sts", "active", "v", 2));
  }

  @Test
  void nameTheActorAndTheOrganization() {
    IssuerSession session =
        new IssuerSession(
            ADA,
            Optional.of(member(Optional.of("engines"), "org:admin", List.of())),
            Map.of("sub", "user_2"),
            Optional.empty());
    assertThat(SessionClaims.of("sess_1", session))
        .containsEntry("act", Map.of("sub", "user_2"))
        .containsEntry("o", Map.of("id", "org_1", "slg", "engines", "rol", "admin"))
        .doesNotContainKey("fea");
  }

  @Test
  void writePermissionsAsBitsOfVerbs() {
    Map<String, Object> claims =
        claims(
            List.of(
                "org:notes:read",
                "org:notes:write",
                "org:billing:write",
                "org:billing:pay",
                "admin",
                "org:a:b:c",
                "org:x,y:z"));
    assertThat(claims)
        .containsEntry("fea", "o:notes,o:billing")
        .containsEntry(
            "o", Map.of("id", "org_1", "rol", "member", "per", "read,write,pay", "fpm", "3,6"));
  }

  @Test
  void refuseMoreVerbsThanTheFormHasBits() {
    assertThat(claims(verbs(52)).get("o").toString()).contains("fpm=4503599627370495");
    assertThatThrownBy(() -> claims(verbs(53))).isInstanceOf(IssuerException.class);
  }

  private static List<String> verbs(int count) {
    return IntStream.range(0, count).mapToObj(i -> "org:f:v" + i).toList();
  }

  private static Map<String, Object> claims(List<String> permissions) {
    return SessionClaims.of(
        "sess_1",
        new IssuerSession(
            ADA,
            Optional.of(member(Optional.empty(), "member", permissions)),
            Map.of(),
            Optional.empty()));
  }

  private static IssuerMembership member(
      Optional<String> slug, String role, List<String> permissions) {
    return new IssuerMembership(
        "org_1", "Engines", slug, Optional.empty(), Map.of(), role, Map.of(), permissions);
  }
}
