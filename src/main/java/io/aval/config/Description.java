package io.aval.config;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.config.IdentityConfig.WebSocketConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a configuration down as lines {@code key = value}, with secrets masked. */
final class Description {
  private final List<String> lines = new ArrayList<>();
  private final String provider;

  private Description(String provider) {
    this.provider = provider;
  }

  static List<String> of(IdentityConfig config) {
    List<String> lines = new ArrayList<>();
    for (ProviderConfig provider : config.providers()) {
      Description description = new Description(provider.name());
      description.add(provider);
      lines.addAll(description.lines);
    }
    Description application = new Description("");
    application.add(config);
    lines.addAll(application.lines);
    return List.copyOf(lines);
  }

  private void add(ProviderConfig p) {
    line(ProviderKeys.TYPE, Values.written(p.type()));
    line(
        p.type() == ProviderConfig.Type.OIDC ? ProviderKeys.DOMAIN : ProviderKeys.ISSUER,
        p.issuer());
    line(ProviderKeys.APPLICATION_ID, p.applicationIds());
    line(ProviderKeys.ALLOW_ANY_AUDIENCE, p.allowAnyAudience());
    line(ProviderKeys.AUDIENCE_CLAIMS, p.audienceClaims());
    line(ProviderKeys.JWKS, p.jwks().map(Description::masked));
    line(ProviderKeys.DISCOVERY, p.discovery().map(Description::masked));
    line(ProviderKeys.TENANTS, p.tenants());
    line(ProviderKeys.ALGORITHMS, p.algorithms());
    addRules(p);
    line(ProviderKeys.INSECURE_HTTP, p.insecureHttp());
    line(ProviderKeys.SECRET, p.secret());
  }

  private void addRules(ProviderConfig p) {
    line(ProviderKeys.TOKEN_TYPES, p.tokenTypes());
    line(ProviderKeys.AUTHORIZED_PARTIES, p.authorizedParties());
    line(ProviderKeys.CLOCK_SKEW, written(p.clockSkew()));
    line(ProviderKeys.MAX_TOKEN_LIFETIME, p.maxTokenLifetime().map(Description::written));
    line(ProviderKeys.REQUIRED_CLAIMS, requiredClaims(p));
    line(ProviderKeys.ROLES_CLAIMS, p.rolesClaims());
    p.allowedRoles().ifPresent(roles -> line(ProviderKeys.ALLOWED_ROLES, roles));
    line(ProviderKeys.SCOPES_CLAIMS, p.scopesClaims());
    p.identityFields()
        .forEach(
            (field, path) ->
                lines.add(
                    ProviderKeys.IDENTITY
                            .named(provider)
                            .replace(ConfigKey.FIELD, IdentityFields.toDashed(field))
                        + " = "
                        + path));
  }

  private void add(IdentityConfig config) {
    line(ApplicationKeys.PRINCIPAL_NAME, config.principalName());
    line(
        ApplicationKeys.TOKEN_SOURCES,
        config.tokenSources().stream().map(TokenSourceSyntax::written).toList());
    line(ApplicationKeys.ALLOWED_ORIGINS, config.allowedOrigins());
    line(ApplicationKeys.CA_FILE, config.http().caFile());
    line(ApplicationKeys.PROXY, config.http().proxy());
    line(ApplicationKeys.ERROR_DETAILS, Values.written(config.errorDetails()));
    line(ApplicationKeys.INVALID_TOKEN, Values.written(config.invalidToken()));
    line(ApplicationKeys.CONTAINER_SECURITY, Values.written(config.containerSecurity()));
    line(ApplicationKeys.MAX_TOKEN_SIZE, config.maxTokenSize());
    line(ApplicationKeys.TOKEN_CACHE_SIZE, config.tokenCacheSize());
    add(config.webSocket());
    add(config.issuer());
  }

  private void add(WebSocketConfig webSocket) {
    line(WebSocketKeys.AUTHENTICATE_WITHIN, written(webSocket.authenticateWithin()));
    line(WebSocketKeys.AUTHENTICATE_RATE, webSocket.authenticateRate());
    line(WebSocketKeys.REVOCATION_INTERVAL, written(webSocket.revocationInterval()));
  }

  private void add(IssuerConfig issuer) {
    line(IssuerKeys.ENABLED, issuer.enabled());
    line(IssuerKeys.URL, issuer.url());
    line(IssuerKeys.TEMPLATES, issuer.templates());
    line(IssuerKeys.STRICT_SHORTCODES, issuer.strictShortcodes());
    line(IssuerKeys.KEYS, issuer.keys());
    line(IssuerKeys.KEYS_PASSWORD, issuer.keysPassword());
    line(IssuerKeys.KEY_ROTATION, written(issuer.keyRotation()));
    line(IssuerKeys.KEY_PUBLISH_AHEAD, written(issuer.keyPublishAhead()));
    line(IssuerKeys.DATASOURCE, issuer.datasource());
    line(IssuerKeys.SECRET_KEYS, masked(issuer.secretKeyHashes()));
    line(IssuerKeys.RATE_LIMIT, issuer.rateLimit());
    line(IssuerKeys.DASHBOARD, issuer.dashboard());
    line(IssuerKeys.DASHBOARD_ROLE, issuer.dashboardRole());
    line(IssuerKeys.DEMO_USERS, issuer.demoUsers());
  }

  /** How many there are: a hash would let whoever reads the log try keys out at home. */
  private static List<String> masked(List<String> secrets) {
    return secrets.stream().map(secret -> Secret.of(secret).toString()).toList();
  }

  private void line(ConfigKey key, Object value) {
    lines.add(key.named(provider) + " = " + value);
  }

  private void line(ConfigKey key, Collection<String> values) {
    if (!values.isEmpty()) {
      line(key, values.stream().map(ValueForms::escaped).collect(Collectors.joining(",")));
    }
  }

  private void line(ConfigKey key, Optional<?> value) {
    value.ifPresent(present -> line(key, present));
  }

  private static List<String> requiredClaims(ProviderConfig provider) {
    List<String> claims = new ArrayList<>();
    provider
        .requiredClaims()
        .forEach((name, value) -> claims.add(name + value.map(v -> "=" + v).orElse("")));
    return claims;
  }

  /** A data URL may be long and hold keys, and a query may hold an API key. */
  private static String masked(URI place) {
    String text = place.toString();
    int cut = text.startsWith("data:") ? text.indexOf(',') : text.indexOf('?');
    return cut < 0 ? text : text.substring(0, cut + 1) + "…";
  }

  private static String written(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
