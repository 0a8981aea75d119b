package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.internal.jose.TokenJudge;
import io.aval.testing.HintCases;
import io.aval.testing.NoContainer;
import io.aval.testing.TestIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who hears a hint: whoever asks for it, and never the caller. */
class RefusalHintsTest {
  private static TestIssuer issuer;

  @BeforeAll
  static void open() {
    issuer = TestIssuer.start();
  }

  @AfterAll
  static void close() {
    issuer.close();
  }

  static List<HintCases.Case> cases() {
    return HintCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsTheCallerNothingButTheFixedSentence(HintCases.Case row) {
    String token = row.make(issuer.current(), Instant.now());
    IdentityConfig config = config(row.configuration(issuer.jwksUri().toString()));
    try (Issuers issuers = issuers(config)) {
      Ear ear = new Ear();
      Doorkeeper doorkeeper = new Doorkeeper(config, issuers, ear, Clock.systemUTC());

      Verdict verdict =
          doorkeeper.verdictOn(CallFacts.of("GET", "Authorization", "Bearer " + token));
      IdentityException refusal = verdict.refusal().orElseThrow();
      RefusalAnswer answer = doorkeeper.answer(refusal, verdict);

      RefusalHint hint = ear.hints.get(0).get().orElseThrow();
      assertThat(hint.id()).isEqualTo(row.id());
      assertThat(answer)
          .isEqualTo(
              RefusalAnswer.to(new IdentityException(refusal.getReason()), config.errorDetails()));
      assertThat(answer.toString())
          .doesNotContain(hint.id(), hint.sentence(), hint.cure(), hint.page())
          .doesNotContain("aval.providers");
      assertThat(refusal.getMessage()).isEqualTo(refusal.getReason().getDetail());
      assertThat(refusal.toString()).doesNotContain(hint.id());
    }
  }

  @Test
  void looksForNoHintUntilSomebodyAsks() {
    Counting judge = new Counting();
    Ear ear = new Ear();
    IdentityConfig config = config(Map.of());
    Doorkeeper doorkeeper = new Doorkeeper(config, judge, ear, Clock.systemUTC());

    doorkeeper.verdictOn(CallFacts.of("GET", "Authorization", "Bearer a.b.c"));
    doorkeeper.verdictOn("a.b.c");
    assertThat(judge.asked).isEmpty();
    ear.hints.forEach(hint -> assertThat(hint.get()).isEmpty());
    assertThat(judge.asked).containsExactly("a.b.c EXPIRED", "a.b.c EXPIRED");
  }

  @Test
  void asksAboutWhatStandsInABrokenHeader() {
    Counting judge = new Counting();
    Ear ear = new Ear();
    Doorkeeper doorkeeper = new Doorkeeper(config(Map.of()), judge, ear, Clock.systemUTC());

    Verdict verdict =
        doorkeeper.verdictOn(CallFacts.of("GET", "Authorization", "Bearer [object Object]"));

    assertThat(verdict.refusal().orElseThrow().getReason()).isEqualTo(Reason.MALFORMED_REQUEST);
    ear.hints.forEach(hint -> assertThat(hint.get()).isEmpty());
    assertThat(judge.asked).containsExactly("[object Object] MALFORMED_REQUEST");
    try (Issuers issuers = issuers(config(Map.of()))) {
      assertThat(issuers.hint("[object Object]", Reason.MALFORMED_REQUEST).orElseThrow().id())
          .isEqualTo("no-token-yet");
    }
  }

  private static IdentityConfig config(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.putIfAbsent("aval.providers.mine.application-id", "app");
    if (keys.isEmpty()) {
      all.put("aval.providers.mine.domain", "https://issuer.test");
    }
    return ConfigReader.read(ConfigSource.of("test", all)).config();
  }

  private static Issuers issuers(IdentityConfig config) {
    return Issuers.open(
        config,
        new Environment(
            Clock.systemUTC(),
            new HttpFetch(config.http()),
            Runnable::run,
            RefusalHintsTest.class.getClassLoader()));
  }

  /** Refuses everything, and notes about what it was asked for a hint. */
  private static final class Counting implements TokenJudge {
    final List<String> asked = new ArrayList<>();

    @Override
    public UserIdentity verify(String token) {
      throw new IdentityException(Reason.EXPIRED);
    }

    @Override
    public Optional<RefusalHint> hint(String token, Reason reason) {
      asked.add(token + " " + reason);
      return Optional.empty();
    }
  }

  /** Hears of every refusal. */
  private static final class Ear extends NoContainer {
    final List<Supplier<Optional<RefusalHint>>> hints = new ArrayList<>();

    @Override
    public void refused(IdentityException refusal) {
      throw new AssertionError(refusal);
    }

    @Override
    public void refused(IdentityException refusal, Supplier<Optional<RefusalHint>> hint) {
      hints.add(hint);
    }
  }
}
