package io.aval.interop;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Our own, for comparison: by discovery. */
final class AvalVerifier implements Verifier {
  @Override
  public String byPublishedKeys(
      IssuingApplication issuer, Optional<String> audience, String token) {
    Map<String, String> provider = new HashMap<>();
    provider.put("domain", issuer.url());
    audience.ifPresentOrElse(
        expected -> provider.put("application-id", expected),
        () -> provider.put("allow-any-audience", "true"));
    return verify(provider, token);
  }

  @Override
  public String byKey(String issuer, String algorithm, PublicKey key, String token) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    String data = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    return verify(custom(issuer, algorithm, "jwks", "data:;base64," + data), token);
  }

  @Override
  public String bySecret(String issuer, SecretKey secret, String token) {
    String text = new String(secret.getEncoded(), StandardCharsets.UTF_8);
    return verify(custom(issuer, "HS256", "secret", text), token);
  }

  private static Map<String, String> custom(
      String issuer, String algorithm, String place, String key) {
    return Map.of(
        "type",
        "custom-jwt",
        "issuer",
        issuer,
        "allow-any-audience",
        "true",
        "algorithms",
        algorithm,
        place,
        key);
  }

  private static String verify(Map<String, String> provider, String token) {
    Map<String, String> keys = new HashMap<>();
    provider.forEach((name, value) -> keys.put("aval.providers.one." + name, value));
    IdentityConfig config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    Environment environment =
        new Environment(
            Clock.systemUTC(),
            new HttpFetch(config.http()),
            Runnable::run,
            AvalVerifier.class.getClassLoader());
    try (Issuers issuers = Issuers.open(config, environment)) {
      return issuers.verify(token).getSubject();
    }
  }
}
