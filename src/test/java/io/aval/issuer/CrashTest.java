package io.aval.issuer;

import static io.aval.issuer.KeyRotationContract.ADA;
import static io.aval.issuer.KeyRotationContract.PASSWORD;
import static io.aval.issuer.KeyRotationContract.ROTATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.jose.Issuers;
import io.aval.testing.MutableClock;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other nodes find when the process of one was killed, wherever it was. */
@Tag("real-parts")
class CrashTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;
  private final List<JdbcConnectionPool> pools = new ArrayList<>();

  @AfterEach
  void closePools() {
    pools.forEach(JdbcConnectionPool::dispose);
  }

  /** A place for keys, a file or a database, as a word that another process understands. */
  private static SigningKeys keys(String place, Clock clock) {
    return place.startsWith("jdbc:")
        ? IssuerDatabase.open(Databases.postgres(place), PASSWORD).signingKeys(ROTATION, clock)
        : SigningKeys.inFile(Path.of(place), PASSWORD, ROTATION, clock);
  }

  /** Changes templates in a database without an end; says which version it has made. */
  static final class Editor {
    private Editor() {}

    public static void main(String[] url) {
      TemplateStore store =
          IssuerDatabase.open(Databases.postgres(url[0]), PASSWORD).templates(Clock.systemUTC());
      StoredTemplate stored =
          store.list().stream().findFirst().orElseGet(() -> store.create(template("t", 0)));
      for (long i = stored.version(); ; i++) {
        stored = store.update(stored.id(), stored.version(), template(i % 5 == 0 ? "u" : "t", i));
        System.out.println(stored.version());
      }
    }

    private static JwtTemplate template(String name, long value) {
      return JwtTemplate.builder(name).claim("c", value).claim("p", "x".repeat(90_000)).build();
    }
  }

  /** Mints and rotates without an end; says each token with the time at which it was minted. */
  static final class Rotor {
    private Rotor() {}

    public static void main(String[] placeAndTime) {
      MutableClock clock = MutableClock.at(placeAndTime[1]);
      SigningKeys keys = keys(placeAndTime[0], clock);
      TokenIssuer issuer = KeyRotationContract.issuer(keys, clock);
      while (true) {
        System.out.println(clock.instant() + " " + issuer.issue("convex", ADA));
        keys.rotate();
        clock.advance(ROTATION.publishAhead());
      }
    }
  }

  /** Publishes a change of key, says which, and waits for its death. */
  static final class Announcer {
    private Announcer() {}

    public static void main(String[] placeAndTime) throws java.io.IOException {
      MutableClock clock = MutableClock.at(placeAndTime[1]);
      SigningKeys keys = keys(placeAndTime[0], clock);
      TokenIssuer issuer = KeyRotationContract.issuer(keys, clock);
      System.out.println(clock.instant() + " " + issuer.issue("convex", ADA));
      System.out.println(keys.rotate().kid());
      int end = System.in.read();
      assert end < 0;
    }
  }

  /** What a process said, which is killed when it has said so many lines. */
  private static List<String> killed(int lines, Class<?> main, String... arguments)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> said = new ArrayList<>();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        said.add(Objects.requireNonNull(output.readLine(), "it ended by itself"));
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  @Test
  void losesNoTemplateInADatabase() throws Exception {
    String url = Databases.postgresUrl();
    JdbcConnectionPool pool = Databases.postgres(url);
    pools.add(pool);
    TemplateStore store = IssuerDatabase.open(pool, PASSWORD).templates(Clock.systemUTC());
    for (int round = 1; round <= 2; round++) {
      List<String> said = killed(20 + 7 * round, Editor.class, url);
      assertThat(store.list()).hasSize(1);
      StoredTemplate left = store.list().get(0);
      assertThat(left.version()).isGreaterThanOrEqualTo(Long.parseLong(said.get(said.size() - 1)));
      assertThat(left.template().claims().get("c")).isEqualTo(left.version() - 1);
      assertThat(store.update(left.id(), left.version(), Editor.template("t", left.version())))
          .as("others go on")
          .isNotNull();
    }
  }

  @Test
  void losesNoKeyInAFile() throws Exception {
    losesNoKey(folder.resolve("keys/keys.p12").toString());
  }

  @Test
  void losesNoKeyInADatabase() throws Exception {
    losesNoKey(Databases.postgresUrl());
  }

  private void losesNoKey(String place) throws Exception {
    MutableClock clock = MutableClock.at(START);
    SigningKeys survivor = keys(place, clock);
    for (int round = 1; round <= 2; round++) {
      List<String> said = killed(1 + round, Rotor.class, place, clock.instant().toString());
      clock.set(Instant.parse(said.get(said.size() - 1).split(" ")[0]));
      try (Issuers verifier = KeyRotationContract.verifier(List.of(survivor), clock)) {
        for (String line : said) {
          requireAcceptedIfAlive(verifier, line, clock);
        }
        String own = KeyRotationContract.issuer(survivor, clock).issue("convex", ADA);
        assertThat(verifier.verify(own).getSubject()).isEqualTo("user_ada");
        assertThat(keys(place, clock).jwks()).as("read anew").isEqualTo(survivor.jwks());
      }
    }
  }

  private static void requireAcceptedIfAlive(Issuers verifier, String line, Clock clock) {
    String[] timeAndToken = line.split(" ");
    if (Instant.parse(timeAndToken[0]).plus(Duration.ofHours(1)).isAfter(clock.instant())) {
      assertThat(verifier.verify(timeAndToken[1]).getSubject()).isEqualTo("user_ada");
    }
  }

  @Test
  void changesKeysThoughTheNodeDiedThatAnnouncedIt() throws Exception {
    String url = Databases.postgresUrl();
    List<String> said = killed(2, Announcer.class, url, START.toString());
    MutableClock clock = MutableClock.at(START);
    SigningKeys survivor = keys(url, clock);
    TokenIssuer issuer = KeyRotationContract.issuer(survivor, clock);
    String next = said.get(1);
    assertThat(SigningKeysTest.current(survivor)).isNotEqualTo(next);
    try (Issuers verifier = KeyRotationContract.verifier(List.of(survivor), clock)) {
      requireAcceptedIfAlive(verifier, said.get(0), clock);
      assertThat(verifier.verify(issuer.issue("convex", ADA)).getSubject()).isEqualTo("user_ada");
      clock.advance(ROTATION.publishAhead());
      assertThat(SigningKeysTest.current(survivor)).isEqualTo(next);
      requireAcceptedIfAlive(verifier, said.get(0), clock);
      assertThat(verifier.verify(issuer.issue("convex", ADA)).getSubject()).isEqualTo("user_ada");
    }
  }

  /** Writes content that is wholly one number, larger than any key ring, without an end. */
  static final class FileWriter {
    private FileWriter() {}

    public static void main(String[] file) {
      FileKeyRing ring = new FileKeyRing(Path.of(file[0]));
      while (true) {
        long version = ring.read().map(KeyRingStore.Kept::version).orElse(0L);
        byte[] content = new byte[900_000];
        java.util.Arrays.fill(content, (byte) version);
        ring.replace(version, content);
        System.out.println(version);
      }
    }
  }

  @Test
  void leavesTheOldOrTheNewFileOfKeysAndNoPartOfOne() throws Exception {
    Path file = folder.resolve("large/keys.p12");
    for (int round = 1; round <= 2; round++) {
      killed(30 + 11 * round, FileWriter.class, file.toString());
      byte[] left = new FileKeyRing(file).read().orElseThrow().sealed();
      assertThat(left).hasSize(900_000).containsOnly(left[0]);
    }
  }
}
