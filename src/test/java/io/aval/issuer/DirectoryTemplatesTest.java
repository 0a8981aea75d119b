package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTemplatesTest extends TemplateStoreContract {
  @TempDir private Path folder;

  @Override
  TemplateStore open(Clock clock) {
    return TemplateStore.inDirectory(folder.resolve("templates"), clock);
  }

  private Path write(String name, String json) throws IOException {
    open(clock);
    return Files.writeString(folder.resolve("templates").resolve(name), json);
  }

  @Test
  void readsAFileThatSomebodyWroteByHand() throws IOException {
    write("mine.json", "{\"name\":\"mine\",\"claims\":{\"aud\":\"x\"},\"lifetime\":90}");
    StoredTemplate stored = open(clock).find("mine").orElseThrow();
    assertThat(stored.template())
        .isEqualTo(
            JwtTemplate.builder("mine")
                .claim("aud", "x")
                .lifetime(java.time.Duration.ofSeconds(90))
                .build());
    assertThat(open(clock).get(stored.id())).hasValue(stored);
  }

  @Test
  void seesThatAFileWasEdited() throws IOException {
    Path file = write("mine.json", "{\"name\":\"mine\",\"claims\":{\"c\":1}}");
    TemplateStore store = open(clock);
    assertThat(store.find("mine").orElseThrow().template().claims().get("c")).isEqualTo(1L);
    Files.writeString(file, "{\"name\":\"mine\",\"claims\":{\"c\":2}}");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-01T00:00:00Z")));
    assertThat(store.find("mine").orElseThrow().template().claims().get("c")).isEqualTo(2L);
  }

  @Test
  void leavesOutWhatIsNoTemplateAndKeepsTheOthers() throws IOException {
    write("good.json", "{\"name\":\"good\",\"claims\":{}}");
    write("cut.json", "{\"name\":\"cut\",\"claims\":{");
    write("reserved.json", "{\"name\":\"reserved\",\"claims\":{\"sub\":\"evil\"}}");
    write("typo.json", "{\"name\":\"typo\",\"claims\":{},\"lifetme\":90}");
    write("other-name.json", "{\"name\":\"good\",\"claims\":{}}");
    write("large.json", "{\"name\":\"large\",\"claims\":{\"c\":\"" + "x".repeat(300_000) + "\"}}");
    write("notes.txt", "not ours");
    assertThat(open(clock).list()).extracting(s -> s.template().name()).containsExactly("good");
    assertThat(open(clock).find("reserved")).isEmpty();
  }

  @Test
  void takesTheNewerOfTwoFilesThatACrashLeftWithOneId() throws IOException {
    StoredTemplate made = open(clock).create(JwtTemplate.builder("old").build());
    byte[] before = Files.readAllBytes(folder.resolve("templates/old.json"));
    StoredTemplate renamed = open(clock).update(made.id(), 1, JwtTemplate.builder("new").build());
    Files.write(folder.resolve("templates/old.json"), before);
    assertThat(open(clock).list()).containsExactly(renamed);
    assertThat(open(clock).get(made.id())).hasValue(renamed);
  }

  @Test
  void neitherMintsFromNorIsBlockedByWhatACrashLeft() throws IOException {
    TemplateStore store = open(clock);
    StoredTemplate made = store.create(JwtTemplate.builder("old").build());
    Path old = folder.resolve("templates/old.json");
    byte[] before = Files.readAllBytes(old);
    store.update(made.id(), 1, JwtTemplate.builder("new").build());
    Files.write(old, before);
    assertThat(store.find("old")).isEmpty();

    store.create(JwtTemplate.builder("old").claim("c", 1L).build());
    assertThat(store.find("old").orElseThrow().id()).isNotEqualTo(made.id());

    Files.write(folder.resolve("templates/older.json"), before); // no template: another name in it
    Files.write(old, before);
    store.delete(made.id());
    assertThat(store.list()).isEmpty();
  }

  @Test
  void takesACopyOfAFileForATemplateOfItsOwn() throws IOException {
    TemplateStore store = open(clock);
    StoredTemplate a = store.create(JwtTemplate.builder("a").claim("c", 1L).build());
    String json = Files.readString(folder.resolve("templates/a.json"));
    write("b.json", json.replace("\"name\":\"a\"", "\"name\":\"b\""));
    assertThat(store.list()).extracting(s -> s.template().name()).containsExactly("a", "b");
    assertThat(store.find("b").orElseThrow().id()).isNotEqualTo(a.id());
    assertThat(store.find("a")).hasValue(a);
  }

  @Test
  void neverRemovesAFileThatSomebodyWroteWhateverItsId() throws IOException {
    TemplateStore store = open(clock);
    write("b.json", "{\"name\":\"b\",\"claims\":{\"c\":1}}");
    StoredTemplate b = store.find("b").orElseThrow();
    store.update(b.id(), b.version(), JwtTemplate.builder("c").build()); // keeps the id of "b"
    write("b.json", "{\"name\":\"b\",\"claims\":{\"c\":2}}");
    write("a.json", Files.readString(folder.resolve("templates/c.json")).replace("\"c\"", "\"a\""));

    store.create(JwtTemplate.builder("d").build()); // tidies up
    List<StoredTemplate> all = open(clock).list();
    assertThat(all).extracting(s -> s.template().name()).containsExactly("a", "b", "c", "d");
    assertThat(all).extracting(StoredTemplate::id).doesNotHaveDuplicates();
    assertThat(store.get(b.id())).map(s -> s.template().name()).contains("c");
    for (StoredTemplate one : all) {
      assertThat(store.find(one.template().name())).hasValue(one);
      assertThat(store.delete(one.id())).isEqualTo(one);
    }
    assertThat(store.list()).isEmpty();
  }

  @Test
  void opensAndReadsWithoutWritingAnything() throws IOException {
    Path mounted = Files.createDirectory(folder.resolve("mounted"));
    Files.writeString(mounted.resolve("t.json"), "{\"name\":\"t\",\"claims\":{}}");
    TemplateStore store = TemplateStore.inDirectory(mounted, clock);
    assertThat(store.find("t")).isPresent();
    assertThat(store.list()).hasSize(1);
    try (Stream<Path> left = Files.list(mounted)) {
      assertThat(left).containsExactly(mounted.resolve("t.json"));
    }
  }

  @Test
  void refusesAChangeThatWasMadeBeforeSomebodyEditedTheFile() throws IOException {
    TemplateStore store = open(clock);
    StoredTemplate made = store.create(JwtTemplate.builder("x").claim("c", 1L).build());
    Path file = folder.resolve("templates/x.json");
    Files.writeString(file, Files.readString(file).replace("\"c\":1", "\"c\":2"));
    StoredTemplate edited = store.find("x").orElseThrow();
    assertThat(edited.version()).isGreaterThan(made.version());
    Files.writeString(file, Files.readString(file).replace("\"c\":2", "\"c\":3"));
    for (long version : List.of(made.version(), edited.version())) {
      assertThatThrownBy(() -> store.update(made.id(), version, made.template()))
          .isInstanceOfSatisfying(
              IssuerException.class,
              e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.CONFLICT));
    }
    long now = store.find("x").orElseThrow().version();
    assertThat(store.update(made.id(), now, made.template()).version()).isEqualTo(now + 1);
    assertThat(store.find("x").orElseThrow().version()).isEqualTo(now + 1);
  }

  @Test
  void readsOrdinaryFilesOnlyAndSweepsOutWhatWasNeverFinished() throws IOException {
    Path endless = folder.resolve("templates/endless.json");
    open(clock);
    Files.createSymbolicLink(endless, Path.of("/dev/zero"));
    Path unfinished = write(".123.tmp", "{\"signing_key\":\"throw-away\"");
    assertThat(open(clock).list()).isEmpty();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void ignoresNoKeyThatAFileGives() throws IOException {
    String key = "\"signing_algorithm\":\"HS256\",\"signing_key\":\"%s\"".formatted("k".repeat(32));
    write(
        "text.json",
        "{\"name\":\"text\",\"claims\":{},\"custom_signing_key\":\"true\"," + key + "}");
    write("none.json", "{\"name\":\"none\",\"claims\":{}," + key + "}");
    write("off.json", "{\"name\":\"off\",\"claims\":{},\"custom_signing_key\":false," + key + "}");
    write("good.json", "{\"name\":\"good\",\"claims\":{},\"custom_signing_key\":true," + key + "}");
    assertThat(open(clock).list()).extracting(s -> s.template().name()).containsExactly("good");
  }

  @Test
  void letsNobodyElseReadItsFiles() throws IOException {
    open(clock).create(JwtTemplate.builder("t").build());
    Path directory = folder.resolve("templates");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("t.json"))))
        .isEqualTo("rw-------");
  }

  /** Writes without an end until it is killed; says so after each change. */
  static final class Writer {
    public static void main(String[] directory) {
      TemplateStore store = TemplateStore.inDirectory(Path.of(directory[0]), Clock.systemUTC());
      StoredTemplate stored =
          store.find("t").or(() -> store.find("u")).orElseGet(() -> store.create(template("t", 0)));
      for (long i = stored.version(); ; i++) {
        stored = store.update(stored.id(), stored.version(), template(i % 5 == 0 ? "u" : "t", i));
        System.out.println(stored.version());
      }
    }

    private static JwtTemplate template(String name, long value) {
      return JwtTemplate.builder(name).claim("c", value).claim("p", "x".repeat(9_000)).build();
    }
  }

  private static void awaitLines(Process writer, Path file, int lines) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (Files.readAllLines(file).size() < lines) {
      assertThat(writer.isAlive()).as("it still writes").isTrue();
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  @Tag("real-parts")
  void losesNothingWhenItsProcessIsKilledWhileItWrites() throws Exception {
    Path directory = folder.resolve("templates");
    for (int round = 1; round <= 4; round++) {
      Path said = folder.resolve("said-" + round);
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  directory.toString())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      try {
        awaitLines(writer, said, 20 + 7 * round);
      } finally {
        writer.destroyForcibly();
      }
      assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
      List<String> lines = Files.readAllLines(said);
      long last = Long.parseLong(lines.get(lines.size() - 1).strip());
      List<StoredTemplate> left = open(clock).list();
      assertThat(left).hasSize(1);
      assertThat(left.get(0).version()).isGreaterThanOrEqualTo(last);
      assertThat(left.get(0).template().claims().get("c")).isEqualTo(left.get(0).version() - 1);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSizeBetween(1, 2);
    }
  }
}
