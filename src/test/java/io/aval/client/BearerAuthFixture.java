package io.aval.client;

import io.aval.client.TokenServer.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** Calls with tokens, and the server that sees them. */
abstract class BearerAuthFixture {
  static final String REFUSED =
      "Bearer realm=\"notes\", error=\"invalid_token\", error_description=\"expired\"";

  final TokenServer server;
  final GivenTokens tokens = new GivenTokens(2);

  BearerAuthFixture() throws IOException {
    server = new TokenServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  BearerAuth auth() {
    return BearerAuth.of(tokens, server.url());
  }

  static Answer refusal() {
    return Answer.of(401, "{\"code\":\"EXPIRED\"}", "WWW-Authenticate", REFUSED);
  }

  static List<String> sent(TokenServer to) {
    return to.asked().stream().map(asked -> asked.header("Authorization")).toList();
  }
}
