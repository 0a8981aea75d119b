package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server's virtual machine, looked at from outside. */
final class ServerJvm {
  /**
   * One class of it is loaded for each application whose class loader the server still holds.
   * Classes and not instances: what pins a class loader keeps no instance alive.
   */
  private static final String MARK = "io.aval.internal.request.Doorkeeper";

  /** One line of the whole heap, or one for each generation, as the collector has it. */
  private static final Pattern USED =
      Pattern.compile("(?:heap|generation) +total [0-9]+K, used ([0-9]+)K");

  private ServerJvm() {}

  /** How many applications with Aval are loaded at the moment. */
  static int applications() throws Exception {
    return (int) jcmd("VM.class_hierarchy", MARK).lines().filter(l -> l.contains(MARK)).count();
  }

  /** How many applications are loaded after a collection. */
  static int applicationsKept() throws Exception {
    jcmd("GC.run");
    return applications();
  }

  /** How many are left when the server has had a minute to forget them. */
  static int applicationsLeft(int tolerated) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    int left = applications();
    while (left > tolerated && Instant.now().isBefore(deadline)) {
      jcmd("GC.run");
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // between two looks
      left = applications();
    }
    return left;
  }

  /** How many instances of a class are left when the server has had a minute to collect them. */
  static long instancesLeft(String type, long tolerated) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    long left = instances(type);
    while (left > tolerated && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // between two looks, each a collection
      left = instances(type);
    }
    return left;
  }

  /** Summed over all class loaders. */
  static long instances(String type) throws Exception {
    return jcmd("GC.class_histogram")
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns.length > 3 && columns[3].equals(type))
        .mapToLong(columns -> Long.parseLong(columns[1]))
        .sum();
  }

  static String threads() throws Exception {
    return jcmd("Thread.print");
  }

  /** The bytes of the heap in use after full collections. */
  static long usedHeap() throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      jcmd("GC.run");
      long used =
          USED.matcher(jcmd("GC.heap_info"))
              .results()
              .mapToLong(part -> Long.parseLong(part.group(1)))
              .sum();
      assertThat(used).as("heap info").isPositive();
      least = Math.min(least, used * 1024);
    }
    return least;
  }

  private static String jcmd(String... command) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(jcmd, Long.toString(Server.current().process().pid())),
                        Stream.of(command))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
