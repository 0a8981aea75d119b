package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The table of users of the notes example, with two nodes that share a database: whoever comes is
 * written down once, however many calls to both are the first ones.
 */
@ExtendWith(ArquillianExtension.class)
class NotesUsersIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final String WEB_XML = "WEB-INF/web.xml";
  private static final String PERSISTENCE_XML = "WEB-INF/classes/META-INF/persistence.xml";
  private static final int USERS = 25;
  private static final int CALLS = 8;

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "users-one", managed = false, testable = false)
  static WebArchive one() throws IOException {
    return node("users-one");
  }

  @Deployment(name = "users-two", managed = false, testable = false)
  static WebArchive two() throws IOException {
    return node("users-two");
  }

  @Deployment(name = "pg-one", managed = false, testable = false)
  static WebArchive onPostgresOne() throws IOException {
    return onPostgres(node("pg-one"));
  }

  @Deployment(name = "pg-two", managed = false, testable = false)
  static WebArchive onPostgresTwo() throws IOException {
    return onPostgres(node("pg-two"));
  }

  /** The example as it was built, which trusts the test's issuer as well. */
  private static WebArchive node(String name) throws IOException {
    File built = new File(System.getProperty("it.notes.war"));
    WebArchive example = ShrinkWrap.createFromZipFile(WebArchive.class, built);
    WebArchive war = ShrinkWrap.create(WebArchive.class, name + ".war");
    war.as(ZipImporter.class)
        .importFrom(example.as(ZipExporter.class).exportAsInputStream())
        .as(WebArchive.class);
    return edit(
        war,
        WEB_XML,
        text ->
            text.replace("http://localhost:8080/notes|user_ada", ISSUER.issuer() + "|chief")
                .replace("http://localhost:8080/notes", url(name))
                .replace(
                    "</web-app>",
                    parameter("aval.providers.test.domain", ISSUER.issuer())
                        + parameter("aval.providers.test.application-id", "app")
                        + "</web-app>"));
  }

  private static WebArchive edit(WebArchive war, String path, UnaryOperator<String> change)
      throws IOException {
    try (InputStream file = war.get(path).getAsset().openStream()) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String changed = change.apply(text);
      assertThat(changed).isNotEqualTo(text);
      war.delete(path);
      war.add(new StringAsset(changed), path);
      return war;
    }
  }

  private static String parameter(String name, String value) {
    return "<context-param><param-name>"
        + name
        + "</param-name><param-value>"
        + value
        + "</param-value></context-param>";
  }

  /** Its own data source in place of the server's. */
  private static WebArchive onPostgres(WebArchive war) throws IOException {
    if (!hasPostgres()) {
      return war;
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.matches(".*/postgresql-[0-9][^/]*[.]jar")) {
        war.addAsLibrary(new File(entry));
      }
    }
    String source =
        "<data-source><name>java:app/jdbc/notes</name>"
            + "<class-name>org.postgresql.ds.PGSimpleDataSource</class-name><url>"
            + Postgres.SERVER.getJdbcUrl("postgres", "postgres").replace("&", "&amp;")
            + "</url><user>postgres</user><password>postgres</password></data-source></web-app>";
    edit(war, WEB_XML, text -> text.replace("</web-app>", source));
    return edit(
        war,
        PERSISTENCE_XML,
        text -> text.replace("java:comp/DefaultDataSource", "java:app/jdbc/notes"));
  }

  private static boolean hasPostgres() {
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return platform.toLowerCase(Locale.ROOT).matches("linux (amd64|x86_64)");
  }

  /** Started when it is needed; it stops with the tests' process. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String url(String node) {
    return "http://localhost:" + Server.current().httpPort() + "/" + node;
  }

  @Test
  void writesEverybodyDownOnceInTheServersDatabase() throws Exception {
    writesEverybodyDownOnce("users-one", "users-two");
  }

  @Test
  void writesEverybodyDownOnceInPostgres() throws Exception {
    assumeTrue(hasPostgres(), "there is no PostgreSQL for this platform in the build");
    writesEverybodyDownOnce("pg-one", "pg-two");
  }

  private void writesEverybodyDownOnce(String one, String two) throws Exception {
    List<String> deployed = new ArrayList<>();
    try {
      for (String node : List.of(one, two)) {
        deployer.deploy(node);
        deployed.add(node);
      }
      String run = Long.toHexString(System.nanoTime()); // Payara's database outlives a run
      for (int i = 0; i < USERS; i++) {
        comeForTheFirstTime(token(run + "-" + i), List.of(one, two));
      }
      JsonObject[] users = users(one);
      for (int i = 0; i < USERS; i++) {
        String id = ISSUER.issuer() + "|" + run + "-" + i;
        assertThat(users).filteredOn(user -> isOf(user, id)).as(id).hasSize(1);
      }
      assertThat(users(two)).isEqualTo(users);
    } finally {
      deployed.forEach(deployer::undeploy);
    }
  }

  private static boolean isOf(JsonObject user, String id) {
    return user.getString("tokenIdentifier").equals(id);
  }

  private static JsonObject[] users(String node) throws Exception {
    HttpResponse<String> list = Http.get(at(node), "api/users", token("chief"));
    assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
    return Json.createReader(new StringReader(list.body())).readArray().toArray(JsonObject[]::new);
  }

  /** Many calls at one moment, at both nodes; half of them write something else as well. */
  private static void comeForTheFirstTime(String token, List<String> nodes) throws Exception {
    CyclicBarrier together = new CyclicBarrier(CALLS);
    ExecutorService callers = Executors.newFixedThreadPool(CALLS);
    try {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        HttpRequest.Builder call = call(nodes.get(i % 2), token, i % 4 < 2);
        Callable<HttpResponse<String>> atOnce =
            () -> {
              together.await(30, TimeUnit.SECONDS);
              return Http.send(call);
            };
        answers.add(callers.submit(atOnce));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        HttpResponse<String> got = answer.get(60, TimeUnit.SECONDS);
        assertThat(got.statusCode()).as(got.body()).isBetween(200, 201);
      }
    } finally {
      callers.shutdownNow();
    }
    for (String node : nodes) {
      String notes = Http.get(at(node), "api/notes", token).body();
      assertThat(notes.split("\"at first\"", -1)).as(notes).hasSize(CALLS / 2 + 1);
    }
  }

  private static HttpRequest.Builder call(String node, String token, boolean writes) {
    HttpRequest.Builder call =
        Http.to(at(node), writes ? "api/notes" : "api/me")
            .header("Authorization", "Bearer " + token);
    return writes
        ? call.header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"at first\"}"))
        : call;
  }

  private static URL at(String node) {
    try {
      return URI.create(url(node) + "/").toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String token(String subject) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", subject)
        .sign();
  }
}
