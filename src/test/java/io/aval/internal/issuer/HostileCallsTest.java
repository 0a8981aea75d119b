package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.AUTHORIZED;
import static io.aval.internal.issuer.IssuerHost.JSON;
import static io.aval.internal.issuer.IssuerHost.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that mean no good, with a right secret key and without. */
class HostileCallsTest {
  private static final String CREATE = "POST /v1/jwt_templates";

  @TempDir private Path folder;
  private IssuerHost host;

  @BeforeEach
  void start() throws Exception {
    host =
        IssuerHost.setupForServers()
            .with("aval.issuer.templates", folder.resolve("templates").toString())
            .with("aval.issuer.demo-users", "/WEB-INF/demo-users.json")
            .start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void bodiesAreBounded() throws Exception {
    String frame = "{\"name\":\"a\",\"claims\":{\"x\":\"\"}}";
    int room = ApiCall.LARGEST_BODY - frame.length();
    create(frame.replace("\"x\":\"", "\"x\":\"" + "y".repeat(room))).ok();
    create(frame.replace("\"x\":\"", "\"x\":\"" + "y".repeat(room + 1)))
        .isError(413, "request_body_too_large");
  }

  @Test
  void bodiesWithoutALengthAreBoundedToo() throws Exception {
    String chunk = Integer.toHexString(ApiCall.LARGEST_BODY + 1) + "\r\n";
    String body = chunk + " ".repeat(ApiCall.LARGEST_BODY + 1) + "\r\n0\r\n\r\n";
    host.sendChunked(CREATE, body, AUTHORIZED, JSON).isError(413, "request_body_too_large");
  }

  @Test
  void bodiesAreOneJsonObjectAndNothingElse() throws Exception {
    for (String body :
        List.of(
            "[]",
            "null",
            "1",
            "{",
            "{}{}",
            "{\"name\":\"a\",\"name\":\"b\",\"claims\":{}}",
            "{\"name\":\"a\",\"claims\":" + "{\"a\":".repeat(16) + "1" + "}".repeat(17),
            "{\"name\":\"a\",\"claims\":{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}}",
            "{\"a\":1" + ",\"b\":1".repeat(300) + "}",
            "{'name':'a'}",
            "{\"name\":\"\\ud800\",\"claims\":{}}",
            "<template/>")) {
      create(body).isError(400, "request_body_invalid");
    }
    assertThat(host.call("GET /v1/jwt_templates", AUTHORIZED).body())
        .doesNotContain("\"name\":\"a\"");
  }

  @Test
  void bodiesSayThatTheyAreJson() throws Exception {
    String body = "{\"name\":\"a\",\"claims\":{}}";
    for (String type :
        List.of(
            "X-Nothing: 1",
            "Content-Type: text/plain",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: application/jsonp",
            "Content-Type: multipart/form-data; boundary=x")) {
      host.send(CREATE, body, AUTHORIZED, type).isError(415, "unsupported_content_type");
    }
    host.send(CREATE, body, AUTHORIZED, "Content-Type: Application/JSON ; charset=utf-8").ok();
  }

  @Test
  void pathsLeadNowhereElse() throws Exception {
    Files.writeString(folder.resolve("outside.json"), "{\"name\":\"outside\",\"claims\":{}}");
    for (String path :
        List.of(
            "../outside",
            "..%2Foutside",
            "..%5Coutside",
            "%2e%2e%2foutside",
            "....//outside",
            "outside%00",
            ";/outside",
            "%252e%252e%252foutside",
            "x/../../outside")) {
      for (String line :
          List.of(
              "GET /v1/jwt_templates/" + path,
              "DELETE /v1/jwt_templates/" + path,
              "POST /v1/sessions/sess_ada/tokens/" + path,
              "POST /v1/client/sessions/sess_ada/tokens/" + path)) {
        assertThat(host.call(line, AUTHORIZED).status()).as(line).isIn(400, 401, 404, 405);
      }
    }
    assertThat(folder.resolve("outside.json")).exists();
  }

  @Test
  void nothingIsServedAroundTheGate() throws Exception {
    for (String path :
        List.of(
            "/v1/jwt_templates;x=1",
            "/v1/jwt_templates/",
            "/v1//jwt_templates",
            "/v1/./jwt_templates",
            "/v1/client/../jwt_templates",
            "/v1/client/%2e%2e/jwt_templates",
            "/v1/jwt_templates%2F",
            "/.well-known/jwks.json/../../v1/jwt_templates",
            "/V1/jwt_templates")) {
      Answer answer = host.call("GET " + path);
      assertThat(answer.status()).as(path).isIn(400, 401, 404);
      assertThat(answer.body()).as(path).doesNotContain("jwt_template\"");
    }
  }

  @Test
  void unknownMembersAreNotEchoed() throws Exception {
    assertThat(create("{\"<script>\":1}").isError(422, "form_param_unknown"))
        .doesNotContain("script");
  }

  @Test
  void secretKeysAndHashesReachNoAnswer() throws Exception {
    String hash = IssuerHost.SECRET_HASH.substring(7);
    Stream<Answer> answers =
        Stream.of(
            host.call("GET /v1/jwks", AUTHORIZED + "x"),
            host.call("GET /v1/jwt_templates/" + SECRET, AUTHORIZED),
            create("{\"" + SECRET + "\":1}"),
            create("{" + SECRET));
    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.head() + answer.body()).doesNotContain(SECRET, hash));
  }

  private Answer create(String body) throws IOException {
    return host.send(CREATE, body, AUTHORIZED, JSON);
  }
}
