import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code mvn -Pdemo} runs when everything is built: WildFly with the notes example, on
 * loopback.
 *
 * <pre>
 * java examples/Demo.java WILDFLY NOTES.WAR WORK-DIRECTORY
 * </pre>
 *
 * System property {@code demo.port}: the port to listen on, 8080 unless said otherwise.
 */
final class Demo {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What WildFly's own start script passes to a modular JDK. */
  private static final List<String> MODULES =
      List.of(
          "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
          "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
          "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.management/javax.management=ALL-UNNAMED",
          "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

  private static final Pattern ONCE = Pattern.compile("AVAL-310 .*?once=([A-Za-z0-9_-]+)");

  private final int port;
  private final Path wildfly;
  private final Path base;

  private Demo(int port, Path wildfly, Path work) {
    this.port = port;
    this.wildfly = wildfly.toAbsolutePath();
    this.base = work.toAbsolutePath().resolve("standalone");
  }

  public static void main(String[] args) throws Exception {
    if (args.length != 3) {
      say("usage: java examples/Demo.java WILDFLY NOTES.WAR WORK-DIRECTORY");
      System.exit(2);
    }
    try {
      int port = port(System.getProperty("demo.port", "8080"));
      requireFree(port);
      new Demo(port, Path.of(args[0]), Path.of(args[2])).run(Path.of(args[1]));
    } catch (Trouble trouble) {
      System.out.println();
      trouble.getMessage().lines().forEach(Demo::say);
      say("");
      System.exit(1);
    }
  }

  private static int port(String text) throws Trouble {
    if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
      throw new Trouble("-Ddemo.port must be a number from 1 to 65535, not " + text);
    }
    return Integer.parseInt(text);
  }

  private static void requireFree(int port) throws IOException, Trouble {
    for (InetAddress address : InetAddress.getAllByName("localhost")) {
      if (canBind(address, 0) && !canBind(address, port)) {
        throw new Trouble(
            "Port "
                + port
                + " is taken, or may not be used by you. Stop the program that listens\n"
                + "there, or choose another port:\n\n"
                + "  mvn -Pdemo -Ddemo.port="
                + (port == 8081 ? 8082 : 8081));
      }
    }
  }

