package io.aval.config;

import static io.aval.config.Given.P;
import static io.aval.config.Given.customJwt;
import static io.aval.config.Given.faults;
import static io.aval.config.Given.provider;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeyLocationsTest {

  @Test
  void acceptsKeysOverHttps() {
    assertThat(jwks("https://issuer.test/keys?v=2")).isEqualTo("https://issuer.test/keys?v=2");
    assertThat(jwks("http://127.0.0.1:9/keys")).isEqualTo("http://127.0.0.1:9/keys");
    assertThat(faults(customJwt("jwks", "http://issuer.test/keys"))).hasSize(1);
    assertThat(provider(customJwt("jwks", "http://i.test/k", "insecure-http", "true")).jwks())
        .isPresent();
  }

  @Test
  void acceptsKeysInFilesAndOnTheClassPath() {
    assertThat(jwks("file:/etc/aval/keys.json")).isEqualTo("file:/etc/aval/keys.json");
    assertThat(jwks("file:///etc/aval/keys.pem")).isEqualTo("file:///etc/aval/keys.pem");
    assertThat(jwks("classpath:keys/issuer.pem")).isEqualTo("classpath:keys/issuer.pem");
    for (String wrong :
        new String[] {
          "file:keys.json",
          "file:/etc/",
          "file://host/keys",
          "classpath:",
          "classpath:keys/",
          "classpath://keys"
        }) {
      assertThat(faults(customJwt("jwks", wrong))).as(wrong).hasSize(1);
    }
  }

  @Test
  void acceptsKeysInTheConfigurationItself() {
    assertThat(jwks("data:application/json;base64,e30="))
        .isEqualTo("data:application/json;base64,e30=");
    assertThat(jwks("data:application/json,{\"keys\":[]}"))
        .isEqualTo("data:application/json,%7B%22keys%22:[]%7D");
    assertThat(faults(customJwt("jwks", "data:application/json"))).hasSize(1);
    assertThat(faults(customJwt("jwks", "data:,"))).hasSize(1);
  }

  @Test
  void refusesOtherPlaces() {
    assertThat(faults(customJwt("jwks", "issuer.test/keys")))
        .singleElement()
        .asString()
        .startsWith(P + "jwks: \"issuer.test/keys\" does not say where the keys are");
    for (String wrong :
        new String[] {
          "/etc/keys.pem",
          "jar:file:/x.jar!/k",
          "ftp://issuer.test/k",
          "ldap://issuer.test/k",
          "https://u:p@issuer.test/k",
          "https://issuer.test/k#1",
          "https:///k"
        }) {
      assertThat(faults(customJwt("jwks", wrong))).as(wrong).hasSize(1);
    }
  }

  @Test
  void refusesATenantInThePlaceOfKeys() {
    assertThat(
            faults(
                Given.oidc(
                    "domain", "https://login.test/{tenant}",
                    "tenants", "a",
                    "jwks", "https://login.test/{tenant}/keys")))
        .singleElement()
        .asString()
        .contains("may not have {tenant}");
  }

  private static String jwks(String text) {
    return provider(customJwt("jwks", text)).jwks().orElseThrow().toString();
  }
}
