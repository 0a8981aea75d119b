package io.aval.interop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/** Nimbus JOSE + JWT: by the URL of the key set. */
final class NimbusVerifier implements Verifier {
  @Override
  public String byPublishedKeys(IssuingApplication issuer, Optional<String> audience, String token)
      throws Exception {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(URI.create(issuer.jwksUrl()).toURL()).build();
    return process(issuer.url(), audience, JWSAlgorithm.RS256, keys, token);
  }

  @Override
  public String byKey(String issuer, String algorithm, PublicKey key, String token)
      throws Exception {
    if (algorithm.equals("EdDSA")) {
      return edDsa(issuer, key, token);
    }
    JWKSource<SecurityContext> keys = new ImmutableJWKSet<>(new JWKSet(jwk(key)));
    return process(issuer, Optional.empty(), JWSAlgorithm.parse(algorithm), keys, token);
  }

  @Override
  public String bySecret(String issuer, SecretKey secret, String token) throws Exception {
    JWK jwk = new OctetSequenceKey.Builder(secret.getEncoded()).build();
    JWKSource<SecurityContext> keys = new ImmutableJWKSet<>(new JWKSet(jwk));
    return process(issuer, Optional.empty(), JWSAlgorithm.HS256, keys, token);
  }

  /** Its processor takes no Ed25519 key, its verifier does. */
  private static String edDsa(String issuer, PublicKey key, String token) throws Exception {
    byte[] encoded = key.getEncoded();
    byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    OctetKeyPair jwk = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw)).build();
    SignedJWT jwt = SignedJWT.parse(token);
    if (!jwt.verify(new Ed25519Verifier(jwk))) {
      throw new JOSEException("The signature is not valid");
    }
    claims(issuer, Optional.empty()).verify(jwt.getJWTClaimsSet(), null);
    return jwt.getJWTClaimsSet().getSubject();
  }

  /** A public key as others publish it. */
  static JWK jwk(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return new RSAKey.Builder(rsa).build();
    }
    ECPublicKey ec = (ECPublicKey) key;
    return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
  }

  private static String process(
      String issuer,
      Optional<String> audience,
      JWSAlgorithm algorithm,
      JWKSource<SecurityContext> keys,
      String token)
      throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys));
    processor.setJWTClaimsSetVerifier(claims(issuer, audience));
    return processor.process(token, null).getSubject();
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      String issuer, Optional<String> audience) {
    return new DefaultJWTClaimsVerifier<>(
        audience.orElse(null),
        new JWTClaimsSet.Builder().issuer(issuer).build(),
        Set.of("sub", "exp", "iat", "jti"));
  }
}
