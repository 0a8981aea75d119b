package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir Path directory;

  @Test
  void letsOneThreadInAtATimeThoughEachHasALockOfItsOwn() throws Exception {
    long[] count = {0}; // plain on purpose: only the lock guards it
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        DirectoryLock own = new DirectoryLock(directory);
        done.add(threads.submit(() -> countUp(own, count, 1000)));
      }
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(count[0]).isEqualTo(8000);
  }

  private static void countUp(DirectoryLock lock, long[] count, int times) {
    for (int i = 0; i < times; i++) {
      lock.holding(
          () -> {
            long seen = count[0];
            Thread.yield();
            count[0] = seen + 1;
            return seen;
          });
    }
  }

  @Test
  void waitsForAnotherProcessAndGivesUpWithAClearSentence() throws Exception {
    DirectoryLock lock = new DirectoryLock(directory, Duration.ofSeconds(1));
    Process other = otherProcess();
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> lock.holding(() -> "in"))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot be locked")
          .hasRootCauseMessage("somebody holds the lock for longer than 1 s");
      other.getOutputStream().close(); // tells it to let go
      assertThat(lock.<String>holding(() -> "in")).isEqualTo("in");
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  /** On POSIX the second one would drop the first one's lock by closing its channel of the file. */
  @Test
  void keepsOtherProcessesOutWhileAnotherOfThisProcessWaits() throws Exception {
    DirectoryLock lock = new DirectoryLock(directory);
    DirectoryLock second = new DirectoryLock(directory, Duration.ZERO);
    Thread waiting =
        new Thread(
            () -> {
              try {
                second.holding(() -> "");
              } catch (UncheckedIOException impatient) {
                // what it would be if it did not wait inside the process
              }
            });
    String said =
        lock.holding(
            () -> {
              waiting.start();
              while (waiting.isAlive() && waiting.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
              }
              return whatAnotherProcessGets();
            });
    waiting.join(10_000);
    assertThat(said).isEqualTo("taken");
    assertThat(waiting.isAlive()).isFalse();
  }

  private String whatAnotherProcessGets() {
    try {
      Process other = otherProcess();
      try (BufferedReader said = output(other)) {
        return said.readLine();
      } finally {
        other.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private Process otherProcess() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            directory.resolve(".lock").toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * What the other process does: takes the lock if it is free, and holds it until its input ends.
   */
  static final class Holder {
    private Holder() {}

    public static void main(String[] file) throws IOException {
      try (FileChannel channel =
              FileChannel.open(
                  Path.of(file[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = channel.tryLock()) {
        System.out.println(held == null ? "taken" : "held");
        int end = System.in.read();
        assert end < 0;
      }
    }
  }

  @Test
  void leavesOnlyItsOwnFileBehind() throws Exception {
    new DirectoryLock(directory).holding(() -> "");
    try (var files = Files.list(directory)) {
      assertThat(files.map(Path::getFileName)).containsExactly(Path.of(".lock"));
    }
  }
}
