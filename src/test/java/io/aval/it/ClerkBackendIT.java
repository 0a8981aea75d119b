package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.testing.Behaviour;
import io.aval.testing.NodeProgram;
import io.aval.testing.TestIssuer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URL;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that Clerk's own SDK signs, under the configurations of Clerk's page. */
@ExtendWith(ArquillianExtension.class)
class ClerkBackendIT {
  private static final String PAGE = "https://app.example.com";
  private static final TestIssuer INSTANCE = TestIssuer.startWithoutKeys();

  @ArquillianResource
  @OperateOnDeployment("template")
  private URL template;

  @ArquillianResource
  @OperateOnDeployment("session")
  private URL session;

  @ArquillianResource
  @OperateOnDeployment("active")
  private URL active;

  @Deployment(name = "template", order = 1, testable = false)
  static WebArchive template() {
    return application("clerk-template", 1, "https://verb-noun-00.clerk.accounts.dev");
  }

  @Deployment(name = "session", order = 2, testable = false)
  static WebArchive session() {
    return application("clerk-session", 3, "https://clerk.example.com");
  }

  @Deployment(name = "active", order = 3, testable = false)
  static WebArchive active() {
    return application("clerk-active", 4, "https://clerk.example.com");
  }

  private static WebArchive application(String name, int number, String instance) {
    return Trusting.war(
        name, PageLines.of("clerk.md", number, Map.of(instance, INSTANCE.issuer())));
  }

  @AfterAll
  static void close() {
    INSTANCE.close();
  }

  @Test
  void tokensSignedByItsSdkAreAcceptedAndRefusedAsThePageSays() throws Exception {
    NodeProgram node = NodeProgram.install("node", "tokens signed by Clerk's SDK were not tried");
    JsonObject made = json(node.run("clerk.mjs", INSTANCE.issuer(), PAGE));
    INSTANCE.jwks(Behaviour.body(made.getString("jwks")));
    JsonObject tokens = made.getJsonObject("tokens");
    ofTemplates(tokens);
    ofSessions(tokens);
    ofActiveSessions(tokens);
  }

  private void ofTemplates(JsonObject tokens) {
    Trusting api = new Trusting(template);
    JsonObject ada = api.accepts(accepted(tokens, "template"));
    assertThat(ada.getString("name")).isEqualTo("Ada Lovelace");
    assertThat(ada.getString("email")).isEqualTo("ada@example.com");
    api.refuses(refused(tokens, "templateForAnother"), Reason.WRONG_AUDIENCE);
    api.refuses(accepted(tokens, "session"), Reason.WRONG_AUDIENCE);
  }

  private void ofSessions(JsonObject tokens) {
    Trusting api = new Trusting(session);
    JsonObject ada = api.accepts(accepted(tokens, "session"), "sid", "v");
    assertThat(Trusting.texts(ada, "roles")).containsExactly("admin");
    assertThat(ada.getJsonObject("claims").getInt("v")).isEqualTo(2);
    api.accepts(accepted(tokens, "sessionPending"));
    api.refuses(refused(tokens, "sessionOfAnotherPage"), Reason.WRONG_AUTHORIZED_PARTY);
    api.refuses(refused(tokens, "sessionWithoutPage"), Reason.WRONG_AUTHORIZED_PARTY);
    api.refuses(refused(tokens, "expired"), Reason.EXPIRED);
    api.refuses(refused(tokens, "early"), Reason.NOT_YET_VALID);
    api.refuses(refused(tokens, "withoutUser"), Reason.MISSING_CLAIM);
    api.refuses(refused(tokens, "signedByAStranger"), Reason.BAD_SIGNATURE);
    api.refuses(refused(tokens, "ofAnUnknownKey"), Reason.UNKNOWN_KEY);
    api.refuses(refused(tokens, "signedLonger"), Reason.ALGORITHM_NOT_ALLOWED);
    // Here the SDK knows the instance by its key alone.
    api.refuses(accepted(tokens, "ofAnotherInstance"), Reason.UNKNOWN_ISSUER);
  }

  private void ofActiveSessions(JsonObject tokens) {
    Trusting api = new Trusting(active);
    api.accepts(accepted(tokens, "session"));
    api.refuses(accepted(tokens, "sessionPending"), Reason.INVALID_CLAIM);
    api.refuses(accepted(tokens, "template"), Reason.WRONG_TYPE);
  }

  /** A token that Clerk's own verifier accepts. */
  private static String accepted(JsonObject tokens, String name) {
    JsonObject one = tokens.getJsonObject(name);
    assertThat(one.getString("verdict")).as(name).startsWith("accepted user_");
    return one.getString("token");
  }

  /** A token that Clerk's own verifier refuses as well. */
  private static String refused(JsonObject tokens, String name) {
    JsonObject one = tokens.getJsonObject(name);
    assertThat(one.getString("verdict")).as(name).startsWith("token-");
    return one.getString("token");
  }

  private static JsonObject json(String output) {
    try (JsonReader reader = Json.createReader(new StringReader(output))) {
      return reader.readObject();
    }
  }
}
