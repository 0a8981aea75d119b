package io.aval.config;

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
  private String provider = "";

  private Description() {}

  static List<String> of(IdentityConfig config) {
    Description description = new Description();
    config.providers().forEach(description::add);
    description.add(config);
    return List.copyOf(description.lines);
  }

  private void add(ProviderConfig p) {
    provider = p.name();
    line(ConfigKeys.TYPE, Values.written(p.type()));
    line(p.type() == ProviderConfig.Type.OIDC ? ConfigKeys.DOMAIN : ConfigKeys.ISSUER, p.issuer());
    line(ConfigKeys.APPLICATION_ID, p.applicationIds());
    line(ConfigKeys.ALLOW_ANY_AUDIENCE, p.allowAnyAudience());
    line(ConfigKeys.AUDIENCE_CLAIMS, p.audienceClaims());
    line(ConfigKeys.JWKS, p.jwks().map(Description::masked));
    line(ConfigKeys.DISCOVERY, p.discovery().map(Description::masked));
    line(ConfigKeys.TENANTS, p.tenants());
    line(ConfigKeys.ALGORITHMS, p.algorithms());
    line(ConfigKeys.TOKEN_TYPES, p.tokenTypes());
    line(ConfigKeys.AUTHORIZED_PARTIES, p.authorizedParties());
    line(ConfigKeys.CLOCK_SKEW, written(p.clockSkew()));
    line(ConfigKeys.MAX_TOKEN_LIFETIME, p.maxTokenLifetime().map(Description::written));
    line(ConfigKeys.REQUIRED_CLAIMS, requiredClaims(p));
    line(ConfigKeys.ROLES_CLAIMS, p.rolesClaims());
    p.allowedRoles().ifPresent(roles -> line(ConfigKeys.ALLOWED_ROLES, roles));
    line(ConfigKeys.SCOPES_CLAIMS, p.scopesClaims());
    p.identityFields()
        .forEach(
            (field, path) ->
                lines.add(
                    ConfigKeys.IDENTITY
                            .named(provider)
                            .replace(ConfigKey.FIELD, IdentityFields.toDashed(field))
                        + " = "
                        + path));
    line(ConfigKeys.INSECURE_HTTP, p.insecureHttp());
    line(ConfigKeys.SECRET, p.secret());
  }

  private void add(IdentityConfig config) {
    line(ConfigKeys.PRINCIPAL_NAME, config.principalName());
    line(
        ConfigKeys.TOKEN_SOURCES,
        config.tokenSources().stream().map(TokenSourceSyntax::written).toList());
    line(ConfigKeys.ALLOWED_ORIGINS, config.allowedOrigins());
    line(ConfigKeys.CA_FILE, config.http().caFile());
    line(ConfigKeys.PROXY, config.http().proxy());
    line(ConfigKeys.ERROR_DETAILS, Values.written(config.errorDetails()));
    line(ConfigKeys.INVALID_TOKEN, Values.written(config.invalidToken()));
    line(ConfigKeys.CONTAINER_SECURITY, Values.written(config.containerSecurity()));
    line(ConfigKeys.MAX_TOKEN_SIZE, config.maxTokenSize());
    line(ConfigKeys.TOKEN_CACHE_SIZE, config.tokenCacheSize());
    line(ConfigKeys.ISSUER_ENABLED, config.issuer().enabled());
    line(ConfigKeys.ISSUER_URL, config.issuer().url());
    line(ConfigKeys.ISSUER_DEMO_USERS, config.issuer().demoUsers());
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
