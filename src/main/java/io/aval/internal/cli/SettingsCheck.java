package io.aval.internal.cli;

import io.aval.config.IdentityConfig;
import io.aval.config.IdentityConfig.TokenSource;
import io.aval.config.ProviderConfig;
import io.aval.internal.hint.KnownIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for settings of a known issuer with which its tokens would be refused, or too many of them
 * accepted. For one provider.
 */
final class SettingsCheck {
  private static final Set<String> NO_TENANTS = Set.of("common", "organizations", "consumers");

  private static final Set<String> PIPELINES =
      Set.of(
          "repository",
          "repository_id",
          "repository_owner",
          "repository_owner_id",
          "job_workflow_ref",
          "enterprise",
          "enterprise_id",
          "project_id",
          "project_path",
          "namespace_id",
          "namespace_path",
          "sub");

  private final ProviderConfig provider;
  private final List<TokenSource> sources;
  private final List<String> warnings = new ArrayList<>();

  private SettingsCheck(ProviderConfig provider, List<TokenSource> sources) {
    this.provider = provider;
    this.sources = sources;
  }

  /** Which known issuer a provider is, if it is one. */
  static Optional<KnownIssuer> known(ProviderConfig provider) {
    return KnownIssuer.of(provider.issuer());
  }

  /** What will not work, a sentence each. */
  static List<String> of(ProviderConfig provider, IdentityConfig config) {
    SettingsCheck check = new SettingsCheck(provider, config.tokenSources());
    known(provider).ifPresent(check::look);
    return List.copyOf(check.warnings);
  }

  private void look(KnownIssuer known) {
    switch (known) {
      case CLERK -> clerk();
      case AUTH0 -> auth0();
      case OKTA, OKTA_ORG -> okta(known);
      case ENTRA, ENTRA_V1, ENTRA_BARE -> entra(known);
      case COGNITO -> cognito();
      case FIREBASE ->
          known
              .part(provider.issuer(), "project")
              .ifPresent(
                  project ->
                      only(project, "the audience of its tokens is always the project's id"));
      case KEYCLOAK ->
          warn(
              provider.applicationIds().contains("account"),
              "application-id=account: every token of the realm has that audience, whichever"
                  + " client it is for");
      default -> lookFurther(known);
    }
  }

  private void lookFurther(KnownIssuer known) {
    switch (known) {
      case SUPABASE ->
          only("authenticated", "the audience of its users' tokens is always authenticated");
      case B2C ->
          warn(
              provider.discovery().isEmpty() && provider.jwks().isEmpty(),
              "discovery is missing: B2C has a document for each policy, and none under the issuer");
      case ADFS ->
          warn(
              provider.type() == ProviderConfig.Type.OIDC,
              "AD FS writes another issuer into access tokens, http://<host>/adfs/services/trust:"
                  + " with domain only its ID tokens are accepted");
      case GITHUB, GITLAB -> pipeline(known);
      case CLOUDFLARE, GOOGLE_IAP -> proxy(known);
      default -> audiences(known);
    }
  }

  private void audiences(KnownIssuer known) {
    switch (known) {
      case GOOGLE ->
          warn(
              idsMatch("(?!.*\\.apps\\.googleusercontent\\.com$).*"),
              "application-id is no client ID (….apps.googleusercontent.com): every service account"
                  + " of Google Cloud gets tokens for any other audience it asks for");
      case APPLE ->
          warn(
              idsMatch("[A-Z0-9]{10}"),
              "application-id looks like a Team ID, which is no token's audience; it is the"
                  + " Services ID or bundle ID");
      case KUBERNETES ->
          warn(
              idsMatch("https://kubernetes\\.default\\.svc.*"),
              "application-id is the audience of the API server: every pod's default token is"
                  + " accepted");
      default -> {}
    }
  }

  private void clerk() {
    warn(
        provider.allowAnyAudience() && provider.authorizedParties().isEmpty(),
        "allow-any-audience without authorized-parties: tokens for every page of the instance are"
            + " accepted, also for one that somebody else runs");
    warn(
        provider.authorizedParties().stream().anyMatch(one -> one.endsWith("/")),
        "authorized-parties has an origin with a slash at its end; azp has none");
  }

  private void auth0() {
    warn(
        idsMatch("[A-Za-z0-9]{32}"),
        "application-id looks like a client ID, which only ID tokens have as their audience; an"
            + " access token has the API's Identifier");
    warn(
        idsMatch("https://.*\\.auth0\\.com/(userinfo|api/v2/)"),
        "application-id is an API of Auth0's own");
  }

