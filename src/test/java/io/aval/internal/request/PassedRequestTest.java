package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.TokenJudge;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two applications with the same classes find a verdict each on one and the same request. */
class PassedRequestTest {
  private final Map<String, Object> attributes = new HashMap<>();
  private final Request request = new Request(attributes);

  /** A request with a token, as far as a doorkeeper looks at it. */
  private record Request(Map<String, Object> attributes) implements RequestFacts {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public List<String> headers(String name) {
      return name.equals("Authorization") ? List.of("Bearer token") : List.of();
    }

    @Override
    public List<String> cookies(String name) {
      return List.of();
    }

    @Override
    public List<String> queryParameters(String name) {
      return List.of();
    }

    @Override
    public List<String> formParameters(String name) {
      return List.of();
    }

    @Override
    public String ownOrigin() {
      return "https://app.test";
    }

    @Override
    public Object attribute(String name) {
      return attributes.get(name);
    }

    @Override
    public void attribute(String name, Object value) {
      attributes.put(name, value);
    }
  }

  private static final class Nowhere implements Surroundings {
    @Override
    public void enter(Verdict verdict) {}

    @Override
    public Optional<Verdict> current() {
      return Optional.empty();
    }

    @Override
    public void verified(UserIdentity identity) {}

    @Override
    public void refused(IdentityException refusal) {}
  }

  private static Doorkeeper doorkeeper(TokenJudge verifier) {
    return new Doorkeeper(
        ConfigReader.read(
                ConfigSource.of(
                    "test",
                    Map.of(
                        "aval.providers.one.domain", "https://issuer.test",
                        "aval.providers.one.application-id", "app")))
            .config(),
        verifier,
        new Nowhere(),
        Clock.systemUTC());
  }

  private static final Doorkeeper TRUSTING = doorkeeper(token -> AnonymousIdentity.INSTANCE);
  private static final Doorkeeper STRANGE =
      doorkeeper(
          token -> {
            throw new IdentityException(Reason.UNKNOWN_ISSUER);
          });

  @Test
  void isExaminedAnewByTheApplicationItIsPassedOnTo() {
    Verdict first = TRUSTING.verdictOn(request);
    assertThat(first.verified()).isPresent();
    Verdict second = STRANGE.verdictOnPassed(request);
    assertThat(second.refusal()).map(IdentityException::getReason).contains(Reason.UNKNOWN_ISSUER);
    assertThat(TRUSTING.verdictOn(request)).isSameAs(first);
    assertThat(STRANGE.verdictOn(request)).isSameAs(second);
  }

  @Test
  void keepsTheVerdictByWhichTheContainersCallerDoesNotCount() {
    assertThat(TRUSTING.verdictOnPassed(request).isOfRequest()).isFalse();
    assertThat(TRUSTING.verdictOn(request).isOfRequest()).isFalse();
    attributes.clear();
    assertThat(TRUSTING.verdictOn(request).isOfRequest()).isTrue();
  }

  @Test
  void isKnownToHaveAVerifiedTokenWhoeverVerifiedIt() {
    STRANGE.verdictOn(request);
    assertThat(Doorkeeper.hasVerified(request)).isFalse();
    TRUSTING.verdictOn(request);
    assertThat(Doorkeeper.hasVerified(request)).isTrue();
  }

  @Test
  void bringsTheFirstVerdictBackAfterwards() {
    Verdict first = TRUSTING.verdictOn(request);
    Runnable afterwards = TRUSTING.keepVerdict(request);
    assertThat(TRUSTING.verdictOnPassed(request).isOfRequest()).isFalse();
    assertThat(TRUSTING.knowsAsPassed(request)).isTrue();
    afterwards.run();
    assertThat(TRUSTING.verdictOn(request)).isSameAs(first);
    assertThat(TRUSTING.knowsAsPassed(request)).isFalse();
  }
}
