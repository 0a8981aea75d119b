package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aval.it.app.RestApplication;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two applications that are one issuer: they share the server's database, and nothing else. */
@ExtendWith(ArquillianExtension.class)
class IssuerDatabaseIT {
  /**
   * The verifier in the applications fetches for an unknown key once in ten seconds, and then knows
   * the next one, too: two changes in that time are as many as it can follow.
   */
  private static final Duration BETWEEN_ROTATIONS = Duration.ofMillis(5_500);

  /** Ten are KeyRotationTest's and PostgresRotationTest's. */
  private static final int ROTATIONS = 4;

  @ArquillianResource private Deployer deployer;

  private static URL node(String name) {
    try {
      return URI.create("http://localhost:" + Server.current().httpPort() + "/" + name + "/")
          .toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestWar war(String name, String datasource) {
    String issuer = node("db-one").toString().replaceFirst("/$", "");
    return TestWar.named(name)
        .packageOf(RestApplication.class)
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.url", issuer)
        .parameter("aval.issuer.datasource", datasource)
        .parameter("aval.issuer.keys-password", "throw-away password of a test")
        .parameter("aval.issuer.key-publish-ahead", "2s")
        .parameter("aval.providers.self.domain", issuer)
        .parameter("aval.providers.self.application-id", "app")
        .webInf("jwt-templates/mine.json", "{\"name\":\"mine\",\"claims\":{\"aud\":\"app\"}}");
  }

  /** Liquibase and what it needs, as Maven puts them into a WAR. */
  private static WebArchive withLiquibase(String name) {
    WebArchive archive = war(name, "java:comp/DefaultDataSource").archive();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.matches(".*/(liquibase-core|commons-(io|lang3|text|collections4)|opencsv)-[^/]*")) {
        archive.addAsLibrary(new File(entry));
      }
    }
    return archive;
  }

  @Deployment(name = "db-one", managed = false, testable = false)
  static WebArchive one() {
    return withLiquibase("db-one");
  }

  /** Under a name of its own, and without Liquibase: the tables are there when it comes. */
  @Deployment(name = "db-two", managed = false, testable = false)
  static WebArchive two() {
    return war("db-two", "java:comp/env/jdbc/notes")
        .webXml("<resource-ref><res-ref-name>jdbc/notes</res-ref-name>")
        .webXml("<res-type>javax.sql.DataSource</res-type>")
        .webXml("<lookup-name>java:comp/DefaultDataSource</lookup-name></resource-ref>")
        .archive();
  }

  @Deployment(name = "db-none", managed = false, testable = false)
  static WebArchive none() {
    return war("db-none", "java:comp/env/jdbc/nowhere").archive();
  }

  @BeforeEach
  void deploy() {
    assumeTrue(Server.current() != Server.WILDFLY_JASPI, "nothing here is about logging in");
    deployer.deploy("db-one");
    deployer.deploy("db-two");
  }

  @AfterEach
  void undeploy() {
    if (Server.current() == Server.WILDFLY_JASPI) {
      return;
    }
    deployer.undeploy("db-two");
    deployer.undeploy("db-one");
  }

  @Test
  void sharesTemplatesAndKeysAndRefusesNoTokenWhileTheyRotate() throws Exception {
    sharesTemplates();
    keepsWhatACallerRollsBack();
    failsWithoutADataSource();
    refusesNoTokenWhileKeysRotate();
  }

  /** Payara's own database outlives its applications, and an earlier run of the tests. */
  private static String fresh(String name) {
    return name + "-" + UUID.randomUUID();
  }

  private static List<String> templates(String node) {
    return List.of(get(node, "rest/issuer/templates").split(" "));
  }

  private void sharesTemplates() {
    String other = fresh("other");
    assertThat(templates("db-two")).contains("mine").doesNotContain(other);
    assertThat(get("db-one", "rest/issuer/create/" + other)).startsWith("jtmp_");
    assertThat(templates("db-two")).contains("mine", other);
    String keys = get("db-one", ".well-known/jwks.json");
    assertThat(keys).contains("\"kid\"").doesNotContain("\"d\"");
    assertThat(get("db-two", ".well-known/jwks.json")).isEqualTo(keys);
  }

  private void keepsWhatACallerRollsBack() {
    String kept = fresh("kept");
    String said = get("db-one", "rest/issuer/rolled-back/" + kept);
    assertThat(said).startsWith("true true ey");
    assertThat(templates("db-two")).contains(kept);
    assertThat(enter("db-two", said.substring("true true ".length()))).isEqualTo(200);
  }

  private void failsWithoutADataSource() throws Exception {
    int before = Server.current().log().length();
    assertThat(catchThrowable(() -> deployer.deploy("db-none"))).isNotNull();
    assertThat(Server.current().log().substring(before))
        .contains("aval.issuer.datasource: java:comp/env/jdbc/nowhere: there is no data source");
  }

  private void refusesNoTokenWhileKeysRotate() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger accepted = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> load = new ArrayList<>();
    Set<String> signed = new LinkedHashSet<>();
    try {
      load.add(threads.submit(() -> mintAndEnter("db-one", stop, accepted)));
      load.add(threads.submit(() -> mintAndEnter("db-two", stop, accepted)));
      for (int round = 0; round < ROTATIONS; round++) {
        goOn(load, accepted);
        signed.add(current());
        get(round % 2 == 0 ? "db-two" : "db-one", "rest/issuer/rotate"); // keys come from db-one
      }
      goOn(load, accepted);
      signed.add(current());
    } finally {
      stop.set(true);
      threads.shutdown();
    }
    for (Future<?> each : load) {
      each.get(60, TimeUnit.SECONDS);
    }
    assertThat(signed).as("each rotation brought another key").hasSize(ROTATIONS + 1);
    String published = get("db-two", ".well-known/jwks.json");
    assertThat(signed).allSatisfy(kid -> assertThat(published).contains(kid));
  }

  private static String current() {
    return get("db-one", "rest/issuer/keys")
        .lines()
        .filter(line -> line.endsWith(" CURRENT"))
        .findFirst()
        .orElseThrow()
        .replace(" CURRENT", "");
  }

  /** Lets the load run until a rotation may follow. */
  private static void goOn(List<Future<?>> load, AtomicInteger accepted) throws Exception {
    long end = System.nanoTime() + BETWEEN_ROTATIONS.toNanos();
    int before = accepted.get();
    while (System.nanoTime() < end || accepted.get() < before + 10) {
      for (Future<?> each : load) {
        if (each.isDone()) {
          each.get();
        }
      }
      assertThat(get("db-two", "rest/threads/ping")).isEqualTo("pong");
    }
  }

  private static void mintAndEnter(String node, AtomicBoolean stop, AtomicInteger accepted) {
    while (!stop.get()) {
      String token = get(node, "rest/mint/template");
      for (String door : List.of("db-one", "db-two")) {
        assertThat(enter(door, token)).as("%s's token at %s", node, door).isEqualTo(200);
        accepted.incrementAndGet();
      }
    }
  }

  private static int enter(String node, String token) {
    return Http.get(node(node), "rest/guarded/class", token).statusCode();
  }

  private static String get(String node, String path) {
    var answer = Http.get(node(node), path);
    assertThat(answer.statusCode()).as("%s %s", node, path).isEqualTo(200);
    return answer.body();
  }
}
