package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerHeaderTest {

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc.d-e_f~g+/==", "bearer abc", "BEARER   abc", " Bearer abc "})
  void takesOneTokenWhateverTheCaseOfTheScheme(String header) {
    assertThat(BearerHeader.token(List.of(header))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic eDp5", "DPoP abc", "BearerX abc", "Bearer2 abc", "", "Convex k"})
  void leavesOtherSchemesToOthers(String header) {
    assertThat(BearerHeader.token(List.of(header))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer a b",
        "Bearer a,b",
        "Bearer a, Basic b",
        "Bearer =",
        "Bearer a=b",
        "Bearer \"abc\"",
        "Bearer ab\u00e9",
        "Bearer,abc"
      })
  void refusesABearerHeaderThatIsNotOneToken(String header) {
    assertThat(reason(List.of(header))).isEqualTo(Reason.MALFORMED_REQUEST);
  }

  @Test
  void refusesASecondHeaderBesideOurs() {
    assertThat(reason(List.of("Bearer abc", "Bearer abc"))).isEqualTo(Reason.MALFORMED_REQUEST);
    assertThat(reason(List.of("Basic eDp5", "Bearer abc"))).isEqualTo(Reason.MALFORMED_REQUEST);
    assertThat(BearerHeader.token(List.of("Basic eDp5", "Digest x"))).isEmpty();
  }

  private static Reason reason(List<String> headers) {
    return catchThrowableOfType(IdentityException.class, () -> BearerHeader.token(headers))
        .getReason();
  }
}
