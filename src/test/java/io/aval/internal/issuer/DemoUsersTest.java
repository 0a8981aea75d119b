package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.issuer.IssuerException;
import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoUsersTest {
  @Test
  void readsUsersWithTheirAttributes() throws IOException {
    DemoUsers users;
    try (InputStream file = getClass().getResourceAsStream("app/WEB-INF/demo-users.json")) {
      users = DemoUsers.read(file);
    }

    assertThat(users.find("grace").orElseThrow().id()).isEqualTo("user_grace");
    IssuerUser ada = users.find("ada").orElseThrow();
    assertThat(ada.id()).isEqualTo("user_ada");
    assertThat(ada.attributes().get("updated_at")).isEqualTo(1_700_000_000L);
    assertThat(ada.attributes().get("public_metadata"))
        .isEqualTo(
            Map.of(
                "plan", Map.of("seats", 3L, "price", new BigDecimal("9.5")),
                "tags", Arrays.asList("a", null, true)));
    assertThat(users.find("Ada")).isEmpty();
  }

  @Test
  void refusesAFileThatIsNoArrayOfUsers() {
    for (String text :
        new String[] {"", "{}", "[", "[1]", "[{}]", "[{\"id\":\"1\"}]", "[{\"id\":1}]"}) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> read(text));
    }
  }

  @Test
  void refusesTwoUsersOfOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> read("[{\"id\":\"1\",\"username\":\"a\"},{\"id\":\"2\",\"username\":\"a\"}]"))
        .withMessage("two users are called a");
  }

  @Test
  void refusesUnknownAttributes() {
    assertThatThrownBy(() -> read("[{\"id\":\"1\",\"username\":\"a\",\"mail\":\"x\"}]"))
        .isInstanceOf(IssuerException.class)
        .hasMessage("There is no user attribute mail.");
  }

  @Test
  void readsOrganizationsAndWhoIsActiveInThem() throws IOException {
    DemoUsers users;
    try (InputStream file = getClass().getResourceAsStream("organized/WEB-INF/demo-users.json")) {
      users = DemoUsers.read(file);
    }
    IssuerSession ada = users.session("ada").orElseThrow();
    assertThat(ada.user().attributes().get("organizations"))
        .isEqualTo(Map.of("org_1", "org:admin", "org_2", "org:member"));
    assertThat(ada.membership())
        .hasValue(
            new IssuerMembership(
                "org_1",
                "Analytical Engines",
                Optional.of("engines"),
                Optional.of("https://img.test/engines.png"),
                Map.of("tier", "gold"),
                "org:admin",
                Map.of("desk", 7L),
                List.of("org:notes:read", "org:notes:write", "org:billing:read")));
    assertThat(users.session("grace").orElseThrow().membership()).isEmpty();
    assertThat(users.session("nobody")).isEmpty();
    assertThat(users.usernames("", 2)).containsExactly("ada", "grace");
  }

  @Test
  void refusesOrganizationsThatDoNotFitTogether() throws IOException {
    String user = "\"users\":[{\"id\":\"1\",\"username\":\"a\"";
    String member = ",\"memberships\":[{\"organization\":\"o\",\"role\":\"r\"}";
    String organization = "{\"organizations\":[{\"id\":\"o\",\"name\":\"O\"}";
    read(organization + "]," + user + member + "],\"active_organization\":\"o\"}]}");
    for (String text :
        List.of(
            "{}",
            "{\"users\":{}}",
            "{" + user + member + "]}]}",
            organization + "]," + user + ",\"active_organization\":\"o\"}]}",
            organization + "]," + user + member + "],\"active_organization\":\"p\"}]}",
            organization + "]," + user + member + ",{\"organization\":\"o\",\"role\":\"s\"}]}]}",
            organization + ",{\"id\":\"o\",\"name\":\"P\"}]," + user + "}]}",
            "{\"organizations\":[{\"id\":\"o\"}]," + user + "}]}",
            organization + "]," + user + ",\"memberships\":[{\"organization\":\"o\"}]}]}",
            organization + "]," + user + ",\"memberships\":{}}]}")) {
      assertThatIllegalArgumentException().as(text).isThrownBy(() -> read(text));
    }
  }

  private static void read(String json) throws IOException {
    DemoUsers.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
