package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.testing.Behaviour;
import io.aval.testing.NodeProgram;
import io.aval.testing.TestIssuer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;

/**
 * What becomes of tokens that Clerk's own SDK has signed.
 *
 * @param template the page's lines for tokens from templates
 * @param session the page's lines for session tokens
 * @param organisation the page's lines for session tokens of one organisation
 * @param active the page's lines for session tokens alone, of active sessions
 */
public record ClerkTokens(
    Verdicts template, Verdicts session, Verdicts organisation, Verdicts active) {
  /** The page's lines for tokens from templates. */
  public static final int TEMPLATE = 1;

  /** The page's lines for session tokens. */
  public static final int SESSION = 3;

  /** The page's lines for session tokens alone, of active sessions. */
  public static final int ACTIVE = 5;

  /** The page's lines for session tokens of one organisation, with its roles. */
  public static final int ORGANISATION = 4;

  private static final String PAGE = "https://app.example.com";

  /** The configuration of that number of the page, for an instance of Clerk that runs here. */
  public static Map<String, String> lines(int number, TestIssuer instance) {
    String there =
        number == TEMPLATE
            ? "https://verb-noun-00.clerk.accounts.dev"
            : "https://clerk.example.com";
    return PageLines.of("clerk.md", number, Map.of(there, instance.issuer()));
  }

  /** Has the tokens made, and the key published by the instance. */
  public void check(NodeProgram node, TestIssuer instance)
      throws IOException, InterruptedException {
    JsonObject made = json(node.run("clerk.mjs", instance.issuer(), PAGE));
    instance.jwks(Behaviour.body(made.getString("jwks")));
    JsonObject tokens = made.getJsonObject("tokens");
    ofTemplates(tokens);
    ofSessions(tokens);
    JsonObject member = organisation.accepts(accepted(tokens, "session"));
    assertThat(Verdicts.texts(member, "roles")).containsExactly("admin");
    ofActiveSessions(tokens);
  }

  private void ofTemplates(JsonObject tokens) {
    JsonObject ada = template.accepts(accepted(tokens, "template"));
    assertThat(ada.getString("name")).isEqualTo("Ada Lovelace");
    assertThat(ada.getString("email")).isEqualTo("ada@example.com");
    template.refuses(refused(tokens, "templateForAnother"), Reason.WRONG_AUDIENCE);
    template.refuses(accepted(tokens, "session"), Reason.WRONG_AUDIENCE);
  }

  private void ofSessions(JsonObject tokens) {
    JsonObject ada = session.accepts(accepted(tokens, "session"), "sid");
    assertThat(Verdicts.texts(ada, "roles")).as("of any organisation").isEmpty();
    assertThat(Verdicts.claim(ada, "sid")).hasValue("sess_2vYVtAda00000000000000000001");
    session.accepts(accepted(tokens, "sessionPending"));
    session.refuses(refused(tokens, "sessionOfAnotherPage"), Reason.WRONG_AUTHORIZED_PARTY);
    session.refuses(refused(tokens, "sessionWithoutPage"), Reason.WRONG_AUTHORIZED_PARTY);
    session.refuses(refused(tokens, "expired"), Reason.EXPIRED);
    session.refuses(refused(tokens, "early"), Reason.NOT_YET_VALID);
    session.refuses(refused(tokens, "withoutUser"), Reason.MISSING_CLAIM);
    session.refuses(refused(tokens, "signedByAStranger"), Reason.BAD_SIGNATURE);
    session.refuses(refused(tokens, "ofAnUnknownKey"), Reason.UNKNOWN_KEY);
    session.refuses(refused(tokens, "signedLonger"), Reason.ALGORITHM_NOT_ALLOWED);
    // The SDK was given the key, and asks no more who the issuer is.
    session.refuses(accepted(tokens, "ofAnotherInstance"), Reason.UNKNOWN_ISSUER);
  }

  private void ofActiveSessions(JsonObject tokens) {
    active.accepts(accepted(tokens, "session"));
    active.refuses(accepted(tokens, "sessionPending"), Reason.INVALID_CLAIM);
    active.refuses(accepted(tokens, "template"), Reason.WRONG_TYPE);
  }

  /** A token that Clerk's own verifier accepts. */
  private static String accepted(JsonObject tokens, String name) {
    return judged(tokens, name, "accepted user_");
  }

  /** A token that Clerk's own verifier refuses as well. */
  private static String refused(JsonObject tokens, String name) {
    return judged(tokens, name, "token-");
  }

  private static String judged(JsonObject tokens, String name, String verdict) {
    JsonObject one = tokens.getJsonObject(name);
    assertThat(one.getString("verdict")).as(name).startsWith(verdict);
    return one.getString("token");
  }

  private static JsonObject json(String output) {
    try (JsonReader reader = Json.createReader(new StringReader(output))) {
      return reader.readObject();
    }
  }
}
