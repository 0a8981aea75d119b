package io.aval.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/** The examples of {@code docs/clients.md}; {@link ClientsDocTest} holds the two together. */
@SuppressWarnings("unused")
final class ClientsDocExamples {
  private ClientsDocExamples() {}

  static void sources(String secret, String secretKey, String refreshToken, Vault vault) {
    OAuthClient sso =
        OAuthClient.ofIssuer("https://sso.example.com/realms/shop").basic("orders", secret);
    TokenSource own = TokenSource.of(sso.clientCredentials().scope("notes:read"));

    TokenSource users =
        TokenSource.of(SessionTokens.of("https://api.clerk.com", secretKey, vault::currentSession));
    Optional<String> token = users.getToken("convex", false);

    TokenSource ofAda = TokenSource.of(sso.refreshToken(refreshToken, vault::keep));

    TokenSource function =
        TokenSource.of((user, template) -> Optional.of(AccessToken.of(vault.read("notes-token"))));
  }

  static void calls(TokenSource tokens) throws Exception {
    Client client =
        ClientBuilder.newClient().register(BearerAuth.of(tokens, "https://notes.example.com"));

    HttpClient http =
        BearerHttpClient.of(HttpClient.newHttpClient(), tokens, "https://notes.example.com");
    HttpResponse<String> notes =
        http.send(
            HttpRequest.newBuilder(URI.create("https://notes.example.com/notes")).build(),
            BodyHandlers.ofString());
  }

  /** Where tokens are kept. */
  interface Vault {
    Optional<String> currentSession();

    void keep(String token);

    String read(String name);
  }

  @ApplicationScoped
  static class Tokens {
    @Produces
    @ApplicationScoped
    TokenSource notes() {
      return TokenSource.of(
          OAuthClient.ofIssuer("https://sso.example.com/realms/shop")
              .basic("orders", System.getenv("SSO_SECRET"))
              .clientCredentials()
              .audience("notes"));
    }

    void close(@Disposes TokenSource notes) {
      notes.close();
    }
  }

  static class Orders {
    private final CallerTokenSource caller;

    @Inject
    Orders(CallerTokenSource caller) {
      this.caller = caller;
    }

    String stock() {
      try (Client client =
          ClientBuilder.newClient().register(BearerAuth.of(caller, "https://stock.example.com"))) {
        return client.target("https://stock.example.com/items").request().get(String.class);
      }
    }

    TokenSource exchanged(OAuthClient sso) {
      return TokenSource.of(sso.tokenExchange(caller).audience("stock"));
    }
  }

  static class Live extends Endpoint {
    private static final URI NOTES = URI.create("wss://notes.example.com/live");

    private final SocketAuth auth;

    Live(SocketAuth auth) {
      this.auth = auth;
    }

    static Session connect(SocketAuth auth) throws Exception {
      ClientEndpointConfig config =
          ClientEndpointConfig.Builder.create()
              .configurator(BearerConfigurator.of(auth, NOTES))
              .build();
      return ContainerProvider.getWebSocketContainer()
          .connectToServer(new Live(auth), config, NOTES);
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      LiveToken token =
          auth.open(
              NOTES,
              text -> session.getAsyncRemote().sendText(text),
              reason -> System.getLogger("notes").log(System.Logger.Level.WARNING, reason));
      session.addMessageHandler(
          String.class,
          (MessageHandler.Whole<String>)
              text -> {
                if (!token.takes(text)) {
                  show(text);
                }
              });
    }

    void show(String text) {}
  }
}
