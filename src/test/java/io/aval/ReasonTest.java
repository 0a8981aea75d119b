package io.aval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ReasonTest {
  private static final Set<Reason> INVALID_TOKEN =
      EnumSet.of(
          Reason.TOKEN_TOO_LARGE,
          Reason.MALFORMED_TOKEN,
          Reason.UNSUPPORTED_TOKEN,
          Reason.UNKNOWN_ISSUER,
          Reason.WRONG_AUDIENCE,
          Reason.WRONG_AUTHORIZED_PARTY,
          Reason.WRONG_TYPE,
          Reason.ALGORITHM_NOT_ALLOWED,
          Reason.UNKNOWN_KEY,
          Reason.BAD_SIGNATURE,
          Reason.EXPIRED,
          Reason.NOT_YET_VALID,
          Reason.LIFETIME_TOO_LONG,
          Reason.MISSING_CLAIM,
          Reason.INVALID_CLAIM,
          Reason.REVOKED);

  @Test
  void answersABadTokenWith401AndInvalidToken() {
    assertThat(INVALID_TOKEN).allSatisfy(reason -> assertAnswer(reason, 401, "invalid_token"));
  }

  @Test
  void answersEverythingElseAsTheTableOfRefusalsSays() {
    assertAnswer(Reason.NO_TOKEN, 401, null);
    assertAnswer(Reason.MALFORMED_REQUEST, 400, "invalid_request");
    assertAnswer(Reason.KEYS_UNAVAILABLE, 503, null);
    assertAnswer(Reason.INSUFFICIENT_SCOPE, 403, "insufficient_scope");
    assertAnswer(Reason.FORBIDDEN, 403, null);
    assertAnswer(Reason.CROSS_ORIGIN, 403, null);
    assertAnswer(Reason.STEP_UP_REQUIRED, 401, "insufficient_user_authentication");
  }

  @Test
  void isAClosedSetThatTheTwoTestsAboveCoverWhole() {
    assertThat(Reason.values()).hasSize(INVALID_TOKEN.size() + 7);
  }

  /** Operators search for these: a number once given stays with its reason. */
  @Test
  void keepsItsLogIds() {
    assertThat(
            Arrays.stream(Reason.values())
                .map(reason -> reason.getLogId() + " " + reason)
                .collect(Collectors.joining("\n")))
        .isEqualTo(
            """
            AVAL-001 NO_TOKEN
            AVAL-002 MALFORMED_REQUEST
            AVAL-003 TOKEN_TOO_LARGE
            AVAL-004 MALFORMED_TOKEN
            AVAL-005 UNSUPPORTED_TOKEN
            AVAL-006 UNKNOWN_ISSUER
            AVAL-007 WRONG_AUDIENCE
            AVAL-008 WRONG_AUTHORIZED_PARTY
            AVAL-009 WRONG_TYPE
            AVAL-010 ALGORITHM_NOT_ALLOWED
            AVAL-011 UNKNOWN_KEY
            AVAL-012 BAD_SIGNATURE
            AVAL-013 EXPIRED
            AVAL-014 NOT_YET_VALID
            AVAL-015 LIFETIME_TOO_LONG
            AVAL-016 MISSING_CLAIM
            AVAL-017 INVALID_CLAIM
            AVAL-018 REVOKED
            AVAL-019 KEYS_UNAVAILABLE
            AVAL-020 INSUFFICIENT_SCOPE
            AVAL-021 FORBIDDEN
            AVAL-022 CROSS_ORIGIN
            AVAL-023 STEP_UP_REQUIRED""");
  }

  /** RFC 6750, section 3: the characters of error_description; no quote, no backslash. */
  @Test
  void hasADetailOfItsOwnThatIsLegalInAChallenge() {
    assertThat(Arrays.stream(Reason.values()).map(Reason::getDetail))
        .doesNotHaveDuplicates()
        .allMatch(detail -> detail.matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"))
        .allMatch(detail -> detail.endsWith("."));
  }

  private static void assertAnswer(Reason reason, int status, String error) {
    assertThat(reason.getStatus()).as("status of %s", reason).isEqualTo(status);
    assertThat(reason.getError().orElse(null)).as("error of %s", reason).isEqualTo(error);
  }
}
