package io.aval.internal.jose;

import static io.aval.internal.jose.UnknownKids.Advice.FETCH;
import static io.aval.internal.jose.UnknownKids.Advice.MISSING;
import static io.aval.internal.jose.UnknownKids.Advice.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnknownKidsTest {
  private static final long NOW = 1_767_225_600_000L;

  private final UnknownKids kids = new UnknownKids();

  @Test
  void letsOneThroughPerWindow() {
    assertThat(kids.advise("a", NOW)).isEqualTo(FETCH);
    assertThat(kids.advise("b", NOW)).isEqualTo(WAIT);
    assertThat(kids.advise("b", NOW + UnknownKids.WINDOW_MILLIS - 1)).isEqualTo(WAIT);
    assertThat(kids.advise("b", NOW + UnknownKids.WINDOW_MILLIS)).isEqualTo(FETCH);
  }

  @Test
  void remembersAThousandAndForgetsTheOldest() {
    for (int i = 0; i < UnknownKids.MOST; i++) {
      kids.notFound("kid-" + i, NOW);
    }
    assertThat(kids.advise("kid-0", NOW)).isEqualTo(MISSING);
    kids.notFound("one more", NOW);
    assertThat(kids.advise("kid-1", NOW)).isEqualTo(MISSING);
    assertThat(kids.advise("one more", NOW)).isEqualTo(MISSING);
    assertThat(kids.advise("kid-0", NOW)).isEqualTo(FETCH);
  }

  @Test
  void forgetsThemAfterAMinuteAndWithANewSet() {
    kids.notFound("a", NOW);
    kids.notFound("b", NOW);
    assertThat(kids.advise("a", NOW + UnknownKids.MEMORY_MILLIS - 1)).isEqualTo(MISSING);
    assertThat(kids.advise("a", NOW + UnknownKids.MEMORY_MILLIS)).isEqualTo(FETCH);
    kids.succeeded();
    assertThat(kids.advise("b", NOW)).isNotEqualTo(MISSING);
  }

  @Test
  void neverAsksForAnEndlessKid() {
    assertThat(kids.advise("x".repeat(UnknownKids.LONGEST + 1), NOW)).isEqualTo(MISSING);
    assertThat(kids.advise("x".repeat(UnknownKids.LONGEST), NOW)).isEqualTo(FETCH);
  }

  @Test
  void aClockThatIsSetBackDoesNotCloseTheWindowForGood() {
    kids.advise("a", NOW);
    kids.notFound("a", NOW);
    assertThat(kids.advise("b", NOW - 3_600_000)).isEqualTo(FETCH);
    assertThat(kids.advise("a", NOW - 3_600_000)).isNotEqualTo(MISSING);
  }
}
