package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.login.LoginFilter;
import io.aval.it.login.LoginMechanism;
import io.aval.it.login.Visitors;
import io.aval.testing.real.PageLines;
import io.aval.testing.real.Verdicts;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One application signs its users in and is the issuer; others trust it as Aval's page says. */
@ExtendWith(ArquillianExtension.class)
class AvalTrustsAvalIT {
  private static final String PAGE = "https://app.example.com";

  @ArquillianResource private Deployer deployer;

  @ArquillianResource
  @OperateOnDeployment("tokens")
  private URL tokens;

  @ArquillianResource
  @OperateOnDeployment("sessions")
  private URL sessions;

  @Deployment(name = "accounts", managed = false, testable = false)
  static WebArchive accounts() throws IOException {
    return TestWar.named("aval-accounts")
        .classes(
            Visitors.class,
            Server.current().letsMechanismsLogIn() ? LoginMechanism.class : LoginFilter.class)
        .page("login", "signed in")
        .parameter("aval.issuer.enabled", "true")
        .parameter("aval.issuer.templates", templates().toString())
        .parameter("aval.issuer.secret-keys", IssuerEndpointsIT.SECRET_HASH)
        .parameter("aval.allowed-origins", PAGE + ", https://evil.example.com")
        .archive();
  }

  @Deployment(name = "tokens", order = 1, testable = false)
  static WebArchive tokens() {
    return Trusting.war("aval-tokens", lines(1));
  }

  @Deployment(name = "sessions", order = 2, testable = false)
  static WebArchive sessions() {
    return Trusting.war("aval-sessions", lines(2));
  }

  private static Map<String, String> lines(int number) {
    return PageLines.of(
        "aval.md", number, Map.of("https://accounts.example.com", accountsAt("localhost").url()));
  }

  /** The issuer says of itself what the request said. */
  private static Accounts accountsAt(String host) {
    return new Accounts("http://" + host + ":" + Server.current().httpPort() + "/aval-accounts");
  }

  private static Path templates() throws IOException {
    Path folder = Path.of("target", "aval-trusts-aval", System.getProperty("it.server"));
    AccountsTemplates.write(Files.createDirectories(folder));
    return folder.toAbsolutePath();
  }

  @BeforeEach
  void start() {
    deployer.deploy("accounts");
  }

  @AfterEach
  void stop() {
    deployer.undeploy("accounts");
  }

  @Test
  void itsTemplatesTokensAreAcceptedForTheirAudience() {
    Trusting api = new Trusting(tokens);
    Accounts accounts = accountsAt("localhost");
    JsonObject ada = api.accepts(accounts.forPage(PAGE, "notes"), "azp");
    assertThat(ada.getString("tokenIdentifier")).isEqualTo(accounts.url() + "|user_1");
    assertThat(ada.getString("name")).isEqualTo("Ada");
    assertThat(Verdicts.texts(ada, "roles")).containsExactly("reader");
    assertThat(Verdicts.claim(ada, "azp")).hasValue(PAGE);
    assertThat(Verdicts.claim(api.accepts(accounts.forServer("notes"), "azp"), "azp")).isEmpty();

    api.refuses(accounts.forServer("nobody"), Reason.WRONG_AUDIENCE);
    api.refuses(accounts.forServer("other"), Reason.WRONG_AUDIENCE);
    api.refuses(accounts.forPage(PAGE, ""), Reason.WRONG_AUDIENCE);
    api.refuses(accounts.forServer("secret"), Reason.ALGORITHM_NOT_ALLOWED);
    api.refuses(accounts.forServer("pair"), Reason.UNKNOWN_KEY);
    api.refuses(accountsAt("127.0.0.1").forServer("notes"), Reason.UNKNOWN_ISSUER);
  }

  @Test
  void itsSessionTokensAreAcceptedFromNamedPages() {
    Trusting api = new Trusting(sessions);
    Accounts accounts = accountsAt("localhost");
    JsonObject ada = api.accepts(accounts.forPage(PAGE, ""), "sid");
    assertThat(Verdicts.claim(ada, "sid")).hasValue("sess_ada");
    api.refuses(accounts.forPage("https://evil.example.com", ""), Reason.WRONG_AUTHORIZED_PARTY);
    api.refuses(accounts.forServer(""), Reason.WRONG_AUTHORIZED_PARTY);
    api.refuses(accounts.forPage(PAGE, "notes"), Reason.WRONG_TYPE);
  }

  @Test
  void newKeysOfAnIssuerThatKeepsNoneAreFoundAndTheOldOnesForgotten() {
    Trusting api = new Trusting(tokens);
    String before = accountsAt("localhost").forServer("notes");
    api.accepts(before);
    deployer.undeploy("accounts");
    api.accepts(before); // the keys are still there, the issuer is not
    deployer.deploy("accounts");
    awaitAcceptance(api, accountsAt("localhost").forServer("notes"));
    api.refuses(before, Reason.UNKNOWN_KEY);
  }

  /** Unknown keys are asked for once in ten seconds, and another test may just have done so. */
  private static void awaitAcceptance(Trusting api, String token) {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!api.isGood(token) && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250)); // between two looks
    }
    api.accepts(token);
  }
}
