package io.aval.internal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.dashboard.DashboardScene.Answer;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import io.aval.testing.MutableClock;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application with users of its own, beside demo users, over HTTP. */
class DashboardUsersTest {
  private static final String API = DashboardScene.API;

  private DashboardScene scene;

  @BeforeEach
  void start() throws Exception {
    scene =
        new DashboardScene(
            MutableClock.at("2026-01-01T00:00:00Z"),
            Map.of("aval.issuer.demo-users", "/WEB-INF/demo-users.json"),
            Optional.of(new Readers()));
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  @Test
  void mintsForDemoUsersAndForNobodyElse() throws Exception {
    Answer real = mint("reader-07");
    assertThat(real.status()).isEqualTo(404);
    assertThat(real.json().getString("field")).isEqualTo("user");
    assertThat(real.body()).doesNotContain("eyJ");

    Answer both = mint("ada"); // the application has an ada too
    assertThat(both.status()).as(both.body()).isEqualTo(200);
    String token = both.json().getString("token");
    String inspected = scene.own("POST " + API + "inspect", "{\"token\":\"" + token + "\"}").body();
    assertThat(inspected).contains("user_ada").doesNotContain("real-ada");
  }

  @Test
  void findsEverybodyByTheBeginningOfTheirName() throws Exception {
    assertThat(names("")).hasSize(20).doesNotContain("reader-21");
    assertThat(names("reader-2")).containsExactly("reader-20", "reader-21", "reader-22");
    assertThat(names("nobody")).isEmpty();

    String draft =
        "{\"claims_text\":\"{}\",\"lifetime\":60,\"allowed_clock_skew\":5,"
            + "\"user\":\"reader-21\"}";
    JsonObject preview = scene.own("POST " + API + "preview", draft).json();
    assertThat(preview.getString("claims_text")).contains("real-reader-21");
  }

  private Answer mint(String user) throws Exception {
    return scene.own("POST " + API + "mint", "{\"template\":\"convex\",\"user\":\"" + user + "\"}");
  }

  private List<String> names(String beginning) throws Exception {
    return scene
        .own("POST " + API + "users", "{\"beginning\":\"" + beginning + "\"}")
        .json()
        .getJsonArray("users")
        .getValuesAs(JsonString::getString);
  }

  /** Ada, and twenty-two readers. */
  private static final class Readers implements UserDirectory {
    private static final List<String> NAMES =
        IntStream.rangeClosed(0, 22)
            .mapToObj(number -> number == 0 ? "ada" : "reader-%02d".formatted(number))
            .toList();

    @Override
    public Optional<IssuerUser> find(String username) {
      return NAMES.stream()
          .filter(username::equals)
          .map(name -> new IssuerUser("real-" + name, Map.of("username", name)))
          .findFirst();
    }

    @Override
    public List<String> usernames(String beginning, int most) {
      return NAMES.stream().filter(name -> name.startsWith(beginning)).limit(most).toList();
    }
  }
}
