package io.aval.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens with a grant of OAuth 2.0, from the token endpoint of an {@link OAuthClient}.
 * Immutable: each method returns a new one. It knows no templates, and refuses a request that names
 * one.
 *
 * <p>A token is kept for {@code expires_in}; without it until {@code exp} if it is a JWT, else for
 * {@value AccessToken#LIFETIME_IF_UNKNOWN} s.
 */
public final class OAuthGrant implements TokenFetch {
  private static final Set<String> RESERVED =
      Set.of("grant_type", "client_id", "client_secret", "refresh_token", "subject_token");

  private static final BigDecimal YEAR = BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

  private final OAuthClient client;
  private final Grant grant;
  private final Map<String, List<String>> parameters;

  OAuthGrant(OAuthClient client, Grant grant) {
    this(client, grant, Map.of());
  }

  private OAuthGrant(OAuthClient client, Grant grant, Map<String, List<String>> parameters) {
    this.client = client;
    this.grant = grant;
    this.parameters = parameters;
  }

  /**
   * Asks for scopes (RFC 6749, section 3.3).
   *
   * @param scopes the scopes
   * @return the grant
   */
  public OAuthGrant scope(String... scopes) {
    return parameter("scope", String.join(" ", scopes));
  }

  /**
   * Says whom the token is for, by name (RFC 8693, section 2.1; Auth0 and others take it with every
   * grant).
   *
   * @param audiences names that the server knows
   * @return the grant
   */
  public OAuthGrant audience(String... audiences) {
    return parameter("audience", audiences);
  }

  /**
   * Says whom the token is for, by URL (RFC 8707).
   *
   * @param urls absolute URLs without fragment
   * @return the grant
   */
  public OAuthGrant resource(String... urls) {
    return parameter("resource", urls);
  }

  /**
   * Sets any other parameter of the request.
   *
   * @param name the parameter's name
   * @param values its values, each of which is sent; none: it is not sent
   * @return the grant
   * @throws IllegalArgumentException for a parameter that the grant itself sets
   */
  public OAuthGrant parameter(String name, String... values) {
    if (RESERVED.contains(name) || !name.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException("The parameter " + name + " cannot be set");
    }
    Map<String, List<String>> more = new LinkedHashMap<>(parameters);
    more.put(name, List.of(values));
    return new OAuthGrant(client, grant, more);
  }

  @Override
  public Optional<String> user() {
    return grant.user();
  }

  @Override
  public Optional<AccessToken> fetch(String user, @Nullable String template) throws IOException {
    if (template != null) {
      throw new TokenException("OAuth knows no templates; ask for a token without one");
    }
    try {
      return Optional.of(token(grant.ask(user, this::send)));
    } catch (TokenException refusal) {
      if (grant.endsWith(refusal)) {
        return Optional.empty();
      }
      throw refusal;
    }
  }

  /** Says, on any thread, who the user of the current one is. */
  Supplier<Optional<String>> capturedUser() {
    return grant.captured()::user;
  }

  private Map<String, @Nullable Object> send(Map<String, String> own) throws IOException {
    Map<String, List<String>> all = new LinkedHashMap<>();
    own.forEach((name, value) -> all.put(name, new ArrayList<>(List.of(value))));
    all.putAll(parameters);
    return client.ask(all);
  }

  private static AccessToken token(Map<String, @Nullable Object> answer) {
    if (!(answer.get("access_token") instanceof String text)) {
      throw new TokenException("The token endpoint's answer has no access_token in it");
    }
    // RFC 8693 has N_A for what is no access token; DPoP's cannot be sent as bearer tokens.
    Object type = answer.get("token_type");
    boolean bearer =
        type == null
            || (type instanceof String name
                && (name.equalsIgnoreCase("bearer") || name.equalsIgnoreCase("N_A")));
    if (!bearer) {
      throw new TokenException("The token endpoint answered with a token of another type");
    }
    @Nullable Duration lifetime = lifetime(answer.get("expires_in"));
    try {
      return lifetime == null ? AccessToken.of(text) : AccessToken.lasting(text, lifetime);
    } catch (IllegalArgumentException unusable) {
      throw new TokenException("The token endpoint's token cannot be used as a bearer token");
    }
  }

  /** Seconds; as text too, which some servers send. */
  private static @Nullable Duration lifetime(@Nullable Object value) {
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    if (!text.matches("\\d{1,18}(\\.\\d{1,9})?")) {
      return null;
    }
    return Duration.ofSeconds(new BigDecimal(text).min(YEAR).longValue());
  }

  @Override
  public String toString() {
    return "OAuthGrant[" + grant.getClass().getSimpleName() + " at " + client + "]";
  }
}
