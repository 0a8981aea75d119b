package io.aval.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The server under test: which one, where its log is, which process it is. */
enum Server {
  /** WildFly as it comes out of its zip. */
  WILDFLY,
  /** WildFly with {@code integrated-jaspi} off, the one setting that the documentation names. */
  WILDFLY_JASPI,
  /** Payara as it comes out of its zip. */
  PAYARA;

  static Server current() {
    String name = System.getProperty("it.server");
    return Arrays.stream(values())
        .filter(server -> server.name().replace('_', '-').equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("it.server is " + name));
  }

  boolean isWildFly() {
    return this != PAYARA;
  }

  /** Whether the container itself learns who the caller is, so that EJBs know it too. */
  boolean letsMechanismsLogIn() {
    return this != WILDFLY;
  }

  int httpPort() {
    return Integer.getInteger(isWildFly() ? "it.wildfly.http" : "it.payara.http");
  }

  Path home() {
    return Path.of(System.getProperty(isWildFly() ? "it.wildfly.home" : "it.payara.home"));
  }

  Path logFile() {
    return home()
        .resolve(
            isWildFly()
                ? "standalone/log/server.log"
                : "glassfish/domains/domain1/logs/server.log");
  }

  /** All of it: Payara begins a new file after two megabytes, in the middle of a test. */
  String log() throws IOException {
    String name = logFile().getFileName().toString();
    StringBuilder text = new StringBuilder();
    if (Files.exists(logFile())) {
      try (Stream<Path> files = Files.list(logFile().getParent())) {
        for (Path full : files.filter(file -> isBefore(file, name)).sorted().toList()) {
          text.append(Files.readString(full, StandardCharsets.UTF_8));
        }
      }
      text.append(Files.readString(logFile(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  private static boolean isBefore(Path file, String name) {
    return file.getFileName().toString().startsWith(name + "_");
  }

  /** The server's own process, found by the home directory on its command line. */
  ProcessHandle process() {
    String mark = home().toString();
    return ProcessHandle.allProcesses()
        .filter(process -> isServer(process, mark))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no process runs from " + mark));
  }

  private boolean isServer(ProcessHandle process, String mark) {
    String main = isWildFly() ? "org.jboss.as.standalone" : "ASMain";
    String line = process.info().commandLine().orElse("");
    return line.contains(mark) && line.contains(main);
  }
}
