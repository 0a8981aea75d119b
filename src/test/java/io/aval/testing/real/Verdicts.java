package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What becomes of tokens under one configuration. */
public interface Verdicts {

  /**
   * Checks that a token is accepted.
   *
   * @return all that its identity says, and under {@code claims} those of these names
   */
  JsonObject accepts(String token, String... claims);

  /** Checks that a token is refused for this reason. */
  void refuses(String token, Reason reason);

  /** Whether a token is accepted now. */
  boolean isGood(String token);

  /** Waits for the end of a token that is good or was good a moment ago. */
  default void refusesInTheEnd(String token, Reason reason) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (isGood(token)) {
      assertThat(System.nanoTime()).as("still good").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two looks
    }
    refuses(token, reason);
  }

  /** The texts of a list among the facts. */
  static Set<String> texts(JsonObject facts, String name) {
    return facts.getJsonArray(name).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .collect(Collectors.toSet());
  }

  /** The text of a claim that was asked for. */
  static Optional<String> claim(JsonObject facts, String name) {
    return Optional.ofNullable(facts.getJsonObject("claims").getString(name, null));
  }
}
