package io.aval.config;

import static io.aval.config.Given.P;
import static io.aval.config.Given.customJwt;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.read;
import static io.aval.config.Given.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DescriptionTest {

  @Test
  void writesEffectiveValuesWithTheDefaults() {
    assertThat(read(oidc("identity.picture-url", "avatar", "required-claims", "a,b=c")).describe())
        .contains(
            P + "domain = https://issuer.test",
            P + "application-id = notes",
            P + "algorithms = RS256,ES256,EdDSA",
            P + "clock-skew = 5s",
            P + "identity.picture-url = avatar",
            P + "required-claims = a,b=c",
            "aval.token-sources = header",
            "aval.max-token-size = 16384",
            "aval.error-details = full",
            "aval.issuer.enabled = false");
  }

  @Test
  void readsWhatItWroteAsTheSameConfiguration() {
    IdentityConfig config =
        read(
            oidc(
                "application-id", "a\\,b,c",
                "clock-skew", "1500ms",
                "max-token-lifetime", "1h",
                "aval.token-sources", "header,cookie:x",
                "aval.allowed-origins", "https://a.test"));
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : config.describe()) {
      int at = line.indexOf(" = ");
      values.put(line.substring(0, at), line.substring(at + 3));
    }

    assertThat(read(values)).isEqualTo(config);
  }

  @Test
  void masksSecretsKeysAndQueries() {
    List<String> shared =
        read(customJwt("jwks", null, "algorithms", "HS256", "secret", "hunter2".repeat(5)))
            .describe();
    assertThat(shared).contains(P + "secret = ********").noneMatch(l -> l.contains("hunter2"));
    assertThat(read(customJwt("jwks", "data:application/json,{\"keys\":[]}")).describe())
        .contains(P + "jwks = data:application/json,…");
    assertThat(read(customJwt("jwks", "https://i.test/k?apikey=hunter2")).describe())
        .contains(P + "jwks = https://i.test/k?…");
    assertThat(
            read(customJwt("jwks", null, "algorithms", "HS256", "secret", "hunter2".repeat(5)))
                .toString())
        .doesNotContain("hunter2");
  }

  @Test
  void masksTheHashesOfSecretKeys() {
    String hash = "0123456789abcdef".repeat(4);
    String keys = "sha256:" + hash + ",sha256:" + hash.replace('0', '1');
    List<String> lines = read(oidc("aval.issuer.secret-keys", keys)).describe();
    assertThat(lines)
        .contains("aval.issuer.secret-keys = ********,********")
        .noneMatch(line -> line.contains("123456789abcdef"));
  }

  @Test
  void warnsOfWhatIsRisky() {
    assertThat(warnings(oidc())).isEmpty();
    assertThat(warnings(oidc("insecure-http", "true")))
        .singleElement()
        .asString()
        .startsWith(P + "insecure-http: ");
    assertThat(warnings(oidc("application-id", null, "allow-any-audience", "true")))
        .singleElement()
        .asString()
        .startsWith(P + "allow-any-audience: tokens that this issuer made for any other");
    assertThat(
            warnings(
                oidc(
                    "application-id", null,
                    "allow-any-audience", "true",
                    "authorized-parties", "https://a.test")))
        .singleElement()
        .asString()
        .contains("authorized-parties alone");
    assertThat(warnings(oidc("aval.token-sources", "header,query:t,form"))).hasSize(2);
    assertThat(warnings(oidc("allowed-roles", "user"))).hasSize(1);
    assertThat(warnings(oidc("allowed-roles", "user", "roles-claims", "roles"))).isEmpty();
    assertThat(warnings(oidc("aval.allowed-origins", "http://a.test,http://localhost:1")))
        .hasSize(1);
    assertThat(warnings(oidc("aval.issuer.demo-users", "/WEB-INF/u.json"))).isEmpty();
    assertThat(
            warnings(
                oidc("aval.issuer.demo-users", "/WEB-INF/u.json", "aval.issuer.enabled", "true")))
        .hasSize(1);
  }
}
