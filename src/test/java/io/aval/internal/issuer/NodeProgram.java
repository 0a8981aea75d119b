package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of {@code src/test/node}, installed in {@code target/node} exactly as its lock file
 * says. Where there is no Node.js the test is left out, visibly; on a build server it fails.
 */
final class NodeProgram {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path INSTALLED = Path.of("target", "node");
  private static final Path LEFT_OUT = Path.of("target", "left-out", "node.txt");

  private NodeProgram() {}

  static void install() throws IOException, InterruptedException {
    Files.deleteIfExists(LEFT_OUT);
    if (onPath("node").isEmpty() || onPath("npm").isEmpty()) {
      leaveOut();
    }
    Files.createDirectories(INSTALLED);
    try (var files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    run(List.of(onPath("npm").get(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"), 240);
  }

  static String run(String script, String argument) throws IOException, InterruptedException {
    return run(List.of(onPath("node").orElseThrow(), script, argument), 120);
  }

  private static String run(List<String> command, int seconds)
      throws IOException, InterruptedException {
    Path log = INSTALLED.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String output = Files.readString(log);
    assertThat(ended).as("%s ended within %s s: %s", command.get(1), seconds, output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static void leaveOut() throws IOException {
    String reason =
        "Clerk's SDK and jose for Node.js were not tried against the issuer: no node and npm on the"
            + " PATH.";
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    Files.createDirectories(LEFT_OUT.getParent());
    Files.writeString(LEFT_OUT, reason + "\n");
    Assumptions.abort(reason);
  }

  private static Optional<String> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .flatMap(
            folder ->
                List.of(program, program + ".cmd", program + ".exe").stream()
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
