package io.aval.client;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.HttpPost;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client of an OAuth 2.0 authorization server: where its token endpoint is, and how the client
 * proves who it is. Immutable; its grants are what tokens are fetched with.
 *
 * <pre>{@code
 * OAuthClient sso = OAuthClient.ofIssuer("https://sso.example.com/realms/shop").basic("orders", secret);
 * TokenSource own = TokenSource.of(sso.clientCredentials().scope("notes:read"));
 * TokenSource onBehalf = TokenSource.of(sso.tokenExchange(callersToken).audience("notes"));
 * }</pre>
 */
public final class OAuthClient {
  /** The JVM's authorities and proxy. */
  static final IdentityConfig.Http PLAIN =
      new IdentityConfig.Http(Optional.empty(), Optional.empty());

  private final String server;
  private final boolean isIssuer;
  private final TokenEndpoint endpoint;
  private final HttpPost http;
  private final Map<String, String> headers;
  private final Map<String, String> form;

  private OAuthClient(Place place, Map<String, String> headers, Map<String, String> form) {
    this.server = place.server();
    this.isIssuer = place.isIssuer();
    this.endpoint = place.endpoint();
    this.http = place.http();
    this.headers = Map.copyOf(headers);
    this.form = Map.copyOf(form);
  }

  private record Place(String server, boolean isIssuer, TokenEndpoint endpoint, HttpPost http) {
    static Place of(String server, boolean isIssuer, IdentityConfig.Http http) {
      TokenEndpoint endpoint =
          isIssuer
              ? TokenEndpoint.discovered(server, http)
              : TokenEndpoint.at(ServerUrl.secure(server));
      return new Place(server, isIssuer, endpoint, new HttpPost(http));
    }
  }

  /**
   * Names the server by its issuer URL; the token endpoint comes from its discovery document
   * ({@code /.well-known/openid-configuration}), which is fetched with the first token.
   *
   * @param issuer {@code https}, or {@code http} to this machine; must equal the document's {@code
   *     issuer} but for trailing slashes
   * @return a client without credentials
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static OAuthClient ofIssuer(String issuer) {
    return new OAuthClient(Place.of(issuer, true, PLAIN), Map.of(), Map.of());
  }

  /**
   * Names the token endpoint itself.
   *
   * @param url {@code https}, or {@code http} to this machine
   * @return a client without credentials
   * @throws IllegalArgumentException when the URL cannot be used
   */
  public static OAuthClient ofTokenEndpoint(String url) {
    return new OAuthClient(Place.of(url, false, PLAIN), Map.of(), Map.of());
  }

  /**
   * The same client, with its secret in the {@code Authorization} header ({@code
   * client_secret_basic}; RFC 6749, section 2.3.1: both are form-encoded first).
   *
   * @param id the client's id
   * @param secret its secret
   * @return the client
   */
  public OAuthClient basic(String id, String secret) {
    String pair = encoded(id) + ":" + encoded(secret);
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    return new OAuthClient(place(), Map.of("Authorization", "Basic " + basic), Map.of());
  }

  /**
   * The same client, with its secret in the form ({@code client_secret_post}).
   *
   * @param id the client's id
   * @param secret its secret
   * @return the client
   */
  public OAuthClient post(String id, String secret) {
    return new OAuthClient(place(), Map.of(), Map.of("client_id", id, "client_secret", secret));
  }

  /**
   * The same client without a secret, as a public client is, or one that a TLS proxy vouches for.
   *
   * @param id the client's id
   * @return the client
   */
  public OAuthClient withoutSecret(String id) {
    return new OAuthClient(place(), Map.of(), Map.of("client_id", id));
  }

  /**
   * The same client over another way to the network.
   *
   * @param way further trusted authorities, and proxy
   * @return the client
   * @throws IllegalArgumentException when the file with the authorities cannot be used
   */
  public OAuthClient over(IdentityConfig.Http way) {
    return new OAuthClient(Place.of(server, isIssuer, way), headers, form);
  }

  /**
   * Tokens of the client's own (RFC 6749, section 4.4).
   *
   * @return the grant
   */
  public OAuthGrant clientCredentials() {
    return new OAuthGrant(this, new Grant.ClientCredentials());
  }

  /**
   * Tokens of a user who left a refresh token (RFC 6749, section 6). When the server answers with a
   * new one, that one is used from then on. When it answers {@code invalid_grant} (section 5.2: the
   * refresh token is expired, revoked or another client's), the user is signed out: there is no
   * token from then on, and the server is not asked again.
   *
   * @param token the refresh token
   * @param rotated gets each new refresh token, to keep it where the next start of the application
   *     finds it; called by the thread that fetched, while all others wait
   * @return the grant; to be used by one {@link TokenSource} only
   */
  public OAuthGrant refreshToken(String token, Consumer<String> rotated) {
    return new OAuthGrant(this, new Grant.Refresh(token, rotated));
  }

  /**
   * Tokens in exchange for another one (RFC 8693), the caller's for instance.
   *
   * @param subject whose token is handed in; nobody's: no token
   * @return the grant
   */
  public OAuthGrant tokenExchange(TokenSource subject) {
    return new OAuthGrant(this, new Grant.Exchange(subject));
  }

  private Place place() {
    return new Place(server, isIssuer, endpoint, http);
  }

  /** Asks for a token with these parameters and the client's own. */
  Map<String, @Nullable Object> ask(Map<String, List<String>> parameters) throws IOException {
    Map<String, List<String>> all = new LinkedHashMap<>(parameters);
    form.forEach((name, value) -> all.put(name, List.of(value)));
    String body =
        all.entrySet().stream()
            .flatMap(one -> one.getValue().stream().map(v -> one.getKey() + "=" + encoded(v)))
            .collect(Collectors.joining("&"));
    Map<String, String> fields = new LinkedHashMap<>(headers);
    fields.put("Content-Type", "application/x-www-form-urlencoded");
    try {
      return TokenAnswer.to(http, endpoint.uri(), new HttpPost.Message(fields, body));
    } catch (ServerTrouble trouble) {
      endpoint.doubt();
      throw trouble;
    } catch (TokenException refusal) {
      if (refusal.getError().isEmpty()) {
        endpoint.doubt(); // whoever answered does not speak OAuth
      }
      throw refusal;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "OAuthClient[" + server + "]";
  }
}
