package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.IdentityRefused;
import io.aval.Reason;
import io.aval.RefusalHint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log and the event say of a refusal, in a real CDI container. */
class RefusedEventTest {
  private static final RefusalHint HINT =
      new RefusalHint("a-hint", "A sentence.", "A cure.", "docs/issuers/keycloak.md");
  private static final IdentityException REFUSAL =
      new IdentityException(Reason.WRONG_AUDIENCE, "the token is for \"x\"");

  private final Logger logger = Logger.getLogger("io.aval.refusals");
  private final List<String> lines = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Supplier<Optional<RefusalHint>> hint =
      () -> {
        asked.incrementAndGet();
        return Optional.of(HINT);
      };
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  /** Keeps what it hears. */
  @ApplicationScoped
  static class Listener {
    final List<IdentityRefused> heard = new ArrayList<>();

    void on(@Observes IdentityRefused event) {
      heard.add(event);
    }

    List<IdentityRefused> heard() {
      return heard;
    }
  }

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void leave() {
    logger.removeHandler(handler);
    logger.setLevel(null);
  }

  @Test
  void saysTheHintInTheLineAtDebug() {
    logger.setLevel(Level.FINE);
    new CdiSurroundings().refused(REFUSAL, hint);
    assertThat(lines)
        .containsExactly(
            "AVAL-007 WRONG_AUDIENCE: the token is for \"x\"; hint a-hint: A sentence. A cure."
                + " (docs/issuers/keycloak.md)");
    assertThat(asked).hasValue(1);
    new CdiSurroundings().refused(REFUSAL);
    assertThat(lines.get(1)).isEqualTo("AVAL-007 WRONG_AUDIENCE: the token is for \"x\"");
  }

  @Test
  void looksForNoHintWhereNobodyListens() {
    CdiSurroundings alone = new CdiSurroundings();
    alone.refused(REFUSAL, hint);
    with(() -> connected().refused(REFUSAL, hint));
    assertThat(asked).hasValue(0);
    assertThat(lines).isEmpty();
  }

  @Test
  void givesTheHintToWhoeverObserves() {
    List<IdentityRefused> heard = new ArrayList<>();
    with(
        () -> {
          connected().refused(REFUSAL, hint);
          heard.addAll(
              jakarta.enterprise.inject.spi.CDI.current().select(Listener.class).get().heard());
        },
        Listener.class);
    assertThat(heard)
        .containsExactly(
            new IdentityRefused(
                Reason.WRONG_AUDIENCE, REFUSAL.getExplanation(), Optional.of(HINT)));
    assertThat(asked).hasValue(1);
  }

  private static CdiSurroundings connected() {
    CdiSurroundings surroundings = new CdiSurroundings();
    surroundings.connect();
    return surroundings;
  }

  private static void with(Runnable test, Class<?>... beans) {
    Weld weld = new Weld().disableDiscovery().addBeanClasses(beans);
    weld.addExtension(new IdentityExtension());
    try (WeldContainer container = weld.initialize()) {
      assertThat(container.isRunning()).isTrue();
      test.run();
    }
  }
}
