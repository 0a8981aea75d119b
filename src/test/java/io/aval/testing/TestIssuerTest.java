package io.aval.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;

final class TestIssuerTest {

  @Test
  void publishesWhatDiscoveryPromises() throws Exception {
    try (TestIssuer issuer = TestIssuer.start()) {
      var document = JsonUtil.parseJson(read(issuer.discoveryUri()));
      assertThat(document).containsEntry("issuer", issuer.issuer());
      var keys = new JsonWebKeySet(read(URI.create((String) document.get("jwks_uri"))));
      assertThat(keys.getJsonWebKeys()).hasSize(1);
      assertThat(keys.getJsonWebKeys().get(0).getKey())
          .isEqualTo(issuer.current().pair().getPublic());
      assertThat(issuer.jwksRequests()).isEqualTo(1);
      assertThat(issuer.discoveryRequests()).isEqualTo(1);
    }
  }

  @Test
  void rotatesWithAndWithoutOverlap() {
    try (TestIssuer issuer = TestIssuer.start()) {
      TestKey first = issuer.current();
      TestKey second = issuer.rotateWithOverlap();
      assertThat(issuer.published()).containsExactly(second, first);
      TestKey third = issuer.rotateWithoutOverlap();
      assertThat(issuer.published()).containsExactly(third);
    }
  }

  @Test
  void generatesEveryTypeOfKey() {
    try (TestIssuer issuer = TestIssuer.startWithoutKeys()) {
      for (String type : new String[] {"RSA", "P-256", "P-384", "P-521", "Ed25519"}) {
        assertThat(issuer.newKey(type).jwk()).containsKey("kty").doesNotContainKey("d");
      }
    }
  }

  private static String read(URI uri) throws IOException {
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
