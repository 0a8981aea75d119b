package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretKeysTest {
  // printf %s one | sha256sum
  private static final String ONE =
      "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
  private static final String TWO =
      "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3";

  @Test
  void knowsEachOfItsKeysByItsHash() {
    SecretKeys keys = new SecretKeys(List.of(ONE, TWO));
    assertThat(keys.find("one")).hasValue(ONE);
    assertThat(keys.find("two")).hasValue(TWO);
    assertThat(keys.find("One")).isEmpty();
    assertThat(keys.find(ONE)).isEmpty();
    assertThat(keys.find("")).isEmpty();
  }

  @Test
  void knowsNothingWithoutKeys() {
    assertThat(new SecretKeys(List.of()).find("one")).isEmpty();
    assertThat(new SecretKeys(List.of()).isEmpty()).isTrue();
  }
}
