package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Keycloak on loopback with the realms {@code aval} and {@code other}. */
final class Keycloak implements AutoCloseable {
  private static final String PASSWORD = "throw-away";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Process process;
  private final File log;

  private Keycloak(Process process, File log) {
    this.process = process;
    this.log = log;
  }

  static String issuer(String realm) {
    return "http://127.0.0.1:" + Integer.getInteger("it.keycloak.http") + "/realms/" + realm;
  }

  /** Starts Keycloak with fresh data and waits until it answers. */
  static Keycloak start() {
    Path home = Path.of(System.getProperty("it.keycloak.home"));
    try {
      deleteTree(home.resolve("data"));
      Path realms = Files.createDirectories(home.resolve("data/import"));
      for (String realm : new String[] {"aval-realm.json", "other-realm.json"}) {
        try (var in = Keycloak.class.getResourceAsStream("/keycloak/" + realm)) {
          Files.write(realms.resolve(realm), in.readAllBytes());
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
    return grant(realm, Map.of("client_id", "app", "username", "ada", "password", PASSWORD));
  }

  private static String grant(String realm, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "grant_type=password&", ""));
    HttpResponse<String> answer =
        Http.send(
            to(issuer(realm) + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
  }

  /** Gives the realm {@code aval} a new signing key that goes before the one it has. */
  void rotateKeys() {
    String admin =
        grant(
            "master", Map.of("client_id", "admin-cli", "username", "admin", "password", PASSWORD));
    String component =
        "{\"name\":\"rotated\",\"providerId\":\"rsa-generated\",\"providerType\":"
            + "\"org.keycloak.keys.KeyProvider\",\"config\":{\"priority\":[\"500\"],"
            + "\"algorithm\":[\"RS256\"],\"keySize\":[\"2048\"]}}";
    HttpResponse<String> answer =
        Http.send(
            to(issuer("aval").replace("/realms/", "/admin/realms/") + "/components")
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(component)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
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
