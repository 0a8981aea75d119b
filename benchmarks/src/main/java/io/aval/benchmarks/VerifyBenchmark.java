package io.aval.benchmarks;

import io.aval.IdentityException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * One verification by Aval, by its peers, and by the bare signature check that nobody can beat. All
 * check signature, issuer, audience and times; keys are at hand; one thread.
 */
// A heap that is small and there from the start: else fresh pages cost more than the garbage.
@Fork(value = 3, jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBenchmark {
  private static final int REMEMBERED = 10_000;

  /** The token's algorithm. The peers are measured with RS256 only. */
  @Param({"RS256", "ES256"})
  public String algorithm;

  private final String[] tokens = new String[REMEMBERED];
  private int next;
  private Issuers fresh;
  private Issuers remembering;
  private PublicKey key;
  private String jcaName;
  private byte[] signed;
  private byte[] signature;
  private String token;
  private String unknownIssuer;
  private String badSignature;
  private String garbage;
  private JwtConsumer jose4j;
  private NimbusJwtDecoder spring;
  private JWTAuthContextInfo smallryeInfo;
  private final DefaultJWTTokenParser smallrye = new DefaultJWTTokenParser();

  @Setup
  public void prepare() throws Exception {
    Tokens issuer = new Tokens(algorithm);
    key = (PublicKey) issuer.key.getPublicKey();
    jcaName = algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format";
    token = issuer.make(0);
    signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.ISO_8859_1);
    signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    unknownIssuer = issuer.make("https://nobody.example.com", 0, 3600);
    badSignature = issuer.make(1).replaceFirst("\\.[^.]*$", token.substring(token.lastIndexOf('.')));
    garbage = "x".repeat(16_000);
    fresh = open(issuer, "0");
    remembering = open(issuer, "256MiB");
    for (int i = 0; i < REMEMBERED; i++) {
      tokens[i] = algorithm.equals("RS256") || i < 500 ? issuer.make(i) : tokens[i % 500];
      remembering.verify(tokens[i]);
    }
    preparePeers();
  }

  private static Issuers open(Tokens issuer, String cache) {
    Map<String, String> keys = new HashMap<>();
    String jwks =
        Base64.getEncoder().encodeToString(issuer.jwks().getBytes(StandardCharsets.UTF_8));
    keys.put("aval.providers.one.type", "custom-jwt");
    keys.put("aval.providers.one.issuer", Tokens.ISSUER);
    keys.put("aval.providers.one.jwks", "data:application/json;base64," + jwks);
    keys.put("aval.providers.one.application-id", Tokens.AUDIENCE);
    keys.put("aval.providers.one.roles-claims", "realm_access.roles");
    keys.put("aval.token-cache-size", cache);
    var config = ConfigReader.read(ConfigSource.of("benchmark", keys)).config();
    return Issuers.open(
        config,
        new Environment(
            Clock.systemUTC(),
            new HttpFetch(config.http()),
            Runnable::run,
            VerifyBenchmark.class.getClassLoader()));
  }

  private void preparePeers() {
    if (!algorithm.equals("RS256")) {
      return;
    }
    jose4j =
        new JwtConsumerBuilder()
            .setVerificationKey(key)
            .setExpectedIssuer(Tokens.ISSUER)
            .setExpectedAudience(Tokens.AUDIENCE)
            .setRequireExpirationTime()
            .setRequireSubject()
            .build();
    spring = NimbusJwtDecoder.withPublicKey((RSAPublicKey) key).build();
    spring.setJwtValidator(
        JwtValidators.createDefaultWithValidators(
            new org.springframework.security.oauth2.jwt.JwtIssuerValidator(Tokens.ISSUER),
            new org.springframework.security.oauth2.jwt.JwtTimestampValidator(),
            new JwtClaimValidator<java.util.List<String>>(
                "aud", aud -> aud != null && aud.contains(Tokens.AUDIENCE))));
    smallryeInfo = new JWTAuthContextInfo(key, Tokens.ISSUER);
    smallryeInfo.setExpectedAudience(java.util.Set.of(Tokens.AUDIENCE));
  }

  /** The limit: the signature alone. */
  @Benchmark
  public boolean rawSignature() throws Exception {
    Signature check = Signature.getInstance(jcaName);
    check.initVerify(key);
    check.update(signed);
    return check.verify(signature);
  }

  @Benchmark
  public Object avalFresh() {
    return fresh.verify(token);
  }

  /** One of 10,000 remembered tokens, each as a new string, as it comes out of a header. */
  @Benchmark
  public Object avalRemembered() {
    next = next + 1 == REMEMBERED ? 0 : next + 1;
    return remembering.verify(new String(tokens[next]));
  }

  @Benchmark
  public Object refusedUnknownIssuer() {
    return refusal(unknownIssuer);
  }

  @Benchmark
  public Object refusedBadSignature() {
    return refusal(badSignature);
  }

  @Benchmark
  public Object refusedGarbage() {
    return refusal(garbage);
  }

  private Object refusal(String refused) {
    try {
      throw new IllegalStateException("accepted: " + fresh.verify(refused));
    } catch (IdentityException expected) {
      return expected;
    }
  }

  @Benchmark
  public Object peerJose4j() throws Exception {
    return jose4j.process(token);
  }

  @Benchmark
  public Object peerSpring() {
    return spring.decode(token);
  }

  @Benchmark
  public Object peerSmallRye() throws Exception {
    return smallrye.parse(token, smallryeInfo);
  }
}
