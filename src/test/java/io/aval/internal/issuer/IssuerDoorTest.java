package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.issuer.IssuerHost.Answer;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, in a real servlet container. */
class IssuerDoorTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String DISCOVERY = "GET /.well-known/openid-configuration";
  private static final String JWKS = "GET /.well-known/jwks.json";
  private static final String MINT = "POST /v1/client/sessions/sess_ada/tokens/convex";
  private static final Optional<String> USERS = Optional.of("/WEB-INF/demo-users.json");

  private String folder = "io/aval/internal/issuer/app";
  private IssuerHost host;

  @AfterEach
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  @Test
  void mintsATokenThatItsOwnDiscoveryAndKeysVerify() throws Exception {
    start(Optional.empty(), USERS);
    String issuer = host.url();

    JsonObject discovery = call(DISCOVERY).json();
    assertThat(discovery.getString("issuer")).isEqualTo(issuer);
    assertThat(discovery.getString("jwks_uri")).isEqualTo(issuer + "/.well-known/jwks.json");
    Answer minted = call(MINT);
    assertThat(minted.status()).isEqualTo(200);
    assertThat(minted.head()).contains("Cache-Control: no-store");
    assertThat(minted.json().getString("object")).isEqualTo("token");

    JwtClaims claims = verify(minted.json().getString("jwt"), issuer, call(JWKS).body());
    assertThat(claims.getSubject()).isEqualTo("user_ada");
    assertThat(claims.getStringClaimValue("name")).isEqualTo("Ada Lovelace");
    assertThat(claims.hasClaim("azp")).isFalse();
  }

  @Test
  void mintsATokenThatAvalItselfAccepts() throws Exception {
    start(Optional.empty(), USERS);
    String issuer = host.url();
    Map<String, String> trust =
        Map.of(
            "aval.providers.local.domain", issuer, "aval.providers.local.application-id", "convex");
    IdentityConfig config = ConfigReader.read(ConfigSource.of("test", trust)).config();
    Environment world =
        new Environment(
            CLOCK, new HttpFetch(config.http()), Runnable::run, getClass().getClassLoader());

    try (Issuers issuers = Issuers.open(config, world)) {
      assertThat(issuers.verify(call(MINT).jwt()).getTokenIdentifier())
          .isEqualTo(issuer + "|user_ada");
    }
  }

  @Test
  void publishesOnlyPublicKeyMembersAndLetsThemBeCached() throws Exception {
    start(Optional.empty(), USERS);

    Answer jwks = call(JWKS);
    assertThat(jwks.json().getJsonArray("keys").getValuesAs(JsonObject.class))
        .hasSize(2) // the one that signs, and the next
        .allSatisfy(
            key ->
                assertThat(key.keySet())
                    .containsExactlyInAnyOrder("kty", "n", "e", "kid", "use", "alg"));
    assertThat(jwks.head())
        .contains("Cache-Control: public, max-age=300", "Access-Control-Allow-Origin: *")
        .contains("Content-Type: application/json");
  }

  @Test
  void writesThePagesOriginIntoAzp() throws Exception {
    start(Optional.empty(), USERS);
    String own = host.origin();

    String token = call(MINT, "Origin: " + own, "Sec-Fetch-Site: same-origin").jwt();
    assertThat(verify(token, own + "/notes", call(JWKS).body()).getStringClaimValue("azp"))
        .isEqualTo(own);
  }

  @Test
  void letsAllowedOriginsReadTheAnswer() throws Exception {
    start(Optional.empty(), USERS);

    assertThat(call(MINT, "Origin: http://localhost:3000").head())
        .startsWith("HTTP/1.1 200")
        .contains("Access-Control-Allow-Origin: http://localhost:3000", "Vary: Origin");
  }

  @Test
  void refusesPagesOfOtherSites() throws Exception {
    start(Optional.empty(), USERS);

    Answer answer = call(MINT, "Origin: https://evil.test", "Sec-Fetch-Site: cross-site");
    answer.isError(403, "origin_invalid");
    assertThat(answer.head()).doesNotContain("Access-Control-Allow-Origin");
    call(MINT, "Sec-Fetch-Site: cross-site").isError(403, "origin_invalid");
  }

  @Test
  void refusesForeignHostsAndProxies() throws Exception {
    start(Optional.empty(), USERS);

    send(MINT, "rebound.test").isError(403, "authorization_invalid");
    call(MINT, "X-Forwarded-For: 127.0.0.1").isError(403, "authorization_invalid");
  }

  @Test
  void answersUnknownSessionsTemplatesAndPathsAsClerkDoes() throws Exception {
    start(Optional.empty(), USERS);

    String sessions = "POST /v1/client/sessions/";
    call(sessions + "sess_mallory/tokens/convex").isError(404, "resource_not_found");
    call(sessions + "ada/tokens/convex").isError(404, "resource_not_found");
    call(sessions + "sess_ada/tokens/other").isError(404, "resource_not_found");
    call(sessions + "sess_ada/tokens/convex/more").isError(404, "resource_not_found");
    call(sessions).isError(404, "resource_not_found");
    call(MINT.replace("POST", "GET")).isError(405, "method_not_allowed");
  }

  @Test
  void neverTakesItsUrlFromAForeignHostHeader() throws Exception {
    start(Optional.empty(), USERS);

    send(DISCOVERY, "evil.test").isError(404, "resource_not_found");
  }

  @Test
  void usesTheConfiguredUrlWhateverTheHostHeaderSays() throws Exception {
    start(Optional.of(URI.create("https://id.test/app/")), USERS);

    assertThat(send(DISCOVERY, "evil.test").json().getString("issuer"))
        .isEqualTo("https://id.test/app");
    JwtClaims claims = verify(call(MINT).jwt(), "https://id.test/app", call(JWKS).body());
    assertThat(claims.getSubject()).isEqualTo("user_ada");
  }

  @Test
  void mintsNothingForAStrangerWithoutDemoUsers() throws Exception {
    start(Optional.empty(), Optional.empty());

    call(MINT).isError(401, "authentication_invalid");
    assertThat(call(JWKS).status()).isEqualTo(200);
  }

  @Test
  void failsTheDeploymentWhenDemoUsersCannotBeRead() {
    assertThatThrownBy(() -> start(Optional.empty(), Optional.of("/WEB-INF/none.json")))
        .hasStackTraceContaining(
            "aval.issuer.demo-users: the application has no file /WEB-INF/none.json.");
  }

  @Test
  void mintsFromTheTemplatesOfADirectoryThatIsEditedMeanwhile(@TempDir Path templates)
      throws Exception {
    start(
        Optional.empty(),
        USERS,
        setup -> setup.with("aval.issuer.templates", templates.toString()));
    call(MINT).isError(404, "resource_not_found");
    Files.writeString(
        templates.resolve("convex.json"),
        "{\"name\":\"convex\",\"claims\":{\"aud\":\"convex\",\"who\":\"{{user.username}}!\"}}");

    JwtClaims claims = verify(call(MINT).jwt(), host.url(), call(JWKS).body());
    assertThat(claims.getStringClaimValue("who")).isEqualTo("ada!");
  }

  @Test
  void beginsAnEmptyDirectoryWithTheTemplatesOfTheApplicationAndLeavesItAloneLater(
      @TempDir Path templates) throws Exception {
    folder = "io/aval/internal/issuer/templated";
    UnaryOperator<IssuerHost.Setup> inDirectory =
        setup -> setup.with("aval.issuer.templates", templates.toString());
    start(Optional.empty(), USERS, inDirectory);
    Path mine = templates.resolve("mine.json");
    assertThat(mine).exists();
    assertThat(call(MINT.replace("convex", "mine")).status()).isEqualTo(200);

    Files.move(mine, templates.resolve("other.json"));
    Files.writeString(
        templates.resolve("other.json"), "{\"name\":\"other\",\"claims\":{\"aud\":\"x\"}}");
    host.close();
    start(Optional.empty(), USERS, inDirectory);
    assertThat(mine).doesNotExist();
  }

  @Test
  void mintsFromTheTemplatesOfTheApplication() throws Exception {
    folder = "io/aval/internal/issuer/templated";
    start(Optional.empty(), USERS);
    String token = call(MINT.replace("convex", "mine")).jwt();
    JwtClaims claims = verify(token, host.url(), call(JWKS).body());
    assertThat(claims.getStringClaimValue("who")).isEqualTo("Ada Lovelace");
    call(MINT).isError(404, "resource_not_found");
  }

  @Test
  void failsTheDeploymentWhenAFileOfTheApplicationIsNoTemplate() {
    folder = "io/aval/internal/issuer/broken";
    assertThatThrownBy(() -> start(Optional.empty(), USERS))
        .hasStackTraceContaining("JWT templates: mine.json: ")
        .hasStackTraceContaining("reserved: sub");
  }

  @Test
  void failsTheDeploymentForAnUnknownShortcodeOfTheApplicationWhereThatIsAskedFor()
      throws Exception {
    folder = "io/aval/internal/issuer/misspelt";
    start(Optional.empty(), USERS);
    host.close();
    assertThatThrownBy(
            () ->
                start(
                    Optional.empty(),
                    USERS,
                    setup -> setup.with("aval.issuer.strict-shortcodes", "true")))
        .hasStackTraceContaining("JWT templates: mine.json: claims.who, character 3: ");
  }

  @Test
  void failsTheDeploymentWhenItsPathIsTaken() {
    assertThatThrownBy(
            () -> start(Optional.empty(), USERS, setup -> setup.taking(JwksDocument.PATH)))
        .hasStackTraceContaining("the application itself has a servlet at /.well-known/jwks.json");
  }

  private void start(Optional<URI> url, Optional<String> demoUsers) throws Exception {
    start(url, demoUsers, setup -> setup);
  }

  private void start(
      Optional<URI> url, Optional<String> demoUsers, UnaryOperator<IssuerHost.Setup> more)
      throws Exception {
    IssuerHost.Setup setup = IssuerHost.setup().at(CLOCK).of(folder);
    if (url.isPresent()) {
      setup = setup.with("aval.issuer.url", url.get().toString());
    }
    if (demoUsers.isPresent()) {
      setup = setup.with("aval.issuer.demo-users", demoUsers.get());
    }
    host = more.apply(setup).start();
  }

  private static JwtClaims verify(String token, String issuer, String jwks) throws Exception {
    return new JwtConsumerBuilder()
        .setEvaluationTime(NumericDate.fromSeconds(CLOCK.instant().getEpochSecond()))
        .setExpectedIssuer(issuer)
        .setExpectedAudience("convex")
        .setVerificationKeyResolver(
            new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys()))
        .build()
        .processToClaims(token);
  }

  private Answer call(String line, String... headers) throws IOException {
    return host.call(line, headers);
  }

  private Answer send(String line, String name, String... headers) throws IOException {
    return host.sendTo(name, line, "", headers);
  }
}
