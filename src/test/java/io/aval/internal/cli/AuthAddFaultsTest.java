package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code auth add} does not take, whose fault it says that is, and that nothing is lost. */
@Timeout(60)
class AuthAddFaultsTest {
  private final TestIssuer issuer = TestIssuer.start();
  @TempDir Path directory;
  private Scene project;

  @BeforeEach
  void open() throws Exception {
    project = Scene.empty(directory);
  }

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void saysOfABadOptionWhichItIsAndLeavesTheFileAlone() throws Exception {
    project = Scene.with(directory, "x", "1");
    String before = project.text();
    assertUsage("--domain: http is accepted for loopback only", "--domain", "http://a.example");
    assertUsage("--name: a name has 1 to 64", "--domain", issuer.issuer(), "--name", "a.b");
    assertUsage("--type: \"saml\" is not one of", "--type", "saml");
    assertUsage("--set clock-skew: \"6m\"", "--set", "clock-skew=6m");
    assertUsage(
        "--issuer: belongs to type=custom-jwt", "--domain", issuer.issuer(), "--issuer", "x");
    assertUsage("Unknown option: '--doman'", "--doman");
    assertThat(project.text()).isEqualTo(before);
  }

  @Test
  void tellsAnApiKeyFromAnAddress() throws Exception {
    assertUsage("--domain: this is an API key", "--domain", "pk_test_dmVyYi1ub3VuLTAwJA");
    assertUsage("as Frontend API URL", "--domain", "https://pk_live_dmVyYi1ub3VuLTAwJA");
    Scene.Result typed = project.auth("sk_test_4711\n" + issuer.issuer() + "\na\nn\n", "add");
    assertThat(typed.out()).contains(">> domain: this is an API key");
    assertThat(typed.exit()).isEqualTo(Exit.DONE);
  }

  @Test
  void blamesTheProjectForItsOwnFaultsAndNoOption() throws Exception {
    String missing = directory.resolve("no-ca.crt").toString();
    project = Scene.with(directory, "aval.http.ca-file", missing);
    Scene.Result online = project.add(issuer.issuer(), "--application-id", "convex");
    assertThat(online.exit()).isEqualTo(Exit.NOT_DONE);
    assertThat(online.err())
        .contains("the project's configuration has a fault already: aval.http.ca-file: ")
        .contains("--offline")
        .doesNotContain("--set");
    Scene.Result offline = project.add(issuer.issuer(), "--application-id", "convex", "--offline");
    assertThat(offline.exit()).as(offline.err()).isEqualTo(Exit.DONE);
    String option = "aval.http.ca-file=" + missing;
    project = Scene.empty(directory.resolve("typed"));
    Scene.Result own = project.add(issuer.issuer(), "--application-id", "convex", "--set", option);
    assertThat(own.err()).contains("--set aval.http.ca-file: ");
    assertThat(own.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void refusesAnIssuerThatIsDownUnlessOffline() throws Exception {
    issuer.everything(Behaviour.status(500, ""));
    Scene.Result result = project.add(issuer.issuer(), "--application-id", "convex");
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(result.err()).contains("The server answered 500").contains("--offline");
    assertThat(project.webXml()).doesNotExist();
    int asked = issuer.discoveryRequests();
    assertThat(project.add(issuer.issuer(), "--application-id", "convex", "--offline").exit())
        .isEqualTo(Exit.DONE);
    assertThat(issuer.discoveryRequests()).isEqualTo(asked);
  }

  @Test
  void refusesAnotherIssuersDocumentAndAnIssuerWithoutUsableKeys() {
    issuer.claimIssuer("https://other.example");
    assertRefused("issuer: ", "it says \"https://other.example\"");
    issuer.claimIssuer(null);
    issuer.publish();
    assertRefused("keys: There is no usable key at " + issuer.jwksUri());
    issuer.publish(issuer.newKey("RSA").with("use", "enc"));
    assertRefused("its \"use\" is not \"sig\"");
    issuer.publish(issuer.newKey("P-384"));
    assertRefused("algorithms: the keys are for ES384, and the provider allows only RS256, ES256");
    assertThat(
            project
                .add(issuer.issuer(), "--application-id", "a", "--set", "algorithms=ES384")
                .exit())
        .isEqualTo(Exit.DONE);
  }

  @Test
  void saysWhatProjectItExpected() {
    Scene nowhere = new Scene(directory.resolve("no/where/WEB-INF/web.xml"));
    Scene.Result result = nowhere.auth("", "add");
    assertThat(result.err()).contains("There is no directory " + directory.resolve("no/where"));
    assertThat(result.exit()).isEqualTo(Exit.NOT_DONE);
    Scene.Result here = Scene.run("", "auth", "list"); // the module of these tests is no WAR
    assertThat(here.err())
        .contains("has neither src/main/webapp nor a pom.xml with <packaging>war");
    assertThat(here.exit()).isEqualTo(Exit.NOT_DONE);
  }

  @Test
  void refusesAFileThatIsNoWebXmlOrCannotBeKept() throws Exception {
    Files.writeString(project.webXml(), "<web-app>");
    assertThat(project.add(issuer.issuer(), "--application-id", "a").err())
        .contains("not well-formed XML, at line 1");
    Files.writeString(
        project.webXml(),
        "<?xml version='1.0' encoding='UTF-8'?><web-app a='\u00e9'/>",
        java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(project.add(issuer.issuer(), "--application-id", "a").err())
        .contains("not in the encoding");
  }

  private void assertUsage(String message, String... options) {
    String[] arguments = Stream.concat(Stream.of("add"), Stream.of(options)).toArray(String[]::new);
    Scene.Result result = project.auth("", arguments);
    assertThat(result.err()).contains(message);
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  private void assertRefused(String... sentences) {
    Scene.Result result = project.add(issuer.issuer(), "--application-id", "convex");
    assertThat(result.err()).contains(sentences);
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(project.webXml()).doesNotExist();
  }
}
