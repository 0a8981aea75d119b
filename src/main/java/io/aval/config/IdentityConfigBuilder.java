package io.aval.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes an {@link IdentityConfig} in code, by the same rules and with the same defaults as the
 * configuration: each method is the key of its name. Not safe for use by many threads.
 */
public final class IdentityConfigBuilder {
  private final List<ProviderConfig> providers = new ArrayList<>();
  private final Map<String, String> values = new TreeMap<>();

  IdentityConfigBuilder() {}

  /**
   * Adds a trusted issuer.
   *
   * @param provider made by {@link ProviderConfig#builder}
   * @return this builder
   */
  public IdentityConfigBuilder provider(ProviderConfig provider) {
    providers.add(provider);
    return this;
  }

  /**
   * Says what {@code getUserPrincipal().getName()} answers.
   *
   * @param name {@code token-identifier} (the default), {@code subject} or a claim path
   * @return this builder
   */
  public IdentityConfigBuilder principalName(String name) {
    return set(ApplicationKeys.PRINCIPAL_NAME, name);
  }

  /**
   * Says where a token is looked for, in order.
   *
   * @param sources as in {@code aval.token-sources}; {@code header} by default
   * @return this builder
   */
  public IdentityConfigBuilder tokenSources(String... sources) {
    return setAll(ApplicationKeys.TOKEN_SOURCES, sources);
  }

  /**
   * Names the origins whose pages may call with a cookie.
   *
   * @param origins {@code https://app.example.com}
   * @return this builder
   */
  public IdentityConfigBuilder allowedOrigins(String... origins) {
    return setAll(ApplicationKeys.ALLOWED_ORIGINS, origins);
  }

  /**
   * Trusts further authorities when keys are fetched.
   *
   * @param file absolute path of a PEM file that is there
   * @return this builder
   */
  public IdentityConfigBuilder caFile(Path file) {
    return set(ApplicationKeys.CA_FILE, file.toString());
  }

  /**
   * Fetches keys through a proxy.
   *
   * @param proxy {@code http://host:port}
   * @return this builder
   */
  public IdentityConfigBuilder proxy(URI proxy) {
    return set(ApplicationKeys.PROXY, proxy.toString());
  }

  /**
   * Says how much a refusal tells the caller.
   *
   * @param details {@code FULL} by default
   * @return this builder
   */
  public IdentityConfigBuilder errorDetails(IdentityConfig.ErrorDetails details) {
    return set(ApplicationKeys.ERROR_DETAILS, Values.written(details));
  }

  /**
   * Says what happens to a call with a bad token.
   *
   * @param action {@code REJECT} by default
   * @return this builder
   */
  public IdentityConfigBuilder invalidToken(IdentityConfig.InvalidToken action) {
    return set(ApplicationKeys.INVALID_TOKEN, Values.written(action));
  }

  /**
   * Says whether the Jakarta Security mechanism is installed.
   *
   * @param use {@code AUTO} by default
   * @return this builder
   */
  public IdentityConfigBuilder containerSecurity(IdentityConfig.ContainerSecurity use) {
    return set(ApplicationKeys.CONTAINER_SECURITY, Values.written(use));
  }

  /**
   * Bounds the length of a token.
   *
   * @param bytes 1 KiB to 1 MiB; 16 KiB by default
   * @return this builder
   */
  public IdentityConfigBuilder maxTokenSize(int bytes) {
    return set(ApplicationKeys.MAX_TOKEN_SIZE, Integer.toString(bytes));
  }

  /**
   * Bounds the cache of verified tokens.
   *
   * @param bytes 0 for none, to 1 GiB; 8 MiB by default
   * @return this builder
   */
  public IdentityConfigBuilder tokenCacheSize(long bytes) {
    return set(ApplicationKeys.TOKEN_CACHE_SIZE, Long.toString(bytes));
  }

  /**
   * Bounds conversations over WebSocket.
   *
   * @param authenticateWithin how long one may stay without an identity, in whole seconds: 1 s to 5
   *     minutes, 10 s unless set
   * @param authenticateRate how many {@code Authenticate} messages one may send a minute: 1 to
   *     6,000, 30 unless set
   * @param revocationInterval how often an idle one's identity is held against the revocation
   *     store, in whole seconds: 1 s to 1 h, 10 s unless set
   * @return this builder
   */
  public IdentityConfigBuilder webSocket(
      Duration authenticateWithin, int authenticateRate, Duration revocationInterval) {
    return set(WebSocketKeys.AUTHENTICATE_WITHIN, authenticateWithin.toSeconds() + "s")
        .set(WebSocketKeys.AUTHENTICATE_RATE, Integer.toString(authenticateRate))
        .set(WebSocketKeys.REVOCATION_INTERVAL, revocationInterval.toSeconds() + "s");
  }

