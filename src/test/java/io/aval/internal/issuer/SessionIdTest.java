package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SessionIdTest {
  @Test
  void isReadableForPlainNames() {
    assertThat(SessionId.of("ada")).isEqualTo("sess_ada");
    assertThat(SessionId.of("a.b-C_9")).isEqualTo("sess_a.b-C_9");
    assertThat(SessionId.of("x".repeat(128))).isEqualTo("sess_" + "x".repeat(128));
  }

  @Test
  void fitsIntoAPathForAllOthers() {
    for (String name :
        List.of("ada@example.com", "joan clarke", "a/b", "~", "Дарья", "x".repeat(129), "%2e")) {
      assertThat(SessionId.of(name)).as(name).matches("sess_~[A-Za-z0-9_-]+");
      assertThat(SessionId.username(SessionId.of(name))).hasValue(name);
    }
    assertThat(SessionId.username("sess_ada")).hasValue("ada");
  }

  @Test
  void isOnePerName() {
    for (String id :
        List.of(
            "",
            "ada",
            "sess_",
            "SESS_ada",
            "sess_~",
            "sess_~YWRh", // ada, who has a plain one
            "sess_~YWRhQA=",
            "sess_~YWRhQA==",
            "sess_~YWRhQB", // not the canonical last bits
            "sess_~/w",
            "sess_~_w", // no UTF-8
            "sess_a b",
            "sess_~" + "A".repeat(2_000))) {
      assertThat(SessionId.username(id)).as(id).isEmpty();
    }
    assertThat(SessionId.username("sess_~YWRhQA")).hasValue("ada@");
  }
}
