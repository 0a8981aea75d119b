package io.aval.internal.issuer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/** Reads tokens by a verifier that is not Aval's. */
final class Tokens {
  private Tokens() {}

  /** A token whose signature is right. */
  record Token(Map<String, String> header, JsonObject claims) {
    int lifetime() {
      return claims.getInt("exp") - claims.getInt("iat");
    }
  }

  /** Verifies a token with the keys that an issuer publishes. */
  static Token verified(IssuerHost host, String token) throws Exception {
    String jwks = host.call("GET /.well-known/jwks.json").body();
    new JwtConsumerBuilder()
        .setExpectedIssuer(host.url())
        .setSkipDefaultAudienceValidation()
        .setRequireExpirationTime()
        .setVerificationKeyResolver(
            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
        .build()
        .process(token);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setCompactSerialization(token);
    Map<String, String> header = new LinkedHashMap<>();
    json(jws.getHeaders().getFullHeaderAsJsonString())
        .forEach((name, value) -> header.put(name, value.toString().replace("\"", "")));
    return new Token(header, json(jws.getUnverifiedPayload()));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
