package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The guide's questions, against issuers that are really there, or really are not. */
@Timeout(60)
class AuthAddTest {
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
  void asksTheGuidesQuestionsAndCreatesTheFile() throws Exception {
    Scene.Result result = project.auth(issuer.issuer() + "/\nconvex\nn\n", "add");
    assertThat(result.out())
        .contains("? Enter the identity provider's Domain URL: ")
        .contains("? Enter your application/client ID with this identity provider: ")
        .contains("? Would you like to add another provider? (y/N) ")
        .contains("Configuration updated");
    assertThat(result.exit()).isEqualTo(Exit.DONE);
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.main.domain=" + issuer.issuer() + "/",
            "aval.providers.main.application-id=convex");
    assertThat(issuer.jwksRequests()).isPositive();
    assertThat(Project.config(new WebXmlFile(project.webXml()).read()).providers()).hasSize(1);
  }

  @Test
  void asksNothingThatOptionsSay() throws Exception {
    assertThat(add("--application-id", "convex", "--name", "clerk").exit()).isEqualTo(Exit.DONE);
    assertThat(add("--client-id", "notes", "--no-another").exit()).isEqualTo(Exit.DONE);
    assertThat(project.parameters())
        .contains("aval.providers.clerk.application-id=convex")
        .contains("aval.providers.main.application-id=notes");
  }

  @Test
  void addsSeveralInOneGo() throws Exception {
    try (TestIssuer other = TestIssuer.start()) {
      String typed = issuer.issuer() + "\na\nmaybe\nYes\n" + other.issuer() + "\nb\n\n";
      Scene.Result result = project.auth(typed, "add");
      assertThat(result.out()).contains(">> Please type y or n.");
      assertThat(project.parameters())
          .contains("aval.providers.main.domain=" + issuer.issuer())
          .contains("aval.providers.main2.domain=" + other.issuer());
    }
  }

  @Test
  void asksAgainForWhatWasTypedBadlyAndLosesNothing() throws Exception {
    String typed =
        String.join(
            "\n",
            "",
            "\"" + issuer.issuer() + "\"",
            "http://issuer.example",
            "https://user@issuer.example",
            "https:/issuer",
            "http://127.0.0.1:1",
            issuer.issuer() + "/.well-known/openid-configuration",
            "\"convex",
            "convex",
            "n",
            "");
    Scene.Result result = project.auth(typed, "add");
    assertThat(result.exit()).as(result.out()).isEqualTo(Exit.DONE);
    assertThat(result.out())
        .contains(">> Please type it")
        .contains("quotation marks")
        .contains("http is accepted for loopback only")
        .contains("user name or password")
        .contains("write the whole issuer URL, https://")
        .contains(
            ">> discovery: \"http://127.0.0.1:1/.well-known/openid-configuration\": Connection");
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.main.domain=" + issuer.issuer(),
            "aval.providers.main.application-id=convex");
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
    Scene.Result online = add("--application-id", "convex");
    assertThat(online.exit()).isEqualTo(Exit.NOT_DONE);
    assertThat(online.err())
        .contains("the project's configuration has a fault already: aval.http.ca-file: ")
        .contains("--offline")
        .doesNotContain("--set");
    Scene.Result offline = add("--application-id", "convex", "--offline");
    assertThat(offline.exit()).as(offline.err()).isEqualTo(Exit.DONE);
    String option = "aval.http.ca-file=" + missing;
    project = Scene.empty(directory.resolve("typed"));
    Scene.Result own = add("--application-id", "convex", "--set", option);
    assertThat(own.err()).contains("--set aval.http.ca-file: ");
    assertThat(own.exit()).isEqualTo(Exit.USAGE);
  }

  private void assertUsage(String message, String... options) {
    String[] arguments = Stream.concat(Stream.of("add"), Stream.of(options)).toArray(String[]::new);
    Scene.Result result = project.auth("", arguments);
    assertThat(result.err()).contains(message);
    assertThat(result.exit()).isEqualTo(Exit.USAGE);
  }

  @Test
  void refusesAnIssuerThatIsDownUnlessOffline() throws Exception {
    issuer.everything(Behaviour.status(500, ""));
    Scene.Result result = add("--application-id", "convex");
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(result.err()).contains("The server answered 500").contains("--offline");
    assertThat(project.webXml()).doesNotExist();
    int asked = issuer.discoveryRequests();
    assertThat(add("--application-id", "convex", "--offline").exit()).isEqualTo(Exit.DONE);
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
    assertThat(add("--application-id", "a", "--set", "algorithms=ES384").exit())
        .isEqualTo(Exit.DONE);
  }

  private void assertRefused(String... sentences) {
    Scene.Result result = add("--application-id", "convex");
    assertThat(result.err()).contains(sentences);
    assertThat(result.exit()).isEqualTo(Exit.CHECK_FAILED);
    assertThat(project.webXml()).doesNotExist();
  }

  @Test
  void addsACustomJwtProviderByQuestionsOrOptions() throws Exception {
    String jwks = issuer.jwksUri().toString();
    project.auth(
        "partner\n" + issuer.issuer() + "/no\n" + jwks + "\nnotes\nn\n",
        "add",
        "--type",
        "custom-jwt");
    assertThat(project.parameters())
        .containsExactly(
            "aval.providers.partner.type=custom-jwt",
            "aval.providers.partner.issuer=partner",
            "aval.providers.partner.jwks=" + jwks,
            "aval.providers.partner.application-id=notes");
    assertThat(issuer.discoveryRequests()).isZero();
    Scene.Result second =
        project.auth("", "add", "--issuer", "p2", "--jwks", jwks, "--application-id", "notes");
    assertThat(second.exit()).as(second.err()).isEqualTo(Exit.DONE);
    assertThat(project.parameters()).contains("aval.providers.p2.type=custom-jwt");
  }

  @Test
  void refusesDuplicatesByOptionAndAsksAgainInAQuestion() throws Exception {
    assertThat(add("--application-id", "convex").exit()).isEqualTo(Exit.DONE);
    String before = project.text();
    Scene.Result again =
        project.auth("", "add", "--domain", issuer.issuer() + "/", "--client-id", "convex,b");
    assertThat(again.err())
        .contains("The provider main has this issuer and application ID already.");
    assertThat(again.exit()).isEqualTo(Exit.NOT_DONE);
    Scene.Result taken = add("--application-id", "b", "--name", "main");
    assertThat(taken.err()).contains("There is a provider main already");
    Scene.Result spelling = add("--application-id", "b", "--name", "Main");
    assertThat(spelling.err()).contains("only in case or punctuation");
    assertThat(project.text()).isEqualTo(before);
    Scene.Result asked = project.auth(issuer.issuer() + "\nconvex\nnotes\n\n", "add");
    assertThat(asked.out()).contains(">> The provider main has this issuer");
    assertThat(project.parameters()).contains("aval.providers.main2.application-id=notes");
  }

  @Test
  void showsWhatWouldChange() throws Exception {
    Scene.Result result = add("--application-id", "convex", "--dry-run");
    assertThat(result.out())
        .contains("+++ " + project.webXml())
        .contains("+    <param-name>aval.providers.main.domain</param-name>")
        .doesNotContain("-  ");
    assertThat(project.webXml()).doesNotExist();
  }

  @Test
  void keepsPlaceholdersAndResolvesThemForTheCheck() throws Exception {
    String domain = "${env.AVAL_TEST_NOT_SET:" + issuer.issuer() + "}";
    assertThat(project.auth("", "add", "--domain", domain, "--application-id", "a").exit())
        .isZero();
    assertThat(project.parameters()).contains("aval.providers.main.domain=" + domain);
    assertThat(issuer.discoveryRequests()).isEqualTo(1);
    String unset = "${env.AVAL_TEST_NOT_SET}";
    Scene.Result online = project.auth("", "add", "--domain", unset, "--application-id", "a");
    assertThat(online.err()).contains("--domain: needs the environment variable AVAL_TEST_NOT_SET");
    Scene.Result offline =
        project.auth("", "add", "--domain", unset, "--application-id", "a", "--offline");
    assertThat(offline.exit()).as(offline.err()).isZero();
    assertThat(project.parameters()).contains("aval.providers.main2.domain=" + unset);
    Scene.Result twice =
        project.auth("", "add", "--domain", unset, "--application-id", "a", "--offline");
    assertThat(twice.err()).contains("The provider main2 has this issuer");
    // One that cannot be read here stops no other.
    assertThat(add("--application-id", "other").exit()).isZero();
  }

  @Test
  void leavesTheFileAsItWasWhenTheInputEnds() throws Exception {
    project = Scene.with(directory, "x", "1");
    String before = project.text();
    for (String typed : new String[] {"", issuer.issuer(), issuer.issuer() + "\nconvex\n"}) {
      Scene.Result result = project.auth(typed, "add");
      assertThat(result.err()).contains("nothing was changed");
      assertThat(result.exit()).isEqualTo(Exit.NOT_DONE);
      assertThat(project.text()).isEqualTo(before);
    }
  }

  @Test
  void keepsThePermissionsOfTheFileAndLeavesNothingBesideIt() throws Exception {
    project = Scene.with(directory, "x", "1");
    Files.setPosixFilePermissions(project.webXml(), PosixFilePermissions.fromString("rw-rw----"));
    assertThat(add("--application-id", "convex").exit()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.webXml())))
        .isEqualTo("rw-rw----");
    try (Stream<Path> files = Files.list(project.webXml().getParent())) {
      assertThat(files).containsExactly(project.webXml());
    }
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
    assertThat(add("--application-id", "a").err()).contains("not well-formed XML, at line 1");
    Files.writeString(
        project.webXml(),
        "<?xml version='1.0' encoding='UTF-8'?><web-app a='\u00e9'/>",
        java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(add("--application-id", "a").err()).contains("not in the encoding");
  }

  private Scene.Result add(String... options) {
    return project.auth(
        "",
        Stream.concat(Stream.of("add", "--domain", issuer.issuer()), Stream.of(options))
            .toArray(String[]::new));
  }
}
