package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.client.TokenServer.Answer;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens on calls over both JAX-RS clients, seen by the server. */
@Timeout(60)
final class BearerAuthTest extends BearerAuthFixture {
  BearerAuthTest() throws IOException {}

  @ParameterizedTest
  @EnumSource
  void putsTheTokenOnCallsToANamedOrigin(JaxRs kind) {
    server.then(Answer.of(200, "hello"));
    try (Client client = kind.with(auth())) {
      String body = client.target(server.url()).path("notes").request().get(String.class);
      assertThat(body).isEqualTo("hello");
    }
    assertThat(sent(server)).containsExactly("Bearer t1");
  }

  @ParameterizedTest
  @EnumSource
  void putsItOnNoCallToAnotherOrigin(JaxRs kind) {
    server.then(Answer.of(200, "a"), Answer.of(200, "b"));
    BearerAuth other = BearerAuth.of(tokens, "http://127.0.0.1:" + (server.port() ^ 1));
    try (Client client = kind.with(other)) {
      client.target(server.url()).request().get(String.class);
      client.target("http://localhost:" + server.port()).request().get(String.class);
    }
    assertThat(server.asked()).hasSize(2);
    assertThat(sent(server)).containsOnlyNulls();
    assertThat(tokens.requests()).as("nor asked for one").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void leavesAHeaderThatTheCallerSet(JaxRs kind) {
    server.then(Answer.of(401, "", "WWW-Authenticate", REFUSED));
    try (Client client = kind.with(auth())) {
      Response answer =
          client.target(server.url()).request().header("authorization", "Bearer mine").get();
      assertThat(answer.getStatus()).isEqualTo(401);
    }
    assertThat(sent(server)).containsExactly("Bearer mine");
  }

  @ParameterizedTest
  @EnumSource
  void callsWithoutATokenWhenNobodyIsSignedIn(JaxRs kind) {
    server.then(Answer.of(200, "hello"));
    try (Client client = kind.with(BearerAuth.of(request -> Optional.empty(), server.url()))) {
      client.target(server.url()).request().get(String.class);
    }
    assertThat(sent(server)).containsOnlyNulls();
  }

  @ParameterizedTest
  @EnumSource
  void failsWhenNoTokenCanBeHad(JaxRs kind) {
    TokenSource broken =
        request -> {
          throw new TokenException("none");
        };
    try (Client client = kind.with(BearerAuth.of(broken, server.url()))) {
      assertThatThrownBy(() -> client.target(server.url()).request().get())
          .satisfies(
              failure ->
                  assertThat(causes(failure)).hasAtLeastOneElementOfType(TokenException.class));
    }
    assertThat(server.asked()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void takesTheTokenToNobodyToWhomARedirectLeads(JaxRs kind) throws IOException {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (TokenServer elsewhere = new TokenServer();
          Client client = kind.with(auth())) {
        elsewhere.then(Answer.of(200, "stolen"));
        server.then(Answer.of(status, "", "Location", elsewhere.url() + "/x"));
        Response answer = client.target(server.url()).request().get();
        assertThat(elsewhere.asked()).as("status %s", status).isEmpty();
        assertThat(answer.getStatus()).isEqualTo(status);
      }
    }
  }

  /** Both know the property for the whole client at most, or for none. */
  @Test
  void failsOverAClientThatIsNotKnownToBeKeptFromIt() {
    for (Client client :
        List.of(
            JaxRs.jerseyOverTheJdk().register(auth()).build(),
            JaxRs.restEasyOverUrlConnections(auth()))) {
      assertThatThrownBy(() -> client.target(server.url()).request().get())
          .isInstanceOf(ProcessingException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasStackTraceContaining("jersey.config.client.followRedirects=false");
      client.close();
    }
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void takesAnotherConnectorOfJerseysThatWasBuiltToFollowNone() throws IOException {
    try (TokenServer elsewhere = new TokenServer();
        Client client =
            JaxRs.jerseyOverTheJdk()
                .property("jersey.config.client.followRedirects", false)
                .register(auth())
                .build()) {
      server.then(Answer.of(302, "", "Location", elsewhere.url() + "/x"));
      assertThat(client.target(server.url()).request().get().getStatus()).isEqualTo(302);
      assertThat(elsewhere.asked()).isEmpty();
    }
    assertThat(sent(server)).containsExactly("Bearer t1");
  }

  @ParameterizedTest
  @EnumSource
  void aLaterFilterCannotTakeTheTokenToAnotherServer(JaxRs kind) throws IOException {
    try (TokenServer elsewhere = new TokenServer().then(Answer.of(200, "other"));
        Client client = kind.with(auth(), new Diversion(URI.create(elsewhere.url())))) {
      assertThat(client.target(server.url()).request().get(String.class)).isEqualTo("other");
      assertThat(sent(elsewhere)).containsOnlyNulls();
    }
    assertThat(server.asked()).isEmpty();
  }

  /** As a discovery of services might do. */
  private record Diversion(URI to) implements ClientRequestFilter {
    @Override
    public void filter(ClientRequestContext request) {
      request.setUri(to);
    }
  }

  @Test
  void failsOverAClientThatCannotBeKeptFromFollowingRedirects() {
    try (Client client = JaxRs.followingRedirects(auth())) {
      assertThatThrownBy(() -> client.target(server.url()).request().get())
          .isInstanceOf(ProcessingException.class)
          .hasRootCauseInstanceOf(IllegalStateException.class);
      server.then(Answer.of(200, "open"));
      String other = "http://localhost:" + server.port();
      assertThat(client.target(other).request().get(String.class)).isEqualTo("open");
    }
    assertThat(sent(server)).containsOnlyNulls();
  }

  @ParameterizedTest
  @EnumSource
  void servesManyThreadsWithOneFilter(JaxRs kind) throws Exception {
    int calls = 50;
    for (int i = 0; i < calls; i++) {
      server.then(Answer.of(200, "ok"));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Client client = kind.with(auth())) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        all.add(threads.submit(() -> client.target(server.url()).request().get(String.class)));
      }
      for (Future<String> one : all) {
        assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo("ok");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(sent(server)).hasSize(calls).allMatch("Bearer t1"::equals);
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
  }
}
