package io.aval.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.keys.EllipticCurves;

/** One issuer's key and tokens of the usual size: 15 claims, about 900 bytes. */
final class Tokens {
  static final String ISSUER = "https://issuer.example.com";
  static final String AUDIENCE = "app";

  final PublicJsonWebKey key;
  private final String algorithm;

  Tokens(String algorithm) throws Exception {
    this.algorithm = algorithm;
    this.key =
        algorithm.startsWith("RS")
            ? RsaJwkGenerator.generateJwk(2048)
            : EcJwkGenerator.generateJwk(EllipticCurves.P256);
    key.setKeyId("key-1");
  }

  String jwks() {
    return new JsonWebKeySet(key).toJson();
  }

  String make(int user) throws Exception {
    return make(ISSUER, user, 3600);
  }

  String make(String issuer, int user, int seconds) throws Exception {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setSubject("user_2NNEqL2nrIRdJ194ndJqAHwEfx" + user);
    claims.setAudience(AUDIENCE);
    claims.setIssuedAtToNow();
    claims.setNotBeforeMinutesInThePast(1);
    claims.setExpirationTimeMinutesInTheFuture(seconds / 60f);
    claims.setJwtId("jti-" + user);
    claims.setClaim("name", "Ada Lovelace");
    claims.setClaim("given_name", "Ada");
    claims.setClaim("family_name", "Lovelace");
    claims.setClaim("email", "ada" + user + "@example.com");
    claims.setClaim("email_verified", true);
    claims.setClaim("picture", "https://img.example.com/" + user);
    claims.setClaim("realm_access", new HashMap<>(Map.of("roles", List.of("admin", "user"))));
    claims.setClaim("scope", "openid profile notes:read");
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setKey(key.getPrivateKey());
    jws.setKeyIdHeaderValue("key-1");
    jws.setHeader("typ", "JWT");
    jws.setAlgorithmHeaderValue(algorithm);
    return jws.getCompactSerialization();
  }
}
