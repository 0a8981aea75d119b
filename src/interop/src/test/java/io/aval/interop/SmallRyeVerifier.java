package io.aval.interop;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.security.PublicKey;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;

/** SmallRye JWT, the MicroProfile JWT of Quarkus and others: by the URL of the key set. */
final class SmallRyeVerifier implements Verifier {
  @Override
  public String byPublishedKeys(IssuingApplication issuer, Optional<String> audience, String token)
      throws Exception {
    JWTAuthContextInfo info = new JWTAuthContextInfo(issuer.jwksUrl(), issuer.url());
    audience.ifPresent(expected -> info.setExpectedAudience(Set.of(expected)));
    return parse(info, token);
  }

  @Override
  public String byKey(String issuer, String algorithm, PublicKey key, String token)
      throws Exception {
    JWTAuthContextInfo info = new JWTAuthContextInfo(key, issuer);
    info.setSignatureAlgorithm(
        Set.of(SignatureAlgorithm.valueOf(algorithm.toUpperCase(Locale.ROOT))));
    return parse(info, token);
  }

  @Override
  public String bySecret(String issuer, SecretKey secret, String token) throws Exception {
    JWTAuthContextInfo info = new JWTAuthContextInfo(secret, issuer);
    info.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
    return parse(info, token);
  }

  private static String parse(JWTAuthContextInfo info, String token) throws Exception {
    return new DefaultJWTTokenParser().parse(token, info).getJwtClaims().getSubject();
  }
}