  /**
   * Makes the application an issuer itself.
   *
   * @return this builder
   */
  public IdentityConfigBuilder issuerEnabled() {
    return set(IssuerKeys.ENABLED, "true");
  }

  /**
   * Fixes the issuer URL of the application's own tokens.
   *
   * @param url {@code https}, or {@code http} on loopback
   * @return this builder
   */
  public IdentityConfigBuilder issuerUrl(URI url) {
    return set(IssuerKeys.URL, url.toString());
  }

  /**
   * Keeps JWT templates in a directory rather than in the application.
   *
   * @param directory an absolute path; made when it is not there
   * @return this builder
   */
  public IdentityConfigBuilder issuerTemplates(Path directory) {
    return set(IssuerKeys.TEMPLATES, directory.toString());
  }

  /**
   * Keeps the signing keys in a PKCS#12 file.
   *
   * @param file an absolute path; made when it is not there
   * @param password what encrypts it: at least 16 characters
   * @return this builder
   */
  public IdentityConfigBuilder issuerKeys(Path file, Secret password) {
    return set(IssuerKeys.KEYS, file.toString()).set(IssuerKeys.KEYS_PASSWORD, password.reveal());
  }

  /**
   * Says when signing keys change.
   *
   * @param every how old a key becomes, in whole seconds; 90 days unless set
   * @param publishAhead how long it can be fetched before it signs, in whole seconds: 2 s to 30
   *     days, 10 minutes unless set
   * @return this builder
   */
  public IdentityConfigBuilder issuerKeyRotation(Duration every, Duration publishAhead) {
    return set(IssuerKeys.KEY_ROTATION, every.toSeconds() + "s")
        .set(IssuerKeys.KEY_PUBLISH_AHEAD, publishAhead.toSeconds() + "s");
  }

  /**
   * Lets anybody mint tokens for the users in a file; for development only.
   *
   * @param path inside the application, under {@code /WEB-INF/}
   * @return this builder
   */
  public IdentityConfigBuilder issuerDemoUsers(String path) {
    return set(IssuerKeys.DEMO_USERS, path);
  }

  /**
   * Keeps templates and signing keys in a database.
   *
   * @param jndiName the container's name of the data source, such as {@code
   *     java:comp/env/jdbc/aval}
   * @param password what encrypts the keys: at least 16 characters
   * @return this builder
   */
  public IdentityConfigBuilder issuerDatasource(String jndiName, Secret password) {
    return set(IssuerKeys.DATASOURCE, jndiName).set(IssuerKeys.KEYS_PASSWORD, password.reveal());
  }

  /**
   * Lets servers mint tokens and change templates by secret keys.
   *
   * @param sha256 the SHA-256 of each key, 64 hexadecimal digits
   * @return this builder
   */
  public IdentityConfigBuilder issuerSecretKeyHashes(String... sha256) {
    return set(
        IssuerKeys.SECRET_KEYS,
        Arrays.stream(sha256).map(hash -> "sha256:" + hash).collect(Collectors.joining(",")));
  }

  /**
   * Bounds how often a caller may call the issuer's endpoints.
   *
   * @param callsIn10Seconds 1 to 1,000,000; 1,000 unless set
   * @return this builder
   */
  public IdentityConfigBuilder issuerRateLimit(int callsIn10Seconds) {
    return set(IssuerKeys.RATE_LIMIT, Integer.toString(callsIn10Seconds));
  }

  /**
   * Refuses templates with unknown shortcodes when they are saved.
   *
   * @return this builder
   */
  public IdentityConfigBuilder issuerStrictShortcodes() {
    return set(IssuerKeys.STRICT_SHORTCODES, "true");
  }

  /**
   * Opens the page for templates.
   *
   * @param role the role that it asks for
   * @return this builder
   */
  public IdentityConfigBuilder issuerDashboard(String role) {
    return set(IssuerKeys.DASHBOARD, "true").set(IssuerKeys.DASHBOARD_ROLE, role);
  }

  /**
   * Makes the configuration.
   *
   * @return the configuration, checked, with the providers in the order of their names
   * @throws ConfigException with every fault, when there is any
   */
  public IdentityConfig build() {
    Faults faults = new Faults();
    List<ProviderConfig> ordered = new ArrayList<>(providers);
    ordered.sort(Comparator.comparing(ProviderConfig::name));
    new ProviderSet(faults).checkNames(ordered.stream().map(ProviderConfig::name).toList());
    IdentityConfig config = ConfigReader.config(values, ordered, faults);
    faults.throwIfAny();
    return config;
  }

  private IdentityConfigBuilder setAll(ConfigKey key, String... items) {
    return set(key, Arrays.stream(items).map(ValueForms::escaped).collect(Collectors.joining(",")));
  }

  private IdentityConfigBuilder set(ConfigKey key, String value) {
    values.put(key.name(), value);
    return this;
  }
}
