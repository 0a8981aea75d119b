package io.aval.interop;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Spring Security: by OpenID Connect discovery; other keys by the URL of a key set. */
final class SpringVerifier implements Verifier {
  @Override
  public String byPublishedKeys(
      IssuingApplication issuer, Optional<String> audience, String token) {
    NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer.url());
    decoder.setJwtValidator(rules(issuer.url(), audience));
    return decoder.decode(token).getSubject();
  }

  @Override
  public String byKey(String issuer, String algorithm, PublicKey key, String token)
      throws Exception {
    HttpServer keys = serve(new JWKSet(NimbusVerifier.jwk(key)).toString());
    try {
      NimbusJwtDecoder decoder =
          NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:" + keys.getAddress().getPort() + "/")
              .jwsAlgorithm(SignatureAlgorithm.from(algorithm))
              .build();
      decoder.setJwtValidator(rules(issuer, Optional.empty()));
      return decoder.decode(token).getSubject();
    } finally {
      keys.stop(0);
    }
  }

  @Override
  public String bySecret(String issuer, SecretKey secret, String token) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(secret).macAlgorithm(MacAlgorithm.HS256).build();
    decoder.setJwtValidator(rules(issuer, Optional.empty()));
    return decoder.decode(token).getSubject();
  }

  private static OAuth2TokenValidator<Jwt> rules(String issuer, Optional<String> audience) {
    OAuth2TokenValidator<Jwt> usual = JwtValidators.createDefaultWithIssuer(issuer);
    return new DelegatingOAuth2TokenValidator<>(
        usual,
        new JwtClaimValidator<List<String>>(
            "aud", aud -> audience.isEmpty() || (aud != null && aud.contains(audience.get()))));
  }

  private static HttpServer serve(String keySet) throws Exception {
    byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
