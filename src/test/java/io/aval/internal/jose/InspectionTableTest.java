package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.Outcome;
import io.aval.testing.MutableClock;
import io.aval.testing.RefusalCases;
import io.aval.testing.TestIssuer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An inspection must never say anything else than verification does. */
class InspectionTableTest {
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
  void endsAsVerificationDoes(RefusalCases.Case row) {
    String token = row.make(issuer.current(), CLOCK.instant());

    Inspection inspection = issuers.inspector().inspect(token);

    List<Check> failed =
        inspection.checks().stream().filter(check -> check.outcome() == Outcome.FAILED).toList();
    assertThat(inspection.verdict().reason()).isEqualTo(row.expected());
    assertThat(inspection.verdict().accepted()).isEqualTo(row.expected().isEmpty());
    assertThat(inspection.toString()).doesNotContain(token);
    if (row.expected().isEmpty()) {
      assertThat(failed).isEmpty();
      assertThat(inspection.checks())
          .noneMatch(check -> check.outcome() == Outcome.NOT_REACHED || check.afterRefusal());
      assertThat(inspection.verdict().identity()).isEqualTo(issuers.verify(token).toJson());
      return;
    }
    IdentityException refusal =
        catchThrowableOfType(IdentityException.class, () -> issuers.verify(token));
    assertThat(failed.get(0).reason()).isEqualTo(Optional.of(refusal.getReason()));
    assertThat(refusal.getExplanation().orElse("") + refusal.getMessage())
        .as("what the log says")
        .contains(failed.get(0).detail().replaceFirst("; trusted are .*", ""));
    assertThat(failed.get(0).afterRefusal()).isFalse();
    assertThat(inspection.verdict().identity()).isEmpty();
    assertThat(JsonText.write(inspection.toJson())).doesNotContain(token);
  }
}
