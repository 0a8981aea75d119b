package io.aval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IdentityExceptionTest {

  @Test
  void saysTheReasonsFixedSentenceAndKeepsTheExplanationApart() {
    IdentityException refusal = new IdentityException(Reason.EXPIRED, "expired 90 s ago");

    assertThat(refusal.getReason()).isEqualTo(Reason.EXPIRED);
    assertThat(refusal).hasMessage(Reason.EXPIRED.getDetail());
    assertThat(refusal.toString()).doesNotContain("90 s");
    assertThat(refusal.getExplanation()).contains("expired 90 s ago");
  }

  @Test
  void demandsNothingUnlessToldTo() {
    IdentityException refusal = new IdentityException(Reason.NO_TOKEN);

    assertThat(refusal.getExplanation()).isEmpty();
    assertThat(refusal.getRetryAfter()).isEmpty();
    assertThat(refusal.getScopes()).isEmpty();
    assertThat(refusal.getAcrValues()).isEmpty();
    assertThat(refusal.getMaxAge()).isEqualTo(-1);
  }

  @Test
  void hasNoStackTraceAndTakesNoSuppressedExceptions() {
    IdentityException refusal = new IdentityException(Reason.BAD_SIGNATURE);
    refusal.addSuppressed(new IllegalStateException("ignored"));

    assertThat(refusal.getStackTrace()).isEmpty();
    assertThat(refusal.getSuppressed()).isEmpty();
  }

  @Test
  void saysWhenTheKeysMayBeThereAgain() {
    IdentityException refusal =
        IdentityException.keysUnavailable(Duration.ofSeconds(7), "connection refused");

    assertThat(refusal.getReason()).isEqualTo(Reason.KEYS_UNAVAILABLE);
    assertThat(refusal.getRetryAfter()).contains(Duration.ofSeconds(7));
    assertThat(refusal.getExplanation()).contains("connection refused");
  }

  @Test
  void copiesTheScopesThatItNames() {
    List<String> scopes = new ArrayList<>(List.of("notes:read"));
    IdentityException refusal = IdentityException.insufficientScope(scopes);
    scopes.add("notes:write");

    assertThat(refusal.getReason()).isEqualTo(Reason.INSUFFICIENT_SCOPE);
    assertThat(refusal.getScopes()).containsExactly("notes:read");
  }

  @Test
  void namesTheAuthenticationThatIsAskedFor() {
    IdentityException refusal = IdentityException.stepUpRequired(List.of("urn:example:mfa"), 300);

    assertThat(refusal.getReason()).isEqualTo(Reason.STEP_UP_REQUIRED);
    assertThat(refusal.getAcrValues()).containsExactly("urn:example:mfa");
    assertThat(refusal.getMaxAge()).isEqualTo(300);
    assertThat(refusal.getScopes()).isEmpty();
  }

  /** A remote EJB call hands exceptions over by serialization. */
  @Test
  void survivesSerialization() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(IdentityException.stepUpRequired(List.of("urn:example:mfa"), 300));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      IdentityException copy = (IdentityException) in.readObject();

      assertThat(copy.getReason()).isEqualTo(Reason.STEP_UP_REQUIRED);
      assertThat(copy.getAcrValues()).containsExactly("urn:example:mfa");
      assertThat(copy.getMaxAge()).isEqualTo(300);
    }
  }
}
