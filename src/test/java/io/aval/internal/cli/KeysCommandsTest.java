package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.issuer.KeyRotation;
import io.aval.issuer.PublishedKey;
import io.aval.issuer.SigningKeys;
import io.aval.testing.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandsTest {
  private static final String PASSWORD = "a password of these tests alone";
  private static final Duration AHEAD = Duration.ofSeconds(2);

  @TempDir private Path project;
  private Path file;
  private Path webXml;

  @BeforeEach
  void begin() {
    file = project.resolve("keys/signing.p12");
    webXml = configured(Map.of("aval.issuer.keys", file.toString()));
  }

  @Test
  void listsWhatTheServerHas() {
    SigningKeys server = server();

    String shown = keys("list").done();

    for (PublishedKey key : server.list()) {
      assertThat(shown).contains(key.kid());
    }
    assertThat(shown).containsPattern("current +" + kid(server)).containsPattern("next +\\S+");
    assertThat(shown).doesNotContain(PASSWORD);
    assertThat(keys("list", "--json").json().get("keys").toString())
        .contains("kid=" + kid(server), "state=current");
  }

  @Test
  void rotatesBesideARunningServerThatFollows() throws Exception {
    SigningKeys server = server();
    String before = kid(server);

    String said = keys("rotate", "--yes").done();

    String next = said.split(" ", 4)[2];
    assertThat(next).isNotEqualTo(before);
    until(() -> kid(server).equals(next));
    assertThat(server.list())
        .anySatisfy(
            key -> {
              assertThat(key.kid()).isEqualTo(before);
              assertThat(key.state()).isEqualTo(PublishedKey.State.PREVIOUS);
            });
  }

  @Test
  void changesKeysOnceHoweverManyRotateAtOnce() throws Exception {
    SigningKeys server = server();
    int before = server.list().size();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<CommandRun>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(() -> keys("rotate", "--yes"));
      }
      List<String> said = new ArrayList<>();
      for (Future<CommandRun> run : threads.invokeAll(all)) {
        said.add(run.get().done());
      }
      assertThat(
              said.stream().map(text -> text.replaceAll(".*key (\\S+) signs.*", "$1")).distinct())
          .as("%s", said)
          .hasSize(1);
      until(() -> server.list().size() == before + 1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void asksFirstAndSaysWhenAChangeIsUnderWay() throws Exception {
    webXml =
        configured(
            Map.of("aval.issuer.keys", file.toString(), "aval.issuer.key-publish-ahead", "10m"));
    SigningKeys.inFile(file, PASSWORD, KeyRotation.DEFAULT, Clock.systemUTC());
    byte[] before = Files.readAllBytes(file);

    assertThat(CommandRun.with("n\n", "keys", "rotate", "--web-xml", webXml).done())
        .contains("(y/N)", "Nothing was changed.");
    assertThat(CommandRun.with("", "keys", "rotate", "--web-xml", webXml).notDone())
        .contains("The input ended");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    assertThat(CommandRun.with("y\n", "keys", "rotate", "--web-xml", webXml).done())
        .contains(" signs from 2", "verifiers may take that long");
    byte[] pending = Files.readAllBytes(file);
    assertThat(keys("rotate", "-y").done()).contains("A change is under way");
    assertThat(Files.readAllBytes(file)).isEqualTo(pending);
  }

  @Test
  void writesNothingBeforeSomebodyAgreesHoweverOldTheKeysAre() throws Exception {
    MutableClock past = MutableClock.at(Instant.now().minus(Duration.ofDays(300)));
    SigningKeys old =
        SigningKeys.inFile(file, PASSWORD, new KeyRotation(Duration.ofDays(400), AHEAD), past);
    past.advance(Duration.ofDays(1));
    old.rotate(); // leaves a key behind that is to be swept out, and one that is older than 90 days
    byte[] before = Files.readAllBytes(file);

    assertThat(keys("list").done()).contains(kid(old));
    assertThat(CommandRun.with("n\n", "keys", "rotate", "--web-xml", webXml).done())
        .contains("Nothing was changed.");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);

    String next = old.list().get(old.list().size() - 1).kid();
    assertThat(keys("rotate", "-y").done()).contains("The key " + next + " signs from now on.");
    assertThat(keys("list").done()).containsPattern("current +" + next);
  }

  @Test
  void saysThatADatabaseIsNotReachedFromHere() {
    webXml = configured(Map.of("aval.issuer.datasource", "java:comp/env/jdbc/notes"));
    for (String command : List.of("list", "rotate")) {
      assertThat(keys(command).notDone())
          .contains("java:comp/env/jdbc/notes", "cannot be reached from here")
          .contains("POST <its URL>/v1/signing_keys/rotate");
    }
  }

  @Test
  void saysThatKeysWhichNobodyKeepsAreTheServersAlone() {
    webXml = configured(Map.of());
    assertThat(keys("list").notDone()).contains("aval.issuer.keys", "only it has them");
  }

  @Test
  void makesNoFileWhereThereIsNone() {
    assertThat(keys("list").notDone()).contains("There is no file " + file + " yet");
    assertThat(keys("rotate", "--yes").notDone()).contains("There is no file");
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void opensNothingWithAnotherPasswordAndShowsNone() {
    server();
    String wrong = "another password of these tests";
    webXml =
        CommandRun.webXml(
            project,
            Map.of(
                "aval.issuer.enabled",
                "true",
                "aval.issuer.keys",
                file.toString(),
                "aval.issuer.keys-password",
                wrong));
    CommandRun run = keys("rotate", "--yes");
    assertThat(run.notDone()).contains(file.toString());
    assertThat(run.all()).doesNotContain(wrong, PASSWORD);
  }

  @Test
  void asksForAPasswordThatOnlyTheServerKnows() {
    server();
    webXml =
        CommandRun.webXml(
            project,
            Map.of(
                "aval.issuer.enabled", "true",
                "aval.issuer.keys", file.toString(),
                "aval.issuer.keys-password", "${env.AVAL_TEST_NOT_SET_HERE}"));
    assertThat(keys("list").notDone()).contains("Set " + KeysFile.PASSWORD_VARIABLE);
  }

  @Test
  void leavesFilesAloneThatAreSomebodyElses() throws Exception {
    server();
    Path other = somebodyElses();
    webXml = configured(Map.of("aval.issuer.keys", other.toString()));
    byte[] before = Files.readAllBytes(other);
    assertThat(keys("rotate", "--yes").notDone())
        .contains("belongs to", "Run it as that user: sudo -u ");
    assertThat(Files.readAllBytes(other)).isEqualTo(before);
  }

  /** The superuser can give a file away; everybody else finds one of the superuser's. */
  private Path somebodyElses() throws Exception {
    if (!System.getProperty("user.name").equals("root")) {
      return Path.of("/etc/passwd");
    }
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    return file;
  }

  private SigningKeys server() {
    return SigningKeys.inFile(
        file, PASSWORD, new KeyRotation(Duration.ofDays(90), AHEAD), Clock.systemUTC());
  }

  private static String kid(SigningKeys keys) {
    return keys.list().stream()
        .filter(key -> key.state() == PublishedKey.State.CURRENT)
        .findFirst()
        .orElseThrow()
        .kid();
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private Path configured(Map<String, String> more) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("aval.issuer.enabled", "true");
    keys.put("aval.issuer.key-publish-ahead", "2s");
    keys.put("aval.issuer.keys-password", PASSWORD);
    keys.putAll(more);
    return CommandRun.webXml(project, keys);
  }

  private CommandRun keys(Object... words) {
    List<Object> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(words));
    all.addAll(List.of("--web-xml", webXml));
    return CommandRun.of(all.toArray());
  }
}
