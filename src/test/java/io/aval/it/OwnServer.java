package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A server of the kind under test in a process of its own, which a test may stop: the one that all
 * tests share must go on. Its files are a copy without what others deployed.
 */
final class OwnServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Set<String> LEFT_BEHIND =
      Set.of(
          "log", "logs", "data", "tmp", "deployments", "applications", "generated", "osgi-cache");

  private final Path files;
  private final Path output;
  private final Process process;
  private final int port;

  private OwnServer(Path files, Path output, Process process, int port) {
    this.files = files;
    this.output = output;
    this.process = process;
    this.port = port;
  }

  /** Starts with the application deployed, and returns when it is there. */
  static OwnServer with(WebArchive application) throws Exception {
    Server kind = Server.current();
    Path files = Path.of("target", "own-server", kind.name()).toAbsolutePath();
    delete(files);
    int port = freePort();
    OwnServer server =
        kind.isWildFly() ? wildfly(files, application, port) : payara(files, application, port);
    try {
      server.awaitStart(application);
    } catch (Throwable e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static OwnServer wildfly(Path files, WebArchive application, int port) throws Exception {
    Path home = Server.current().home();
    copy(home.resolve("standalone"), files);
    export(application, files.resolve("deployments"));
    return start(
        files,
        port,
        List.of(
            java(),
            "-Xmx512m",
            "-Djboss.home.dir=" + home,
            "-Djboss.server.base.dir=" + files,
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=" + freePort(),
            "-Djboss.management.http.port=" + freePort(),
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "--server-config=" + System.getProperty("it.wildfly.config")));
  }

  private static OwnServer payara(Path files, WebArchive application, int port) throws Exception {
    Path domain = files.resolve("domain1");
    copy(Server.current().home().resolve("glassfish/domains/domain1"), domain);
    Files.deleteIfExists(domain.resolve("config/pid"));
    Path settings = domain.resolve("config/domain.xml");
    String text =
        Files.readString(settings)
            .replace("port=\"" + Server.current().httpPort() + "\"", "port=\"" + port + "\"");
    // Whatever else listens gets a port of its own, too.
    for (int taken : ports(text, port)) {
      text = text.replace("port=\"" + taken + "\"", "port=\"" + freePort() + "\"");
    }
    Files.writeString(settings, text);
    export(application, domain.resolve("autodeploy"));
    return start(files, port, asadmin(files, "start-domain", "--verbose"));
  }

  private static List<Integer> ports(String settings, int but) {
    return Pattern.compile("[\" ]port=\"([0-9]+)\"")
        .matcher(settings)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .filter(found -> found != but)
        .distinct()
        .toList();
  }

  private static List<String> asadmin(Path files, String... command) {
    List<String> all = new ArrayList<>();
    all.add(java());
    all.add("-jar");
    all.add(Server.current().home().resolve("glassfish/lib/client/appserver-cli.jar").toString());
    all.addAll(List.of(command));
    all.add("--domaindir");
    all.add(files.toString());
    all.add("domain1");
    return all;
  }

  private static OwnServer start(Path files, int port, List<String> command) throws IOException {
    Path output = files.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new OwnServer(files, output, process, port);
  }

  /** The application's URL. */
  URL base(WebArchive application) throws IOException {
    String context = application.getName().replaceFirst("\\.war$", "");
    return URI.create("http://127.0.0.1:" + port + "/" + context + "/").toURL();
  }

  private void awaitStart(WebArchive application) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!isThere(application)) {
      assertThat(process.isAlive() && Instant.now().isBefore(deadline)).as(output()).isTrue();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two looks
    }
  }

  private boolean isThere(WebArchive application) throws IOException {
    try {
      return Http.get(base(application), "").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // nobody listens yet
    }
  }

  /** Stops as an administrator does, and returns how long it took. */
  Duration stop() throws Exception {
    Instant begin = Instant.now();
    if (Server.current().isWildFly()) {
      process.destroy(); // SIGTERM
    } else {
      Process stopper =
          new ProcessBuilder(asadmin(files, "stop-domain"))
              .redirectErrorStream(true)
              .redirectOutput(files.resolve("stop.txt").toFile())
              .start();
      assertThat(stopper.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(output()).isTrue();
    return Duration.between(begin, Instant.now());
  }

  /** All that the server has written. */
  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Ends the server at once, if it still runs. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void export(WebArchive application, Path folder) throws IOException {
    Files.createDirectories(folder);
    File file = folder.resolve(application.getName()).toFile();
    application.as(ZipExporter.class).exportTo(file, true);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Below the ports that a system gives to clients, so that none of them takes it meanwhile. */
  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        continue; // somebody has it
      }
    }
    throw new IOException("no free port was found");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(it -> !isLeftBehind(from.relativize(it))).toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static boolean isLeftBehind(Path relative) {
    return LEFT_BEHIND.contains(relative.getName(0).toString());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(OwnServer::deleteFile);
      }
    }
  }

  private static void deleteFile(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
