package io.aval.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is configured for one application. Immutable; read once, when the application is
 * deployed.
 *
 * @param providers the trusted issuers, in the order of their names
 * @param principalName what {@code getUserPrincipal().getName()} says: {@code token-identifier},
 *     {@code subject} or a claim path
 * @param tokenSources where a token is looked for, in order; the first that has one wins
 * @param allowedOrigins origins ({@code https://app.example.com}) whose pages may call with a
 *     cookie, open a WebSocket, or read a cross-origin answer
 * @param http how keys and discovery documents are fetched
 * @param errorDetails how much a refusal says to the caller
 * @param invalidToken what happens to a call with a bad token
 * @param containerSecurity whether the Jakarta Security mechanism is installed
 * @param maxTokenSize the longest accepted token, in bytes
 * @param tokenCacheSize bound of the verified-token cache in bytes; 0 switches it off
 * @param webSocket what bounds a conversation over WebSocket
 * @param issuer the application's own issuer
 */
public record IdentityConfig(
    List<ProviderConfig> providers,
    String principalName,
    List<TokenSource> tokenSources,
    Set<String> allowedOrigins,
    Http http,
    ErrorDetails errorDetails,
    InvalidToken invalidToken,
    ContainerSecurity containerSecurity,
    int maxTokenSize,
    long tokenCacheSize,
    WebSocketConfig webSocket,
    IssuerConfig issuer) {

  /** Copies the collections, in their order; checks nothing, which the reader and builder do. */
  public IdentityConfig {
    providers = List.copyOf(providers);
    tokenSources = List.copyOf(tokenSources);
    allowedOrigins = Copies.of(allowedOrigins);
  }

  /**
   * Starts a configuration in code; what is not set has the default of the configuration.
   *
   * @return a builder
   */
  public static IdentityConfigBuilder builder() {
    return new IdentityConfigBuilder();
  }

  /**
   * Writes everything that is in effect down, defaults included, for the log at DEBUG.
   *
   * @return lines {@code key = value} in the order of the reference; secrets are masked, and so are
   *     queries and key sets in the places of keys
   */
  public List<String> describe() {
    return Description.of(this);
  }

  /**
   * One place where a request may carry a token.
   *
   * @param kind which kind of place
   * @param name the header's, cookie's or parameter's name; {@code Authorization} for {@link
   *     Kind#AUTHORIZATION}, {@code access_token} for {@link Kind#FORM}
   */
  public record TokenSource(Kind kind, String name) {
    /** The kinds of places where a request may carry a token. */
    public enum Kind {
      /**
       * The {@code Authorization} header with the scheme {@code Bearer} (RFC 6750, section 2.1).
       */
      AUTHORIZATION,
      /** A bare token in a header of its own, put there by a proxy. */
      HEADER,
      /** A cookie. */
      COOKIE,
      /** A query parameter (RFC 6750, section 2.3). */
      QUERY,
      /** A form parameter (RFC 6750, section 2.2). */
      FORM
    }
  }

  /**
   * How keys and discovery documents are fetched.
   *
   * @param caFile PEM file with further trusted authorities
   * @param proxy proxy to fetch through, {@code http://host:port}
   */
  public record Http(Optional<Path> caFile, Optional<URI> proxy) {}

  /** How much a refusal says to the caller. */
  public enum ErrorDetails {
    /** Challenge with description, problem body with code and detail. */
    FULL,
    /** Status and RFC 6750 error, nothing more. */
    STATUS
  }

  /** What happens to a call with a bad token. */
  public enum InvalidToken {
    /** It is refused before the application sees it. */
    REJECT,
    /** It is let in, and refused when the code asks for the identity. */
    DEFER
  }

  /** Whether the Jakarta Security mechanism is installed. */
  public enum ContainerSecurity {
    /** Where nothing else claims the application's authentication. */
    AUTO,
    /** Always. */
    ON,
    /** Never. */
    OFF
  }

  /**
   * What bounds a conversation over WebSocket.
   *
   * @param authenticateWithin how long a WebSocket of a protected endpoint may stay without an
   *     identity
   * @param authenticateRate how many {@code Authenticate} messages one WebSocket may send a minute
   * @param revocationInterval how often an idle WebSocket's identity is held against the revocation
   *     store
   */
  public record WebSocketConfig(
      Duration authenticateWithin, int authenticateRate, Duration revocationInterval) {}

  /**
   * The application's own issuer.
   *
   * @param enabled whether it exists
   * @param url its issuer URL; empty: taken from the request, on loopback only
   * @param templates the directory of the JWT templates; empty: the application's own files
   * @param keys the PKCS#12 file of the signing keys; empty: they live as long as the application
   * @param keysPassword what encrypts kept signing keys
   * @param keyRotation how old a signing key becomes
   * @param keyPublishAhead how long a key can be fetched before it signs
   * @param demoUsers path inside the application of the file with demo users, for development
   * @param strictShortcodes whether a template with an unknown shortcode is refused when it is
   *     saved
   * @param datasource JNDI name of the data source in whose database templates and keys are kept;
   *     empty: they are in {@code templates} and {@code keys}
   * @param secretKeyHashes the SHA-256 of each secret key of a server, in lower-case hexadecimal
   * @param rateLimit how many calls a caller may make within 10 seconds
   * @param dashboard whether there is the page for templates
   * @param dashboardRole the role that the page asks for
   */
  public record IssuerConfig(
      boolean enabled,
      Optional<URI> url,
      Optional<Path> templates,
      Optional<Path> keys,
      Optional<Secret> keysPassword,
      Duration keyRotation,
      Duration keyPublishAhead,
      Optional<String> demoUsers,
      boolean strictShortcodes,
      Optional<String> datasource,
      List<String> secretKeyHashes,
      int rateLimit,
      boolean dashboard,
      String dashboardRole) {

    /** Copies the list; checks nothing, which the reader and builder do. */
    public IssuerConfig {
      secretKeyHashes = List.copyOf(secretKeyHashes);
    }
  }
}
