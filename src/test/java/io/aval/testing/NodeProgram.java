package io.aval.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs of a folder of {@code src/test}, installed in {@code target} exactly as their lock file
 * says. Where there is no Node.js the test is left out, visibly; on a build server it fails.
 */
public final class NodeProgram {
  private final Path sources;
  private final Path installed;

  private NodeProgram(String folder) {
    this.sources = Path.of("src", "test", folder);
    this.installed = Path.of("target", folder);
  }

  /**
   * Installs what is in {@code src/test/<folder>}.
   *
   * @param leftOut what the build says when there is no Node.js: what was not tried
   */
  public static NodeProgram install(String folder, String leftOut)
      throws IOException, InterruptedException {
    NodeProgram program = new NodeProgram(folder);
    String name = "node-" + folder + "-" + Integer.toHexString(leftOut.hashCode()) + ".txt";
    Path note = Path.of("target", "left-out", name);
    Files.deleteIfExists(note);
    if (onPath("node").isEmpty() || onPath("npm").isEmpty()) {
      leaveOut(note, leftOut + ": no node and npm on the PATH.");
    }
    program.installAlone();
    return program;
  }

  /** One process at a time: two test runs may have the same folder. */
  private void installAlone() throws IOException, InterruptedException {
    Path gate = Path.of("target", "npm-" + installed.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(gate, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock alone = channel.lock();
      install();
      alone.release();
    }
  }

  private void install() throws IOException, InterruptedException {
    Path lock = installed.resolve("package-lock.json");
    boolean upToDate =
        Files.isDirectory(installed.resolve("node_modules"))
            && Files.exists(lock)
            && Files.mismatch(lock, sources.resolve("package-lock.json")) < 0;
    copy(sources, installed);
    if (!upToDate) {
      String npm = onPath("npm").orElseThrow();
      run(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"), 240);
    }
  }

  /** Puts a folder of files beside the programs, under its own name. */
  public NodeProgram with(Path folder) throws IOException {
    copy(folder, installed.resolve(folder.getFileName()));
    return this;
  }

  /** Where the programs are. */
  public Path folder() {
    return installed;
  }

  /**
   * Runs a program to its end, which must be a success.
   *
   * @return what it printed
   */
  public String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(onPath("node").orElseThrow()));
    command.addAll(List.of(arguments));
    return run(command, 180);
  }

  /**
   * Starts a program that goes on until it is closed.
   *
   * @return the process, once it has printed the line {@code ready}
   */
  public NodeProcess start(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(onPath("node").orElseThrow()));
    command.addAll(List.of(arguments));
    return NodeProcess.start(new ProcessBuilder(command).directory(installed.toFile()));
  }

  private String run(List<String> command, int seconds) throws IOException, InterruptedException {
    Path log = Files.createTempFile(installed, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(installed.toFile())
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

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(file.getFileName());
        if (!Files.exists(copy) || Files.mismatch(file, copy) >= 0) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void leaveOut(Path note, String reason) throws IOException {
    if ("true".equals(System.getenv("CI"))) {
      fail(reason);
    }
    Files.createDirectories(note.getParent());
    Files.writeString(note, reason + "\n");
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
