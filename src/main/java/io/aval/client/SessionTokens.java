package io.aval.client;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.HttpPost;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of users' sessions, minted for a server that has the issuer's secret key: by an
 * application with Aval's issuer, or by Clerk's Backend API. Fetched from {@code POST
 * /v1/sessions/{session}/tokens}, with a template from {@code …/tokens/{template}}. Immutable.
 *
 * <p>A session that has ended, or that the issuer does not know (404 with {@code
 * resource_not_found}, 401 with {@code authentication_invalid}), is nobody signed in, and no
 * failure; a template that is not there is one.
 *
 * <pre>{@code
 * TokenSource tokens = TokenSource.of(
 *     SessionTokens.of("https://api.clerk.com", secretKey, () -> currentSessionId()));
 * String token = tokens.getToken("convex", false).orElseThrow();
 * }</pre>
 */
public final class SessionTokens implements TokenFetch {
  private static final long SHORTEST = 30;
  private static final long LONGEST = 315_360_000;

  private final String issuer;
  private final String secretKey;
  private final Supplier<Optional<String>> session;
  private final HttpPost http;
  private final String body;

  private SessionTokens(
      String issuer,
      String secretKey,
      Supplier<Optional<String>> session,
      HttpPost http,
      String body) {
    this.issuer = issuer;
    this.secretKey = secretKey;
    this.session = session;
    this.http = http;
    this.body = body;
  }

  /**
   * Names the issuer.
   *
   * @param issuer the URL above {@code /v1}: of an application with Aval's issuer, {@code
   *     aval.issuer.url}; of Clerk, {@code https://api.clerk.com}. {@code https}, or {@code http}
   *     to this machine
   * @param secretKey the secret key ({@code sk_…}); ASCII
   * @param session says on the calling thread whose token is wanted: the id of the user's session;
   *     empty when nobody is signed in
   * @return the fetch
   * @throws IllegalArgumentException when the URL or the key cannot be used
   */
  public static SessionTokens of(
      String issuer, String secretKey, Supplier<Optional<String>> session) {
    URI url = ServerUrl.secure(issuer);
    if (secretKey.isEmpty() || secretKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("The secret key is empty or no ASCII text");
    }
    if (url.getRawQuery() != null) {
      throw new IllegalArgumentException("The issuer's URL has a query");
    }
    String base = url.toString().replaceFirst("/+$", "");
    return new SessionTokens(base, secretKey, session, new HttpPost(OAuthClient.PLAIN), "{}");
  }

  /**
   * The same for tokens of another lifetime than the issuer's or the template's.
   *
   * @param lifetime from 30 s to ten years
   * @return the fetch
   * @throws IllegalArgumentException when it is outside that range
   */
  public SessionTokens lifetime(Duration lifetime) {
    long seconds = lifetime.toSeconds();
    if (seconds < SHORTEST || seconds > LONGEST) {
      throw new IllegalArgumentException("A lifetime is from 30 s to ten years");
    }
    String wish = "{\"expires_in_seconds\":" + seconds + "}";
    return new SessionTokens(issuer, secretKey, session, http, wish);
  }

  /**
   * The same over another way to the network.
   *
   * @param way further trusted authorities, and proxy
   * @return the fetch
   * @throws IllegalArgumentException when the file with the authorities cannot be used
   */
  public SessionTokens over(IdentityConfig.Http way) {
    return new SessionTokens(issuer, secretKey, session, new HttpPost(way), body);
  }

  @Override
  public Optional<String> user() {
    return session.get();
  }

  @Override
  public Optional<AccessToken> fetch(String user, @Nullable String template) throws IOException {
    String place = issuer + "/v1/sessions/" + segment(user) + "/tokens";
    URI uri = URI.create(template == null ? place : place + "/" + segment(template));
    HttpPost.Message message =
        new HttpPost.Message(
            Map.of("Authorization", "Bearer " + secretKey, "Content-Type", "application/json"),
            body);
    try {
      return Optional.of(token(TokenAnswer.to(http, uri, message)));
    } catch (TokenException refusal) {
      boolean signedOut =
          isOver(refusal) && (template == null || isGone(URI.create(place), message));
      if (signedOut) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /** A bad secret key has other codes. */
  private static boolean isOver(TokenException refusal) {
    int status = refusal.getStatus().orElse(0);
    String code = refusal.getError().orElse("");
    return (status == 404 && code.equals("resource_not_found"))
        || (status == 401 && code.equals("authentication_invalid"));
  }

  /** Whether it is the session that is not there; the same is said of a template. */
  private boolean isGone(URI plain, HttpPost.Message message) throws IOException {
    try {
      TokenAnswer.to(http, plain, message);
      return false;
    } catch (TokenException refusal) {
      return isOver(refusal);
    }
  }

  private static AccessToken token(Map<String, @Nullable Object> answer) {
    if (!(answer.get("jwt") instanceof String jwt)) {
      throw new TokenException("The issuer's answer has no jwt in it");
    }
    try {
      return AccessToken.of(jwt);
    } catch (IllegalArgumentException unusable) {
      throw new TokenException("The issuer's jwt cannot be used as a bearer token");
    }
  }

  private static String segment(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new TokenException("There can be no session or template of this name");
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return "SessionTokens[" + issuer + "]";
  }
}
