package io.aval.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that a WAR takes: complete in itself, and invisible to what else is in the WAR. */
final class AllJarIT {
  private static final Path ALL = Path.of(System.getProperty("aval.jar"));

  /** As code refers to a class, and as a text that is looked up (SLF4J's is only in a message). */
  private static final Pattern PUBLIC_NAME =
      Pattern.compile(
          "(org/jose4j|com/fasterxml/jackson/core|com/github/benmanes|org/slf4j)/"
              + "|(org\\.jose4j|com\\.fasterxml\\.jackson\\.core|com\\.github\\.benmanes)\\.");

  @Test
  void hasNoClassOutsideItsOwnPackages() throws IOException {
    assertThat(names(ALL))
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/aval/"));
  }

  @Test
  void carriesFourLibrariesAndNoFifth() throws IOException {
    String shaded = "io/aval/internal/shaded/";
    assertThat(names(ALL))
        .filteredOn(name -> name.startsWith(shaded))
        .extracting(name -> name.substring(shaded.length()).split("/")[0])
        .containsOnly("caffeine", "jackson", "jose4j", "slf4j");
  }

  @Test
  void hasNoCommandLine() throws IOException {
    assertThat(names(ALL)).noneMatch(name -> name.contains("picocli") || name.contains("/cli/"));
  }

  @Test
  void refersToNoLibraryUnderItsPublicName() throws IOException {
    try (JarFile jar = new JarFile(ALL.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        if (entry.getName().endsWith(".class") || entry.getName().contains("/services/")) {
          assertThat(PUBLIC_NAME.matcher(new String(bytes(jar, entry), ISO_8859_1)).results())
              .as(entry.getName())
              .extracting(MatchResult::group)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void isNeitherSignedNorMultiReleaseAndHasNoTraceOfOtherBuilds() throws IOException {
    assertThat(names(ALL))
        .noneMatch(name -> name.startsWith("META-INF/versions/"))
        .noneMatch(name -> name.startsWith("META-INF/maven/"))
        .noneMatch(name -> name.endsWith("module-info.class"))
        .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA|EC)"));
    assertThat(manifest(ALL)).doesNotContainKey(new Attributes.Name("Multi-Release"));
  }

  @Test
  void keepsTheLicencesOfWhatItCarries() throws IOException {
    assertThat(names(ALL))
        .contains(
            "META-INF/LICENSE",
            "META-INF/LICENSE.txt",
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-NOTICE",
            "META-INF/thirdparty-LICENSE");
    List<String> names = names(ALL);
    assertThat(names)
        .filteredOn(name -> name.matches("io/aval/dashboard/lib/.*\\.js"))
        .hasSize(12) // the editor of the dashboard
        .allMatch(module -> names.contains(module.replace(".js", ".LICENSE.txt")));
    try (JarFile jar = new JarFile(ALL.toFile())) {
      assertThat(new String(bytes(jar, jar.getJarEntry("META-INF/NOTICE")), UTF_8))
          .contains("Aval", "jose4j", "Caffeine", "SLF4J", "Jackson JSON processor", "CodeMirror");
    }
  }

  @Test
  void saysItsModuleNameAndVersionLikeTheThinJar() throws IOException {
    Path thin = Path.of(System.getProperty("aval.jar.thin"));
    for (Path path : List.of(thin, ALL)) {
      assertThat(manifest(path).getValue("Automatic-Module-Name")).isEqualTo("io.aval");
      assertThat(manifest(path).getValue("Implementation-Version")).matches("\\d+\\.\\d+\\.\\d+.*");
    }
    assertThat(names(thin)).noneMatch(name -> name.startsWith("io/aval/internal/shaded/"));
  }

  /**
   * A JVM with this jar and a small program, and nothing else: all that is relocated still runs.
   */
  @Test
  void runsAloneAndLogsNothing(@TempDir Path directory) throws Exception {
    Path program = directory.resolve("Program.java");
    try (InputStream source = AllJarIT.class.getResourceAsStream("/packaged/Program.txt")) {
      Files.copy(source, program);
    }
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", ALL.toString(), "-proc:none", program.toString());
    assertThat(compiled).isZero();

    Path output = directory.resolve("output");
    String classPath = directory + System.getProperty("path.separator") + ALL;
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(java.toString(), "-cp", classPath, "Program")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends within a minute").isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(output)
        .hasContent(
            "cache: hit\njson: START_OBJECT\ntoken: alice\nlogger: NOP\nreason: AVAL-013\n");
    assertThat(process.exitValue()).isZero();
  }

  private static List<String> names(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  private static Attributes manifest(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      return jar.getManifest().getMainAttributes();
    }
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
