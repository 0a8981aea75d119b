package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Keycloak on loopback. The realm {@code outer} has a public name in its tokens, {@code
 * https://sso.example.com}, and is reached by the inner address like the others.
 */
final class Keycloak implements AutoCloseable {
  private static final String PASSWORD = "throw-away";
  private static final List<String> REALMS = List.of("aval", "other", "party", "notes", "outer");
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static @Nullable Keycloak shared;

  private final Process process;
  private final File log;

  private Keycloak(Process process, File log) {
    this.process = process;
    this.log = log;
  }

  static String issuer(String realm) {
    return "http://127.0.0.1:" + Integer.getInteger("it.keycloak.http") + "/realms/" + realm;
  }

  /** Whether the build has unpacked it, which {@code -Dskip.keycloak} keeps it from. */
  static boolean isThere() {
    return Files.isDirectory(Path.of(System.getProperty("it.keycloak.home")));
  }

  /**
   * One for tests that leave it as they found it, but for a realm of their own; it ends with them.
   */
  static synchronized Keycloak shared() {
    if (shared == null) {
      shared = start();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** Starts Keycloak with fresh data and waits until it answers. */
  static Keycloak start() {
    Path home = Path.of(System.getProperty("it.keycloak.home"));
    try {
      deleteTree(home.resolve("data"));
      Path realms = Files.createDirectories(home.resolve("data/import"));
      for (String realm : REALMS) {
        String file = realm + "-realm.json";
        try (var in = Keycloak.class.getResourceAsStream("/keycloak/" + file)) {
          Files.write(realms.resolve(file), in.readAllBytes());
        }
      }
      File log = home.resolve("keycloak.log").toFile();
      Keycloak keycloak = new Keycloak(command(home).redirectOutput(log).start(), log);
      keycloak.awaitReady();
      return keycloak;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What an earlier run left, such as its rotated key: the next one would have the same priority,
   * and which of the two signs is then chance.
   */
  private static void deleteTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static ProcessBuilder command(Path home) {
    ProcessBuilder command =
        new ProcessBuilder(
            "bash",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + Integer.getInteger("it.keycloak.http"),
            "--hostname=http://127.0.0.1:" + Integer.getInteger("it.keycloak.http"),
            "--hostname-backchannel-dynamic=true",
            "--cache=local",
            "--import-realm");
    command.directory(home.toFile()).redirectErrorStream(true);
    Map<String, String> environment = command.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
    return command;
  }

  private void awaitReady() throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!answers()) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new IllegalStateException(
            "Keycloak did not start:\n" + Files.readString(log.toPath()));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300)); // between two looks
    }
  }

  private static boolean answers() {
    try {
      return Http.send(to(issuer("other") + "/.well-known/openid-configuration")).statusCode()
          == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static HttpRequest.Builder to(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
  }

  /** A user's access token by the password grant. */
  String token(String realm) {
    return grant(
        realm, Map.of("client_id", "app", "username", "ada", "password", PASSWORD), "access_token");
  }

  /** A user's refresh token by the password grant. */
  String refreshToken(String realm) {
    return grant(
        realm,
        Map.of("client_id", "app", "username", "ada", "password", PASSWORD),
        "refresh_token");
  }

  /** A user's access token, issued to a client that has a secret. */
  String tokenOf(String client, String secret, String realm) {
    return grant(
        realm,
        Map.of(
            "client_id", client, "client_secret", secret, "username", "ada", "password", PASSWORD),
        "access_token");
  }

  private static String grant(String realm, Map<String, String> form, String wanted) {
    Map<String, String> whole = new HashMap<>(form);
    whole.put("grant_type", "password");
    return tokens(realm, whole).getString(wanted);
  }

  /** What the token endpoint answers to a form. */
  static JsonObject tokens(String realm, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        Http.send(
            to(issuer(realm) + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return json(answer);
  }

  /** Gives the realm {@code aval} a new signing key that goes before the one it has. */
  void rotateKeys() {
    String component =
        "{\"name\":\"rotated\",\"providerId\":\"rsa-generated\",\"providerType\":"
            + "\"org.keycloak.keys.KeyProvider\",\"config\":{\"priority\":[\"500\"],"
            + "\"algorithm\":[\"RS256\"],\"keySize\":[\"2048\"]}}";
    HttpResponse<String> answer = administer("aval", "/components", component);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /**
   * Makes the realm {@code party} trust an issuer, of which it is told nothing but where discovery
   * is, and says which of its tokens' subjects is the user {@code ada}.
   */
  void trust(String issuer, String subject) {
    String discovery = issuer + "/.well-known/openid-configuration";
    JsonObject found =
        json(
            administer(
                "party",
                "/identity-provider/import-config",
                "{\"providerId\":\"oidc\",\"fromUrl\":\"" + discovery + "\"}"));
    JsonObject config =
        Json.createObjectBuilder(found)
            .add("clientId", "party")
            .add("clientSecret", "unused")
            .add("jwtAuthorizationGrantEnabled", "true")
            .build();
    JsonObject provider =
        Json.createObjectBuilder(Map.of("alias", "aval", "providerId", "oidc"))
            .add("config", config)
            .build();
    HttpResponse<String> made =
        administer("party", "/identity-provider/instances", provider.toString());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String ada = array(administer("party", "/users?username=ada", null)).getString("id");
    String link =
        "{\"identityProvider\":\"aval\",\"userName\":\"ada\",\"userId\":\"" + subject + "\"}";
    HttpResponse<String> linked =
        administer("party", "/users/" + ada + "/federated-identity/aval", link);
    assertThat(linked.statusCode()).as(linked.body()).isEqualTo(204);
  }

  /** Offers another issuer's token for one of the realm {@code party} (RFC 7523, section 2.1). */
  HttpResponse<String> offer(String token) {
    String body =
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&client_id=backend&client_secret="
            + PASSWORD
            + "&assertion="
            + token;
    return Http.send(
        to(issuer("party") + "/protocol/openid-connect/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static JsonObject array(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.createReader(new StringReader(answer.body())).readArray().getJsonObject(0);
  }

  private static HttpResponse<String> administer(String realm, String path, @Nullable String json) {
    String admin =
        grant(
            "master",
            Map.of("client_id", "admin-cli", "username", "admin", "password", PASSWORD),
            "access_token");
    HttpRequest.Builder request =
        to(issuer(realm).replace("/realms/", "/admin/realms/") + path)
            .header("Authorization", "Bearer " + admin)
            .header("Content-Type", "application/json");
    return Http.send(
        json == null ? request : request.POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
