package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The roles of a token and of the application, in one identity. */
final class UnitedIdentityTest {
  private static final UserIdentity TOKEN = verified("reader", "boss");

  private final AtomicInteger asked = new AtomicInteger();

  private static UserIdentity verified(String... roles) {
    try (TestIssuer issuer = TestIssuer.start()) {
      var config =
          ConfigReader.read(
                  ConfigSource.of(
                      "test",
                      Map.of(
                          "aval.providers.one.domain", issuer.issuer(),
                          "aval.providers.one.application-id", "app",
                          "aval.providers.one.roles-claims", "roles",
                          "aval.providers.one.allowed-roles", "reader,writer")))
              .config();
      Environment environment =
          new Environment(
              Clock.systemUTC(),
              new HttpFetch(config.http()),
              Runnable::run,
              UnitedIdentityTest.class.getClassLoader());
      try (Issuers issuers = Issuers.open(config, environment)) {
        return issuers.verify(
            TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now())
                .claim("roles", List.of(roles))
                .claim("name", "Ann")
                .sign());
      }
    }
  }

  private RoleSource giving(String... roles) {
    return (token, caller) -> {
      asked.incrementAndGet();
      return Set.of(roles);
    };
  }

  @Test
  void hasTheRolesOfBothAndOnlyTheTokensAreBounded() {
    UserIdentity identity = new UnitedIdentity(TOKEN, giving("writer", "boss"));
    assertThat(TOKEN.getRoles()).as("allowed-roles bounds them").containsExactly("reader");
    assertThat(identity.getRoles()).containsExactlyInAnyOrder("reader", "writer", "boss");
    assertThatThrownBy(() -> identity.getRoles().add("more"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void asksOnceAndOnlyWhenSomebodyWantsToKnowTheRoles() {
    UserIdentity identity = new UnitedIdentity(TOKEN, giving("boss"));
    assertThat(identity.getName()).contains("Ann");
    assertThat(identity.toJson()).isEqualTo(TOKEN.toJson());
    assertThat(identity).hasToString(TOKEN.toString()).hasSameHashCodeAs(TOKEN);
    assertThat(asked).hasValue(0);
    assertThat(identity.getRoles()).contains("boss");
    assertThat(identity.getRoles()).contains("boss");
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksBeforeAnotherThreadGetsIt() {
    UserIdentity captured = new UnitedIdentity(TOKEN, giving("boss")).capture();
    assertThat(asked).hasValue(1);
    assertThat(captured.getRoles()).contains("boss");
    assertThat(captured.capture().getRoles()).contains("boss");
    assertThat(asked).hasValue(1);
  }

  @Test
  void isEqualToEveryOtherOfTheSameToken() {
    UserIdentity one = new UnitedIdentity(TOKEN, giving("boss"));
    UserIdentity two = new UnitedIdentity(TOKEN, giving());
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two).isNotEqualTo(TOKEN);
    assertThat(one).isNotEqualTo(new UnitedIdentity(verified(), giving("boss")));
    assertThat(asked).as("comparing asks nobody").hasValue(0);
  }

  @Test
  void asksOnceForManyThreadsOfOneCall() throws Exception {
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    UserIdentity identity = new UnitedIdentity(TOKEN, giving("boss"));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Set<String>>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(
            pool.submit(
                () -> {
                  start.await(10, TimeUnit.SECONDS);
                  return identity.getRoles();
                }));
      }
      for (Future<Set<String>> answer : answers) {
        assertThat(answer.get(10, TimeUnit.SECONDS)).containsExactlyInAnyOrder("reader", "boss");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void hasTheTokensRolesWhileTheApplicationIsAsked() {
    UserIdentity identity =
        new UnitedIdentity(
            TOKEN,
            (token, caller) -> {
              asked.incrementAndGet();
              return caller.getRoles().contains("reader") ? Set.of("boss") : Set.of();
            });
    assertThat(identity.getRoles()).containsExactlyInAnyOrder("reader", "boss");
    assertThat(asked).hasValue(1);
  }

  @Test
  void hasNoRolesAtAllWhileNobodyCanTell() {
    UserIdentity identity =
        new UnitedIdentity(
            TOKEN,
            (token, caller) -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("down");
              }
              return Set.of("boss");
            });
    assertThatThrownBy(identity::getRoles).hasMessage("down");
    assertThat(identity.getRoles()).as("a failure is not kept").contains("boss");
  }
}
