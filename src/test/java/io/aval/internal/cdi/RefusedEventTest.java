package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.IdentityRefused;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.testing.TestDoorkeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** What the log and the event say of a refusal, in a real CDI container. */
class RefusedEventTest {
  private static final RefusalHint HINT =
      new RefusalHint("a-hint", "A sentence.", "A cure.", "docs/issuers/keycloak.md");
  private static final IdentityException REFUSAL =
      new IdentityException(Reason.WRONG_AUDIENCE, "the token is for \"x\"");

  private final List<String> lines = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Supplier<Optional<RefusalHint>> hint =
      () -> {
        asked.incrementAndGet();
        return Optional.of(HINT);
      };

  /** A logger that keeps what it is told; the server's may hold lines back. */
  private record Recorder(Level level, List<String> lines) implements System.Logger {
    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level asked) {
      return asked.compareTo(level) >= 0;
    }

    @Override
    public void log(Level at, ResourceBundle bundle, String message, Throwable thrown) {
      lines.add(at + " " + message);
    }

    @Override
    public void log(Level at, ResourceBundle bundle, String format, Object... parameters) {
      lines.add(at + " " + format);
    }
  }

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

  @Test
  void saysTheHintInTheLineAtDebug() {
    CdiSurroundings surroundings = new CdiSurroundings(new Recorder(Level.DEBUG, lines));
    surroundings.refused(REFUSAL, hint);
    assertThat(lines)
        .containsExactly(
            "DEBUG AVAL-007 WRONG_AUDIENCE: the token is for \"x\"; hint a-hint: A sentence. A cure."
                + " (docs/issuers/keycloak.md)");
    assertThat(asked).hasValue(1);
    surroundings.refused(REFUSAL);
    assertThat(lines.get(1)).isEqualTo("DEBUG AVAL-007 WRONG_AUDIENCE: the token is for \"x\"");
  }

  @Test
  void looksForNoHintWhereNobodyListens() {
    new CdiSurroundings(new Recorder(Level.INFO, lines)).refused(REFUSAL, hint);
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

  private CdiSurroundings connected() {
    CdiSurroundings surroundings = new CdiSurroundings(new Recorder(Level.INFO, lines));
    surroundings.connect(
        TestDoorkeeper.of(
            token -> {
              throw REFUSAL;
            },
            surroundings));
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
