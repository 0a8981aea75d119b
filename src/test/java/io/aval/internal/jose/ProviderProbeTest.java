package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.config.ProviderConfigBuilder;
import io.aval.internal.jose.ProbeFinding.Check;
import io.aval.internal.jose.ProbeFinding.Outcome;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ProviderProbeTest {
  private final TestIssuer issuer = TestIssuer.start();

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void failsAClockThatIsFurtherFromTheIssuersThanTheProviderTolerates() {
    assertClock(Duration.ofSeconds(-60), Outcome.FAILED, "(59|60) s behind the issuer's");
    assertClock(Duration.ofSeconds(60), Outcome.FAILED, "6[012] s ahead of the issuer's");
    assertClock(Duration.ofSeconds(25), Outcome.PASSED, "2[567] s ahead of the issuer's");
    assertClock(Duration.ofSeconds(-25), Outcome.PASSED, "2[345] s behind the issuer's");
  }

  private void assertClock(Duration off, Outcome outcome, String difference) {
    Clock clock = Clock.offset(Clock.systemUTC(), off);
    ProviderConfig provider = provider().clockSkew(Duration.ofSeconds(30)).build();
    ProbeFinding found = finding(probe(clock, provider), Check.CLOCK);
    assertThat(found.outcome()).as(found.detail()).isEqualTo(outcome);
    assertThat(found.detail()).containsPattern(difference).endsWith("tolerated: 30 s");
  }

  @Test
  void warnsOfAPublishedPrivateKeyAndNamesKeysThatAreLeftOut() {
    TestKey good = issuer.current();
    TestKey leaked =
        new TestKey(
            "leaked", "P-256", TestKey.generate("l", "P-256").pair(), java.util.Map.of("d", "AA"));
    issuer.publish(good, leaked, issuer.newKey("P-256").with("use", "enc"));
    ProbeFinding keys = finding(probe(Clock.systemUTC(), provider().build()), Check.KEYS);
    assertThat(keys.outcome()).isEqualTo(Outcome.WARNED);
    assertThat(keys.detail())
        .startsWith("1 usable key at ")
        .contains(
            "\"leaked\" is left out: its private half is published", "\"use\" is not \"sig\"");
  }

  @Test
  void looksAtEveryListedTenant() {
    ProviderConfig provider =
        ProviderConfig.builder("sso")
            .domain(issuer.issuer() + "/realms/{tenant}")
            .tenants("one", "two")
            .applicationIds("notes")
            .build();
    List<ProbeFinding> found = probe(Clock.systemUTC(), provider);
    assertThat(found)
        .filteredOn(finding -> finding.check() == Check.DISCOVERY)
        .extracting(ProbeFinding::issuer)
        .containsExactly(issuer.issuer() + "/realms/one", issuer.issuer() + "/realms/two");
    assertThat(finding(found, Check.DISCOVERY).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(finding(found, Check.ALGORITHMS).outcome()).isEqualTo(Outcome.SKIPPED);
  }

  private ProviderConfigBuilder provider() {
    return ProviderConfig.builder("p").domain(issuer.issuer()).applicationIds("notes");
  }

  private static ProbeFinding finding(List<ProbeFinding> found, Check check) {
    return found.stream().filter(one -> one.check() == check).findFirst().orElseThrow();
  }

  private static List<ProbeFinding> probe(Clock clock, ProviderConfig provider) {
    IdentityConfig.Http http = new IdentityConfig.Http(Optional.empty(), Optional.empty());
    return new ProviderProbe(http, clock, ProviderProbeTest.class.getClassLoader()).probe(provider);
  }
}
