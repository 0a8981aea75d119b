package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(project.add(issuer.issuer(), "--application-id", "convex", "--name", "clerk").exit())
        .isEqualTo(Exit.DONE);
    assertThat(project.add(issuer.issuer(), "--client-id", "notes", "--no-another").exit())
        .isEqualTo(Exit.DONE);
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
    assertThat(project.add(issuer.issuer(), "--application-id", "convex").exit())
        .isEqualTo(Exit.DONE);
    String before = project.text();
    Scene.Result again =
        project.auth("", "add", "--domain", issuer.issuer() + "/", "--client-id", "convex,b");
    assertThat(again.err())
        .contains("The provider main has this issuer and application ID already.");
    assertThat(again.exit()).isEqualTo(Exit.NOT_DONE);
    Scene.Result taken = project.add(issuer.issuer(), "--application-id", "b", "--name", "main");
    assertThat(taken.err()).contains("There is a provider main already");
    Scene.Result spelling = project.add(issuer.issuer(), "--application-id", "b", "--name", "Main");
    assertThat(spelling.err()).contains("only in case or punctuation");
    assertThat(project.text()).isEqualTo(before);
    Scene.Result asked = project.auth(issuer.issuer() + "\nconvex\nnotes\n\n", "add");
    assertThat(asked.out()).contains(">> The provider main has this issuer");
    assertThat(project.parameters()).contains("aval.providers.main2.application-id=notes");
  }

  @Test
  void showsWhatWouldChange() throws Exception {
    Scene.Result result = project.add(issuer.issuer(), "--application-id", "convex", "--dry-run");
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
    assertThat(project.add(issuer.issuer(), "--application-id", "other").exit()).isZero();
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
    assertThat(project.add(issuer.issuer(), "--application-id", "convex").exit()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(project.webXml())))
        .isEqualTo("rw-rw----");
    try (Stream<Path> files = Files.list(project.webXml().getParent())) {
      assertThat(files).containsExactly(project.webXml());
    }
  }
}