  private void okta(KnownIssuer known) {
    warn(
        known == KnownIssuer.OKTA_ORG,
        "this is the org authorization server, whose access tokens only Okta can verify; a custom"
            + " one ends in /oauth2/<id>");
    warn(
        known == KnownIssuer.OKTA && idsMatch("0oa[A-Za-z0-9]{17}"),
        "application-id is a client ID, which only ID tokens have as their audience; an access"
            + " token has the authorization server's, such as api://default");
  }

  private void entra(KnownIssuer known) {
    Optional<String> tenant = known.part(provider.issuer(), "tenant");
    warn(
        tenant.filter(NO_TENANTS::contains).isPresent(),
        "no token has " + tenant.orElse("") + " in its issuer; write {tenant}, and name tenants");
    warn(
        idsMatch("https://graph\\.microsoft\\.com/?|00000003-0000-0000-c000-000000000000"),
        "application-id is Microsoft Graph, whose tokens nobody else can verify");
    entraVersion(known);
  }

  private void entraVersion(KnownIssuer known) {
    warn(
        known == KnownIssuer.ENTRA && idsMatch("api://.*"),
        "application-id begins with api://, and the audience of version 2 is the bare id");
    warn(
        known == KnownIssuer.ENTRA_BARE,
        "no token has this issuer: version 2 has /v2.0 at its end, version 1 is"
            + " https://sts.windows.net/<tenant>/");
    warn(
        known == KnownIssuer.ENTRA_V1
            && provider.discovery().isEmpty()
            && provider.jwks().isEmpty(),
        "discovery is missing: the document of version 1 is at"
            + " https://login.microsoftonline.com/<tenant>/.well-known/openid-configuration");
  }

  private void cognito() {
    boolean client = provider.audienceClaims().contains("client_id");
    boolean aud = provider.audienceClaims().contains("aud");
    boolean any = provider.allowAnyAudience();
    Optional<String> use = provider.requiredClaims().getOrDefault("token_use", Optional.empty());
    warn(
        !any && !client && !use.equals(Optional.of("id")),
        "access tokens have no aud: audience-claims=client_id, or required-claims=token_use=id where"
            + " ID tokens are meant");
    warn(
        !any && !client && use.equals(Optional.of("access")),
        "no token can be accepted: access tokens have no aud, and others are not asked for");
    warn(
        (any || (client && aud)) && use.isEmpty(),
        "ID tokens are accepted as well as access tokens; required-claims=token_use=access keeps"
            + " them out");
  }

  private void pipeline(KnownIssuer known) {
    warn(
        provider.requiredClaims().keySet().stream().noneMatch(PIPELINES::contains),
        "everybody on "
            + known.title()
            + " gets tokens for any audience: without required-claims ("
            + (known == KnownIssuer.GITHUB ? "repository_id" : "project_id")
            + "=<id>) all of them are let in");
    warn(
        idsMatch("https://github\\.com/.*"),
        "application-id is the default audience: tokens that were made for other services are"
            + " accepted");
  }

  private void proxy(KnownIssuer known) {
    String header =
        known == KnownIssuer.CLOUDFLARE ? "cf-access-jwt-assertion" : "x-goog-iap-jwt-assertion";
    warn(
        !looksInto(header),
        "the token comes in a header of its own: aval.token-sources=header:" + header);
    warn(
        known == KnownIssuer.GOOGLE_IAP && looksInto(header) && looksInto("Authorization"),
        "aval.token-sources has header as well: the token by which a program passed the proxy may"
            + " be in Authorization, and is for the proxy alone");
    warn(
        known == KnownIssuer.CLOUDFLARE && idsMatch("(?![0-9a-f]{64}$).*"),
        "application-id is not an Application Audience (AUD) Tag, 64 hexadecimal digits");
    warn(
        known == KnownIssuer.GOOGLE_IAP && idsMatch("(?!/projects/[0-9]+/).*"),
        "application-id is /projects/<number>/…, with the project's number and not its name");
    warn(
        provider.jwks().isEmpty() && provider.discovery().isEmpty(),
        "jwks is missing: there is no discovery document");
  }

  private boolean looksInto(String header) {
    return sources.stream().anyMatch(one -> one.name().equalsIgnoreCase(header));
  }

  private boolean idsMatch(String pattern) {
    return provider.applicationIds().stream().anyMatch(one -> one.matches(pattern));
  }

  /** Warns of an audience that this issuer never sets. */
  private void only(String audience, String why) {
    warn(
        !provider.allowAnyAudience() && !provider.applicationIds().contains(audience),
        "application-id should be " + audience + ": " + why);
  }

  private void warn(boolean holds, String warning) {
    if (holds) {
      warnings.add(warning);
    }
  }
}
