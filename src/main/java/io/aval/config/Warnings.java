package io.aval.config;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.config.IdentityConfig.TokenSource;
import io.aval.config.IdentityConfig.TokenSource.Kind;
import java.util.ArrayList;
import java.util.List;

/** What works and is risky. */
final class Warnings {

  private Warnings() {}

  static List<String> of(IdentityConfig config) {
    List<String> warnings = new ArrayList<>();
    config.providers().forEach(provider -> addOf(provider, warnings));
    config.tokenSources().forEach(source -> addOf(source, warnings));
    for (String origin : config.allowedOrigins()) {
      if (origin.startsWith("http:") && !Urls.isLoopback(java.net.URI.create(origin).getHost())) {
        warnings.add(
            ApplicationKeys.ALLOWED_ORIGINS.name()
                + ": anybody on the way can put a page of their own in the place of "
                + origin);
      }
    }
    addOf(config.issuer(), warnings);
    return warnings;
  }

  private static void addOf(IssuerConfig issuer, List<String> warnings) {
    if (!issuer.enabled() && (issuer.dashboard() || !issuer.secretKeyHashes().isEmpty())) {
      ConfigKey without = issuer.dashboard() ? IssuerKeys.DASHBOARD : IssuerKeys.SECRET_KEYS;
      warnings.add(
          without.name() + ": has no effect, since " + IssuerKeys.ENABLED.name() + " is not true");
    }
    issuer
        .demoUsers()
        .filter(file -> issuer.enabled())
        .ifPresent(
            file ->
                warnings.add(
                    IssuerKeys.DEMO_USERS.name()
                        + ": callers on the server's own machine may mint tokens for the users in "
                        + file
                        + "; for development only"));
  }

  private static void addOf(ProviderConfig provider, List<String> warnings) {
    if (provider.allowAnyAudience()) {
      String unless =
          provider.authorizedParties().isEmpty()
              ? "tokens that this issuer made for any other application are accepted here too"
              : "the audience is not looked at; authorized-parties alone tells whose tokens they are";
      warnings.add(ProviderKeys.ALLOW_ANY_AUDIENCE.named(provider.name()) + ": " + unless);
    }
    if (provider.insecureHttp()) {
      warnings.add(
          ProviderKeys.INSECURE_HTTP.named(provider.name())
              + ": anybody on the way can replace the issuer's keys; not for production");
    }
    if (provider.allowedRoles().isPresent() && provider.rolesClaims().isEmpty()) {
      warnings.add(
          ProviderKeys.ALLOWED_ROLES.named(provider.name())
              + ": has no effect, since roles-claims names no claim that grants roles");
    }
  }

  private static void addOf(TokenSource source, List<String> warnings) {
    if (source.kind() == Kind.QUERY || source.kind() == Kind.FORM) {
      String risk =
          source.kind() == Kind.QUERY
              ? "URLs with their tokens end up in logs, histories and Referer headers"
              : "reading the form takes the body from the application, and is rarely needed";
      warnings.add(
          ApplicationKeys.TOKEN_SOURCES.name()
              + ": "
              + TokenSourceSyntax.written(source)
              + ": "
              + risk);
    }
  }
}
