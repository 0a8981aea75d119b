package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String DISCOVERY = "GET /notes/.well-known/openid-configuration";
  private static final String JWKS = "GET /notes/.well-known/jwks.json";
  private static final String MINT = "POST /notes/v1/client/sessions/sess_ada/tokens/convex";
  private static final Optional<String> USERS = Optional.of("/WEB-INF/demo-users.json");

  private String folder = "io/aval/internal/issuer/app";
  private Undertow server;
  private int port;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void mintsATokenThatItsOwnDiscoveryAndKeysVerify() throws Exception {
    start(Optional.empty(), USERS);
    String issuer = "http://localhost:" + port + "/notes";

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
    String issuer = "http://localhost:" + port + "/notes";
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
    String own = "http://localhost:" + port;

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

    send(MINT, "rebound.test:" + port).isError(403, "authorization_invalid");
    call(MINT, "X-Forwarded-For: 127.0.0.1").isError(403, "authorization_invalid");
  }

  @Test
  void answersUnknownSessionsTemplatesAndPathsAsClerkDoes() throws Exception {
    start(Optional.empty(), USERS);

    String sessions = "POST /notes/v1/client/sessions/";
    call(sessions + "sess_mallory/tokens/convex").isError(404, "resource_not_found");
    call(sessions + "ada/tokens/convex").isError(404, "resource_not_found");
    call(sessions + "sess_ada/tokens/other").isError(404, "resource_not_found");
    call(sessions + "sess_ada/tokens").isError(404, "resource_not_found");
    call(sessions + "sess_ada/tokens/convex/more").isError(404, "resource_not_found");
    call(sessions).isError(404, "resource_not_found");
    assertThat(call(MINT.replace("POST", "GET")).status()).isEqualTo(405);
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
  void mintsNothingWithoutDemoUsers() throws Exception {
    start(Optional.empty(), Optional.empty());

    assertThat(call(MINT).status()).isIn(404, 405);
    assertThat(call(JWKS).status()).isEqualTo(200);
  }

  @Test
  void failsTheDeploymentWhenDemoUsersCannotBeRead() {
    assertThatThrownBy(() -> start(Optional.empty(), Optional.of("/WEB-INF/none.json")))
        .hasStackTraceContaining(
            "aval.issuer.demo-users: the application has no file /WEB-INF/none.json.");
  }

  @Test
  void mintsFromTheTemplatesOfADirectoryThatIsEditedMeanwhile(@TempDir Path folder)
      throws Exception {
    start(config(Optional.empty(), USERS, Map.of("aval.issuer.templates", folder.toString())));
    call(MINT).isError(404, "resource_not_found");
    Files.writeString(
        folder.resolve("convex.json"),
        "{\"name\":\"convex\",\"claims\":{\"aud\":\"convex\",\"who\":\"{{user.username}}!\"}}");

    JwtClaims claims =
        verify(call(MINT).jwt(), "http://localhost:" + port + "/notes", call(JWKS).body());
    assertThat(claims.getStringClaimValue("who")).isEqualTo("ada!");
  }

  @Test
  void beginsAnEmptyDirectoryWithTheTemplatesOfTheApplicationAndLeavesItAloneLater(
      @TempDir Path folder) throws Exception {
    this.folder = "io/aval/internal/issuer/templated";
    IdentityConfig config =
        config(Optional.empty(), USERS, Map.of("aval.issuer.templates", folder.toString()));
    start(config);
    Path mine = folder.resolve("mine.json");
    assertThat(mine).exists();
    assertThat(call(MINT.replace("convex", "mine")).status()).isEqualTo(200);

    Files.move(mine, folder.resolve("other.json"));
    Files.writeString(
        folder.resolve("other.json"), "{\"name\":\"other\",\"claims\":{\"aud\":\"x\"}}");
    server.stop();
    start(config);
    assertThat(mine).doesNotExist();
  }

  @Test
  void mintsFromTheTemplatesOfTheApplication() throws Exception {
    folder = "io/aval/internal/issuer/templated";
    start(Optional.empty(), USERS);
    String token = call(MINT.replace("convex", "mine")).jwt();
    JwtClaims claims = verify(token, "http://localhost:" + port + "/notes", call(JWKS).body());
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
    server.stop();
    IdentityConfig strict =
        config(Optional.empty(), USERS, Map.of("aval.issuer.strict-shortcodes", "true"));
    assertThatThrownBy(() -> start(strict))
        .hasStackTraceContaining("JWT templates: mine.json: claims.who, character 3: ");
  }

  @Test
  void failsTheDeploymentWhenItsPathIsTaken() {
    assertThatThrownBy(() -> start(Optional.empty(), USERS, JwksServlet.PATH))
        .hasStackTraceContaining("the application itself has a servlet at /.well-known/jwks.json");
  }

  private void start(Optional<URI> url, Optional<String> demoUsers, String... taken)
      throws Exception {
    start(config(url, demoUsers, Map.of()), taken);
  }

  private void start(IdentityConfig config, String... taken) throws Exception {
    ServletContainerInitializer opens = (c, context) -> IssuerDoor.register(context, config, CLOCK);
    DeploymentInfo app =
        Servlets.deployment()
            .setClassLoader(getClass().getClassLoader())
            .setContextPath("/notes")
            .setDeploymentName("notes")
            .setResourceManager(new ClassPathResourceManager(getClass().getClassLoader(), folder))
            .addServlet(Servlets.servlet("own", HttpServlet.class).addMappings(taken))
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(
                    opens.getClass(), () -> new Ready(opens), Set.of()));
    DeploymentManager deployment = Servlets.newContainer().addDeployment(app);
    deployment.deploy();
    PathHandler paths = new PathHandler().addPrefixPath("/notes", deployment.start());
    server = Undertow.builder().addHttpListener(0, "127.0.0.1").setHandler(paths).build();
    server.start();
    port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  private static IdentityConfig config(
      Optional<URI> url, Optional<String> demoUsers, Map<String, String> more) {
    Map<String, String> values = new HashMap<>(more);
    values.put("aval.issuer.enabled", "true");
    values.put("aval.allowed-origins", "http://localhost:3000");
    url.ifPresent(value -> values.put("aval.issuer.url", value.toString()));
    demoUsers.ifPresent(value -> values.put("aval.issuer.demo-users", value));
    return ConfigReader.read(ConfigSource.of("test", values)).config();
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
    return send(line, "localhost:" + port, headers);
  }

  /** By hand, because Java's own client sends no other Host header than the true one. */
  private Answer send(String line, String host, String... headers) throws IOException {
    StringBuilder request = new StringBuilder(line + " HTTP/1.1\r\nHost: " + host + "\r\n");
    List.of(headers).forEach(header -> request.append(header).append("\r\n"));
    request.append("Content-Length: 0\r\nConnection: close\r\n\r\n");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = answer.split("\r\n\r\n", 2);
      return new Answer(Integer.parseInt(parts[0].substring(9, 12)), parts[0], parts[1]);
    }
  }

  private record Ready(ServletContainerInitializer instance)
      implements io.undertow.servlet.api.InstanceHandle<ServletContainerInitializer> {
    @Override
    public ServletContainerInitializer getInstance() {
      return instance;
    }

    @Override
    public void release() {}
  }

  private record Answer(int status, String head, String body) {
    JsonObject json() {
      return Json.createReader(new StringReader(body)).readObject();
    }

    String jwt() {
      return json().getString("jwt");
    }

    void isError(int expected, String code) {
      assertThat(status).isEqualTo(expected);
      JsonObject error = json().getJsonArray("errors").getJsonObject(0);
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).isNotBlank();
      assertThat(error.getString("long_message")).isNotBlank();
    }
  }
}
