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
}
