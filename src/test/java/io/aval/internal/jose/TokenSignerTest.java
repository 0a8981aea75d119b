package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

class TokenSignerTest {
  private final SigningKey key = SigningKey.generate();

  @Test
  void signsWhatThePublishedKeyVerifies() throws Exception {
    JsonWebSignature jws = parse(new TokenSigner(key).signTemplateToken(Map.of("sub", "ü\"1")));
    jws.setKey(JsonWebKey.Factory.newJwk(key.publicJwk()).getKey());

    assertThat(jws.verifySignature()).isTrue();
    assertThat(jws.getPayload()).isEqualTo("{\"sub\":\"ü\\\"1\"}");
  }

  @Test
  void anotherKeyDoesNotVerifyIt() throws Exception {
    JsonWebSignature jws = parse(new TokenSigner(key).signTemplateToken(Map.of("sub", "1")));
    jws.setKey(JsonWebKey.Factory.newJwk(SigningKey.generate().publicJwk()).getKey());

    assertThat(jws.verifySignature()).isFalse();
  }

  @Test
  void headerNamesKeyTypeAndCategory() throws Exception {
    JsonWebSignature jws = parse(new TokenSigner(key).signTemplateToken(Map.of()));

    assertThat(jws.getAlgorithmHeaderValue()).isEqualTo("RS256");
    assertThat(jws.getKeyIdHeaderValue()).isEqualTo(key.kid());
    assertThat(jws.getHeader("typ")).isEqualTo("JWT");
    assertThat(jws.getHeader("cat")).isEqualTo("aval_template");
  }

  @Test
  void keyIdIsTheThumbprint() throws Exception {
    Map<String, Object> required = new LinkedHashMap<>(key.publicJwk());
    required.keySet().retainAll(java.util.Set.of("kty", "n", "e"));

    assertThat(JsonWebKey.Factory.newJwk(required).calculateBase64urlEncodedThumbprint("SHA-256"))
        .isEqualTo(key.kid());
  }

  @Test
  void publishesNoPrivateMember() {
    assertThat(key.publicJwk()).containsOnlyKeys("kty", "n", "e", "kid", "use", "alg");
    assertThat(key.toString()).isEqualTo("SigningKey[RS256 " + key.kid() + "]");
  }

  private static JsonWebSignature parse(String token) throws Exception {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(token);
    return jws;
  }
}
