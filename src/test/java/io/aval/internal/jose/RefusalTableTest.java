package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.testing.MutableClock;
import io.aval.testing.RefusalCases;
import io.aval.testing.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTableTest {
  private static final MutableClock CLOCK = MutableClock.at("2026-01-01T00:00:00Z");
  private static TestIssuer issuer;
  private static Issuers issuers;

  @BeforeAll
  static void open() {
    issuer = TestIssuer.start();
    issuers = TokenScene.open(RefusalCases.configuration(issuer.jwksUri().toString()), CLOCK);
  }

  @AfterAll
  static void close() {
    issuers.close();
    issuer.close();
  }

  static List<RefusalCases.Case> cases() {
    return RefusalCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysOfEachTokenWhatTheTableSays(RefusalCases.Case row) {
    String token = row.make(issuer.current(), CLOCK.instant());
    if (row.expected().isEmpty()) {
      UserIdentity identity = issuers.verify(token);
      assertThat(identity.getTokenIdentifier()).isEqualTo(row.issuer() + "|user-1");
      return;
    }
    IdentityException refusal =
        catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.getReason()).isEqualTo(row.expected().get());
    assertThat(refusal.getMessage() + refusal.getExplanation().orElse("")).doesNotContain(token);
  }
}
