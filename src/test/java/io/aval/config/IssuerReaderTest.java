package io.aval.config;

import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IssuerReaderTest {
  private static final String PASSWORD = "sixteen 'or' \"more\" characters";

  @Test
  void hasNoKeptKeysUnlessToldWhere() {
    IdentityConfig.IssuerConfig issuer = read(oidc()).issuer();
    assertThat(issuer.keys()).isEmpty();
    assertThat(issuer.keyRotation()).isEqualTo(Duration.ofDays(90));
    assertThat(issuer.keyPublishAhead()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void readsWhereTheKeysAreAndThePasswordAsItIsWritten() {
    IdentityConfig config =
        read(
            oidc(
                "aval.issuer.keys",
                "/var/lib/aval/keys.p12",
                "aval.issuer.keys-password",
                PASSWORD));
    assertThat(config.issuer().keys()).contains(Path.of("/var/lib/aval/keys.p12"));
    assertThat(config.issuer().keysPassword()).map(Secret::reveal).contains(PASSWORD);
    assertThat(config.describe())
        .contains("aval.issuer.keys-password = ********", "aval.issuer.key-rotation = 7776000s")
        .noneMatch(line -> line.contains("sixteen"));
    assertThat(config.toString()).doesNotContain("sixteen");
  }

  @Test
  void keepsNoKeysWithoutAPasswordOfSomeLength() {
    assertThat(faults(oidc("aval.issuer.keys", "/var/lib/keys.p12")))
        .singleElement()
        .asString()
        .startsWith("aval.issuer.keys-password: is missing");
    assertThat(
            faults(
                oidc(
                    "aval.issuer.keys", "/var/lib/keys.p12",
                    "aval.issuer.keys-password", "hunter2 hunter2")))
        .singleElement()
        .asString()
        .isEqualTo("aval.issuer.keys-password: has fewer than 16 characters");
  }

  @Test
  void refusesAPlaceThatIsNoFileOfItsOwn(@TempDir Path directory) {
    for (String wrong : new String[] {"keys.p12", "/", directory.toString(), "/a\0b"}) {
      assertThat(faults(oidc("aval.issuer.keys", wrong, "aval.issuer.keys-password", PASSWORD)))
          .as(wrong)
          .hasSize(1);
    }
  }

  @Test
  void refusesRotationsThatNobodyCouldFollow() {
    assertThat(faults(oidc("aval.issuer.key-publish-ahead", "1s"))).hasSize(1);
    assertThat(faults(oidc("aval.issuer.key-publish-ahead", "721h"))).hasSize(1);
    assertThat(faults(oidc("aval.issuer.key-rotation", "9m")))
        .singleElement()
        .asString()
        .contains("shorter than aval.issuer.key-publish-ahead");
  }

  @Test
  void keepsEverythingInOneDatabaseOrNothing() {
    String datasource = "java:comp/env/jdbc/aval";
    IdentityConfig config =
        read(oidc("aval.issuer.datasource", datasource, "aval.issuer.keys-password", PASSWORD));
    assertThat(config.issuer().datasource()).contains(datasource);

    assertThat(faults(oidc("aval.issuer.datasource", datasource)))
        .singleElement()
        .asString()
        .startsWith("aval.issuer.keys-password: is missing");
    assertThat(
            faults(
                oidc(
                    "aval.issuer.datasource", datasource,
                    "aval.issuer.keys-password", PASSWORD,
                    "aval.issuer.templates", "/var/lib/templates")))
        .singleElement()
        .asString()
        .startsWith("aval.issuer.templates: is set beside aval.issuer.datasource");
    assertThat(
            faults(oidc("aval.issuer.datasource", "aval", "aval.issuer.keys-password", PASSWORD)))
        .singleElement()
        .asString()
        .contains("is not the JNDI name");
  }

  @Test
  void takesHashesOfSecretKeysAndNeverQuotesAnythingElse() {
    String hash = "ab".repeat(32);
    assertThat(read(oidc("aval.issuer.secret-keys", "sha256:" + hash)).issuer().secretKeyHashes())
        .containsExactly(hash);
    assertThat(faults(oidc("aval.issuer.secret-keys", "sk_live_hunter2")))
        .singleElement()
        .asString()
        .contains("sha256:")
        .doesNotContain("hunter2");
  }

  @Test
  void boundsTheRateOnBothSides() {
    assertThat(read(oidc()).issuer().rateLimit()).isEqualTo(1000);
    assertThat(read(oidc("aval.issuer.rate-limit", "1")).issuer().rateLimit()).isEqualTo(1);
    assertThat(read(oidc("aval.issuer.rate-limit", "1000000")).issuer().rateLimit())
        .isEqualTo(1_000_000);
    for (String wrong : new String[] {"0", "1000001", "ten", "-1"}) {
      assertThat(faults(oidc("aval.issuer.rate-limit", wrong))).as(wrong).hasSize(1);
    }
  }

  @Test
  void hasNoDashboardUnlessToldSo() {
    assertThat(read(oidc()).issuer().dashboard()).isFalse();
    assertThat(read(oidc()).issuer().dashboardRole()).isEqualTo("admin");
  }

  @Test
  void warnsOfWhatHasNoEffectWithoutAnIssuer() {
    assertThat(Given.warnings(oidc("aval.issuer.dashboard", "true")))
        .containsExactly(
            "aval.issuer.dashboard: has no effect, since aval.issuer.enabled is not true");
    assertThat(Given.warnings(oidc("aval.issuer.secret-keys", "sha256:" + "ab".repeat(32))))
        .containsExactly(
            "aval.issuer.secret-keys: has no effect, since aval.issuer.enabled is not true");
    assertThat(Given.warnings(oidc("aval.issuer.dashboard", "true", "aval.issuer.enabled", "true")))
        .isEmpty();
  }
}
