package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.testing.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many keys, clocks that differ, and a place that is gone. */
class SigningKeysLimitsTest {
  private static final String PASSWORD = "throw-away password of a test";
  private static final KeyRotation ROTATION =
      new KeyRotation(Duration.ofDays(30), Duration.ofMinutes(10));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableClock clock = MutableClock.at("2026-11-24T12:00:00Z");
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("keys/signing.p12");
  }

  private SigningKeys open() {
    return SigningKeys.inFile(file(), PASSWORD, ROTATION, clock);
  }

  @Test
  @Tag("real-parts") // makes more than sixty keys, which takes its time
  void keepsAsManyKeysAsVerifiersTakeAndNeverLosesOne() {
    SigningKeys keys = open();
    for (int i = 3; i <= KeyRing.MOST; i++) {
      assertThat(keys.signer(Duration.ofDays(365))).isNotNull();
      clock.advance(Duration.ofHours(1));
      keys.rotate();
    }
    assertThat(open().list()).hasSize(KeyRing.MOST).isEqualTo(keys.list());
    assertThat(keys.signer(Duration.ofDays(365))).isNotNull();
    clock.advance(Duration.ofHours(1));
    assertThatThrownBy(keys::rotate).hasMessageContaining("64 signing keys");
    String current = SigningKeysTest.current(keys);
    clock.advance(Duration.ofDays(31)); // by age it waits, too
    assertThat(SigningKeysTest.current(keys)).isEqualTo(current);
    assertThat(SigningKeysTest.kids(open().jwks())).hasSize(KeyRing.MOST);

    clock.advance(Duration.ofDays(366));
    assertThat(keys.jwks()).isNotNull();
    clock.advance(Duration.ofHours(1));
    assertThat(SigningKeysTest.current(keys)).isNotEqualTo(current);
    assertThat(keys.list()).hasSizeLessThan(10);
  }

  @Test
  void makesNoSecondRingWhenItsFileVanishes() throws Exception {
    SigningKeys keys = open();
    Set<String> before = Set.copyOf(SigningKeysTest.kids(keys.jwks()));
    Files.delete(file());
    clock.advance(MINUTE);
    assertThat(SigningKeysTest.kids(keys.jwks())).containsExactlyInAnyOrderElementsOf(before);
    assertThat(file()).doesNotExist();
    assertThatThrownBy(keys::rotate).hasMessageContaining("has vanished");
    assertThat(SigningKeysTest.kids(open().jwks()))
        .doesNotContainAnyElementsOf(before); // after a restart
  }

  @Test
  void stillSignsWhereTheClockIsMinutesBehind() {
    KeyRotation quick = new KeyRotation(Duration.ofDays(30), Duration.ofSeconds(2));
    MutableClock behind = MutableClock.at("2026-11-24T11:57:00Z");
    SigningKeys ahead = SigningKeys.inFile(file(), PASSWORD, quick, clock);
    SigningKeys late = SigningKeys.inFile(file(), PASSWORD, quick, behind);
    ahead.signer(MINUTE);
    clock.advance(Duration.ofMinutes(1));
    behind.advance(Duration.ofMinutes(1));
    ahead.rotate();
    clock.advance(Duration.ofMinutes(1));
    behind.advance(Duration.ofMinutes(1));
    ahead.jwks(); // sweeps
    assertThat(late.signer(MINUTE)).isNotNull();
  }
}
