package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.client.TokenServer.Answer;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls made once more when the token was refused. */
@Timeout(60)
final class BearerAuthOnceMoreTest extends BearerAuthFixture {
  BearerAuthOnceMoreTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void callsOnceMoreWithAnotherTokenWhenTheFirstIsRefused(JaxRs kind) {
    server.then(refusal(), Answer.of(201, "made", "X-Note", "7", "Content-Type", "text/plain"));
    try (Client client = kind.with(auth())) {
      Response answer =
          client
              .target(server.url())
              .path("notes")
              .queryParam("q", "a b")
              .request("text/plain")
              .header("X-Own", "kept")
              .put(Entity.entity("text \u20ac", "text/plain;charset=UTF-8"));
      assertThat(answer.getStatus()).isEqualTo(201);
      assertThat(answer.getHeaderString("X-Note")).isEqualTo("7");
      assertThat(answer.getHeaderString("WWW-Authenticate")).isNull();
      assertThat(answer.readEntity(String.class)).isEqualTo("made");
    }
    assertThat(sent(server)).containsExactly("Bearer t1", "Bearer t2");
    assertThat(tokens.requests().get(1)).isEqualTo(TokenRequest.ANY.insteadOf("t1"));
    for (TokenServer.Asked asked : server.asked()) {
      assertThat(asked.method()).isEqualTo("PUT");
      assertThat(asked.path()).isEqualTo("/notes?q=a+b".replace("+", pathOfBlank(asked)));
      assertThat(asked.body()).isEqualTo("text \u20ac");
      assertThat(asked.header("X-own")).isEqualTo("kept");
      assertThat(asked.header("Accept")).isEqualTo("text/plain");
      assertThat(asked.header("Content-type")).isEqualToIgnoringCase("text/plain;charset=UTF-8");
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSecondAnswerWhateverItIs(JaxRs kind) {
    server.then(refusal(), refusal());
    try (Client client = kind.with(auth())) {
      Response answer = client.target(server.url()).request().get();
      assertThat(answer.getStatus()).isEqualTo(401);
      assertThat(answer.readEntity(String.class)).contains("EXPIRED");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesAnEmptySecondAnswer(JaxRs kind) {
    server.then(refusal(), Answer.of(204, ""));
    try (Client client = kind.with(auth())) {
      Response answer = client.target(server.url()).request().delete();
      assertThat(answer.getStatus()).isEqualTo(204);
      assertThat(answer.hasEntity() ? answer.readEntity(String.class) : "").isNullOrEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void unpacksAPackedSecondAnswerOnce(JaxRs kind) {
    Answer packed = Answer.of(200, "hello", "Content-Encoding", "gzip");
    server.then(refusal(), packed);
    try (Client client = kind.with(auth(), kind.unpacking())) {
      Response answer = client.target(server.url()).request().get();
      assertThat(answer.readEntity(String.class)).isEqualTo("hello");
    }
    server.then(refusal(), packed);
    try (Client client = kind.builder().register(auth("t2", "t3")).build()) {
      Response answer = client.target(server.url()).request().get();
      assertThat(answer.getHeaderString("Content-Encoding")).isIn("gzip", null);
      String text = answer.readEntity(String.class);
      assertThat(text.equals("hello"))
          .as("packed just when the header says so")
          .isEqualTo(answer.getHeaderString("Content-Encoding") == null);
    }
  }

  private BearerAuth auth(String first, String second) {
    return BearerAuth.of(
        request -> Optional.of(first.equals(request.refused()) ? second : first), server.url());
  }

  @ParameterizedTest
  @EnumSource
  void sendsTheSameAgainWhateverOtherFiltersAdd(JaxRs kind) {
    server.then(refusal(), Answer.of(200, "ok"));
    ClientRequestFilter adding =
        request -> {
          request.getHeaders().add("X-Trace", "1");
          request.setUri(UriBuilder.fromUri(request.getUri()).queryParam("trace", "1").build());
        };
    try (Client client = kind.with(adding, auth())) {
      client.target(server.url()).path("x").request().post(Entity.text("a"), String.class);
    }
    assertThat(server.asked())
        .hasSize(2)
        .allSatisfy(
            asked -> {
              assertThat(asked.header("X-trace")).isEqualTo("1");
              assertThat(asked.path()).isEqualTo("/x?trace=1");
              assertThat(asked.body()).isEqualTo("a");
            });
    assertThat(sent(server)).containsExactly("Bearer t1", "Bearer t2");
  }

  @ParameterizedTest
  @EnumSource
  void givesTheFirstAnswerWhateverTheSourceThrows(JaxRs kind) {
    server.then(refusal());
    TokenSource broken =
        request -> {
          if (request.refused() != null) {
            throw new IllegalArgumentException("t1");
          }
          return Optional.of("t1");
        };
    try (Client client = kind.with(BearerAuth.of(broken, server.url()))) {
      Response answer = client.target(server.url()).request().get();
      assertThat(answer.getStatus()).isEqualTo(401);
      assertThat(answer.readEntity(String.class)).contains("EXPIRED");
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheFirstAnswerWhenThereIsNoOtherToken(JaxRs kind) {
    server.then(refusal());
    try (Client client = kind.with(BearerAuth.of(new GivenTokens(1), server.url()))) {
      Response answer = client.target(server.url()).request().get();
      assertThat(answer.getStatus()).isEqualTo(401);
      assertThat(answer.readEntity(String.class)).contains("EXPIRED");
    }
    assertThat(server.asked()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void callsOnceOnlyWhenSomethingElseIsWrong(JaxRs kind) {
    server.then(
        Answer.of(401, "", "WWW-Authenticate", "Bearer"),
        Answer.of(403, "", "WWW-Authenticate", "Bearer error=\"insufficient_scope\""),
        Answer.of(400, "", "WWW-Authenticate", REFUSED));
    try (Client client = kind.with(auth())) {
      for (int status : new int[] {401, 403, 400}) {
        Response answer = client.target(server.url()).request().get();
        assertThat(answer.getStatus()).isEqualTo(status);
        answer.close();
      }
    }
    assertThat(server.asked()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void sendsNoBodyASecondTimeThatIsReadWhileItIsWritten(JaxRs kind) {
    byte[] bytes = "text".getBytes(StandardCharsets.UTF_8);
    List<Object> bodies =
        List.of(
            new ByteArrayInputStream(bytes),
            new StringReader("text"),
            (StreamingOutput) out -> out.write(bytes));
    try (Client client = kind.with(auth())) {
      for (Object body : bodies) {
        server.then(refusal());
        Response answer =
            client.target(server.url()).request().post(Entity.entity(body, "text/plain"));
        assertThat(answer.getStatus()).as(body.getClass().getName()).isEqualTo(401);
        answer.close();
      }
    }
    assertThat(server.asked()).hasSize(3).allMatch(asked -> asked.body().equals("text"));
  }

  @ParameterizedTest
  @EnumSource
  void sendsEveryOtherBodyASecondTime(JaxRs kind) {
    List<Entity<?>> bodies =
        List.of(
            Entity.text("text"),
            Entity.entity("text".getBytes(StandardCharsets.UTF_8), "text/plain"),
            Entity.form(new Form("a", "b c")));
    for (Entity<?> body : bodies) {
      try (Client client = kind.with(BearerAuth.of(new GivenTokens(2), server.url()))) {
        server.then(refusal(), Answer.of(200, "ok"));
        assertThat(client.target(server.url()).request().post(body, String.class)).isEqualTo("ok");
      }
    }
    assertThat(server.asked()).hasSize(6);
    assertThat(server.asked().get(4).body()).isEqualTo(server.last().body()).isEqualTo("a=b+c");
  }

  @ParameterizedTest
  @EnumSource
  void worksForCallsThatAreNotWaitedFor(JaxRs kind) throws Exception {
    server.then(refusal(), Answer.of(200, "ok"));
    try (Client client = kind.with(auth())) {
      Future<List<String>> answer =
          client
              .register(new LinesReader())
              .target(server.url())
              .request()
              .async()
              .get(new GenericType<>() {});
      assertThat(answer.get(30, TimeUnit.SECONDS)).containsExactly("ok");
    }
    assertThat(sent(server)).containsExactly("Bearer t1", "Bearer t2");
  }

  @ParameterizedTest
  @EnumSource
  void usesWhatWasRegisteredForTheOneCall(JaxRs kind) {
    server.then(refusal(), Answer.of(200, "a\nb"));
    try (Client client = kind.with()) {
      List<String> lines =
          client
              .target(server.url())
              .register(auth())
              .register(new LinesReader())
              .request()
              .post(Entity.entity(List.of("x", "y"), "text/plain"), new GenericType<>() {});
      assertThat(lines).containsExactly("a", "b");
    }
    assertThat(server.asked()).hasSize(2).allMatch(asked -> asked.body().equals("x\ny"));
  }

  @ParameterizedTest
  @EnumSource
  void givesAFirstAnswerThatIsVeryLongWholeAndCallsOnce(JaxRs kind) {
    String body = "x".repeat(64 * 1024 - 1) + "yz" + "x".repeat(100_000);
    server.then(Answer.of(401, body, "WWW-Authenticate", REFUSED));
    try (Client client = kind.with(auth())) {
      Response answer = client.target(server.url()).request().get();
      assertThat(answer.readEntity(String.class)).isEqualTo(body);
    }
    assertThat(server.asked()).hasSize(1);
  }

  /** Gives the connection of the first answer back: else a client with few of them would hang. */
  @ParameterizedTest
  @EnumSource
  void keepsNoConnectionOfTheFirstAnswer(JaxRs kind) {
    try (Client client = kind.with(BearerAuth.of(new GivenTokens(1_000), server.url()))) {
      for (int i = 0; i < 60; i++) {
        server.then(refusal(), Answer.of(200, "ok"));
        assertThat(client.target(server.url()).request().get(String.class)).isEqualTo("ok");
      }
    }
  }

  private static String pathOfBlank(TokenServer.Asked asked) {
    return asked.path().contains("%20") ? "%20" : "+";
  }
}