  /** Port 0 asks whether the machine has the address at all. */
  private static boolean canBind(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void run(Path war) throws Exception {
    prepare(war);
    say("Starting WildFly on 127.0.0.1, port " + port);
    long start = System.nanoTime();
    Process server = start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    // Ctrl-C reaches everybody; a Maven that is killed otherwise takes the server along here.
    ProcessHandle.current().parent().ifPresent(p -> p.onExit().thenRun(() -> System.exit(0)));
    awaitApplication(server);
    say("Ready after " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s");
    explain();
    server.waitFor();
  }

  /** Every run begins with the configuration as it came in the zip, and an empty database. */
  private void prepare(Path war) throws IOException {
    if (Files.exists(base)) {
      try (Stream<Path> old = Files.walk(base)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Path configuration = Files.createDirectories(base.resolve("configuration"));
    try (Stream<Path> files = Files.list(wildfly.resolve("standalone/configuration"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    Path deployments = Files.createDirectories(base.resolve("deployments"));
    Files.copy(war, deployments.resolve("notes.war"), StandardCopyOption.REPLACE_EXISTING);
    Files.createDirectories(base.resolve("log"));
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(MODULES);
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Dorg.jboss.boot.log.file=" + base.resolve("log/server.log"));
    command.add(
        "-Dlogging.configuration=" + base.resolve("configuration/logging.properties").toUri());
    command.addAll(List.of("-jar", wildfly.resolve("jboss-modules.jar").toString()));
    command.addAll(List.of("-mp", wildfly.resolve("modules").toString()));
    command.add("org.jboss.as.standalone");
    command.add("-Djboss.home.dir=" + wildfly);
    command.add("-Djboss.server.base.dir=" + base);
    command.addAll(List.of("-b", "127.0.0.1", "-bmanagement", "127.0.0.1"));
    command.add("-Djboss.http.port=" + port);
    command.add("-Djboss.https.port=" + freePort());
    command.add("-Djboss.management.http.port=" + freePort());
    // In a WAR of your own these stand in web.xml alone; here they follow the port.
    command.add("-Daval.providers.local.domain=" + url(""));
    command.add("-Dnotes.first-administrator=" + url("") + "|user_ada");
    // Templates that the page may change, begun with those of the application.
    command.add("-Daval.issuer.templates=" + base.resolve("jwt-templates"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(base.resolve("log/console.log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitApplication(Process server) throws Exception {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(http)) {
      if (!server.isAlive()) {
        throw new Trouble("WildFly has ended.\n" + logTail());
      }
      if (Files.exists(base.resolve("deployments/notes.war.failed"))) {
        throw new Trouble("The notes example could not be deployed.\n" + logTail());
      }
      if (System.nanoTime() > deadline) {
        throw new Trouble("No answer after " + PATIENCE.toSeconds() + " s.\n" + logTail());
      }
      System.out.print(".");
      System.out.flush();
      TimeUnit.SECONDS.sleep(1);
    }
    System.out.println();
  }

  private boolean answers(HttpClient http) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/notes/api/me"))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not there yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String logTail() throws IOException {
    Path log = base.resolve("log/server.log");
    Path file = Files.exists(log) ? log : base.resolve("log/console.log");
    List<String> lines =
        Files.readString(file, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("\tat ")) // the causes say more than the stacks
            .toList();
    return "The end of "
        + file
        + ":\n\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }

  private void stop(Process server) {
    if (server.isAlive()) {
      say("");
      say("Stopping WildFly");
      server.destroy();
    }
    try {
      if (!server.waitFor(30, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
      say("Stopped");
    } catch (InterruptedException e) {
      server.destroyForcibly();
    }
  }

  /** The link that lets one browser in, which the application has written to the server's log. */
  private Optional<String> dashboard() throws IOException {
    Path log = base.resolve("log/server.log");
    return Files.exists(log)
        ? ONCE
            .matcher(Files.readString(log, StandardCharsets.UTF_8))
            .results()
            .map(found -> url("/aval/dashboard/?once=" + found.group(1)))
            .findFirst()
        : Optional.empty();
  }

  private void explain() throws IOException {
    String bearer = "-H \"Authorization: Bearer $TOKEN\" ";
    String post = bearer + "-H 'Content-Type: application/json' -d ";
    System.out.println(
        """

        The notes example is running: %s
        Sign in there as Ada or Grace, and see the token, the identity and the notes.

        What stands in the tokens is made on the page JWT Templates. This link opens it, once:
        %s

        The same by hand, in another terminal:

        # 1. Who is calling? Nobody, without a token.
        curl -w '\\n' %s

        # 2. A token for the demo user Ada, from the issuer inside the demo.
        TOKEN=$(curl -s -X POST %s | sed 's/.*"jwt":"\\([^"]*\\)".*/\\1/')

        # 3. Who is calling now?
        curl -w '\\n' %s

        # 4. Add a note, and list Ada's notes.
        curl -w '\\n' %s
        curl -w '\\n' %s

        # 5. No token where one is needed; and a token that somebody has changed.
        curl -i -w '\\n' %s
        curl -i -w '\\n' -H "Authorization: Bearer ${TOKEN%%?????}AAAAA" %s

        Ctrl-C stops it.\
        """
            .formatted(
                url("/"),
                dashboard().orElse("(see AVAL-310 in the server's log)"),
                url("/api/me"),
                url("/v1/client/sessions/sess_ada/tokens/convex"),
                bearer + url("/api/me"),
                post + "'{\"text\":\"Note G\"}' " + url("/api/notes"),
                bearer + url("/api/notes"),
                url("/api/notes"),
                url("/api/notes")));
    System.out.flush();
  }

  private String url(String path) {
    return "http://localhost:" + port + "/notes" + path;
  }

  private static void say(String line) {
    System.out.println("[demo] " + line);
    System.out.flush();
  }

  /** Something that the person at the keyboard can do something about. */
  private static final class Trouble extends Exception {
    private static final long serialVersionUID = 1L;

    Trouble(String message) {
      super(message);
    }
  }
}
