package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A copy of the notes example in which nobody is trusted yet, as somebody has it who begins with
 * the guide; and WildFly's deployment folder, into which they copy what they built.
 */
final class GuideProject implements AutoCloseable {
  private static final Path EXAMPLE = Path.of("examples", "notes");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final String context;

  private GuideProject(Path folder, String context) {
    this.folder = folder;
    this.context = context;
  }

  /** Copies the example's sources, and takes out whom it trusts and its template. */
  static GuideProject copy(String context) throws IOException {
    Path folder = Path.of("target", "guide", context).toAbsolutePath();
    delete(folder);
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve("notes").resolve(EXAMPLE.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    GuideProject project = new GuideProject(folder, context);
    Files.createDirectories(project.templates());
    String xml = Files.readString(project.webXml());
    String nobody =
        xml.replaceAll(
            "(?s)  <context-param>\\s*<param-name>aval\\.providers\\.local\\..*?</context-param>\n",
            "");
    assertThat(nobody).isNotEqualTo(xml).doesNotContain("providers.local");
    String kept =
        "  <context-param>\n    <param-name>aval.issuer.templates</param-name>\n    <param-value>"
            + project.templates()
            + "</param-value>\n  </context-param>\n</web-app>";
    Files.writeString(project.webXml(), nobody.replace("</web-app>", kept));
    return project;
  }

  /** Where the command line is run. */
  Path root() {
    return folder.resolve("notes");
  }

  Path webXml() {
    return root().resolve("src/main/webapp/WEB-INF/web.xml");
  }

  /** Where the issuer keeps its templates from one deployment to the next. */
  private Path templates() {
    return folder.resolve("templates");
  }

  String url() {
    return "http://localhost:" + Server.current().httpPort() + "/" + context;
  }

  /** The example as its own POM built it, with the project's web.xml as it is now. */
  private WebArchive build() {
    WebArchive war =
        ShrinkWrap.createFromZipFile(
            WebArchive.class, new File(System.getProperty("it.notes.war")));
    war.delete("WEB-INF/web.xml");
    war.delete("WEB-INF/jwt-templates/convex.json");
    war.addAsWebResource("guide/keycloak.html", "keycloak.html");
    return war.setWebXML(webXml().toFile());
  }

  /** Copies the WAR into the server's folder, and waits until WildFly says that it is there. */
  void deploy() throws IOException {
    Path war = folder.resolve(context + ".war");
    Files.deleteIfExists(war);
    build().as(ZipExporter.class).exportTo(war.toFile());
    Files.deleteIfExists(marker("deployed"));
    Files.copy(war, deployments(""), StandardCopyOption.REPLACE_EXISTING);
    Files.createFile(marker("dodeploy"));
    await("deployed");
  }

  private void await(String state) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!Files.exists(marker(state)) || Files.exists(marker("dodeploy"))) {
      if (Files.exists(marker("failed")) || Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            Files.exists(marker("failed"))
                ? Files.readString(marker("failed"))
                : context + " is not " + state);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100)); // between two looks
    }
  }

  private Path marker(String state) {
    return deployments("." + state);
  }

  private Path deployments(String suffix) {
    return Server.current().home().resolve("standalone/deployments/" + context + ".war" + suffix);
  }

  /** Takes the application from the server. */
  @Override
  public void close() throws IOException {
    if (Files.deleteIfExists(marker("deployed"))) {
      await("undeployed");
    }
    for (String left : new String[] {"", ".undeployed", ".failed", ".dodeploy"}) {
      Files.deleteIfExists(deployments(left));
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
