package io.aval.internal.cli;

import io.aval.config.IdentityConfig;
import io.aval.config.IdentityConfig.TokenSource;
import io.aval.config.ProviderConfig;
import io.aval.internal.hint.KnownIssuer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for settings of a known issuer with which its tokens would be refused, or too many of them
 * accepted. For one provider.
 */
final class SettingsCheck {
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

  /** What a service account of Google Cloud is told by, or kept out by. */
  private static final Set<String> ACCOUNT = Set.of("email", "sub", "hd");

  /** Where proxies put their tokens. */
  private static final Map<KnownIssuer, String> HEADERS =
      Map.of(
          KnownIssuer.CLOUDFLARE,
          "cf-access-jwt-assertion",
          KnownIssuer.GOOGLE_IAP,
          "x-goog-iap-jwt-assertion");

  /** A resource, and no app client. */
  private static final String RESOURCE = "https?://.*";

  private static final String OKTA_CLIENT = "0oa[A-Za-z0-9]{17}";

  private final ProviderConfig provider;
  private final List<TokenSource> sources;
  private final SettingsFindings found;

  private SettingsCheck(ProviderConfig provider, List<TokenSource> sources) {
    this.provider = provider;
    this.sources = sources;
    this.found = new SettingsFindings(provider);
  }

  /** Which known issuer a provider is, if it is one. */
  static Optional<NamedIssuer> named(ProviderConfig provider) {
    return NamedIssuer.of(provider.issuer());
  }

  /** What will not work, a sentence each. */
  static List<String> of(ProviderConfig provider, IdentityConfig config) {
    SettingsCheck check = new SettingsCheck(provider, config.tokenSources());
    Optional<KnownIssuer> known = named(provider).map(NamedIssuer::known);
    known.ifPresent(check::look);
    if (known.filter(HEADERS::containsKey).isEmpty()) {
      check.behindAProxy();
    }
    return check.found.warnings();
  }

  private void look(KnownIssuer known) {
    switch (known) {
      case CLERK -> clerk();
      case AUTH0 -> auth0();
      case OKTA, OKTA_ORG -> okta(known);
      case ENTRA, ENTRA_V1, ENTRA_BARE, ENTRA_EXTERNAL, B2C, ADFS ->
          new MicrosoftSettings(provider, found).look(known);
      case COGNITO -> cognito();
      case FIREBASE -> known.part(provider.issuer(), "project").ifPresent(this::firebase);
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
      case SUPABASE -> supabase();
      case GITHUB, GITLAB -> pipeline(known);
      case CLOUDFLARE, GOOGLE_IAP -> proxy(known);
      default -> audiences(known);
    }
  }

  private void audiences(KnownIssuer known) {
    switch (known) {
      case GOOGLE ->
          warn(
              idsMatch("(?!.*\\.apps\\.googleusercontent\\.com$).*")
                  && !found.requiresValueOf(ACCOUNT::contains),
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

  private void firebase(String project) {
    boolean number = project.matches("[0-9]+");
    warn(
        number,
        "the domain ends in the project's number, and no token has that in its issuer: write the"
            + " project's id (Project settings)");
    if (!number) {
      found.only(project, "the audience of its tokens is always the project's id");
    }
  }

  private void supabase() {
    warn(
        !provider.issuer().matches(".*/auth/v1/*"),
        "no token has this issuer: that of a project ends in /auth/v1");
    found.only("authenticated", "the audience of its users' tokens is always authenticated");
    warn(
        provider.rolesClaims().stream().anyMatch(one -> one.matches("user_metadata(\\..*)?")),
        "roles-claims has user_metadata, which users write themselves: everybody can take every"
            + " role; the server alone writes app_metadata");
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
        known == KnownIssuer.OKTA_ORG && !idsMatch(OKTA_CLIENT),
        "this is the org authorization server, whose access tokens only Okta can verify; a custom"
            + " one ends in /oauth2/<id>");
    warn(
        known == KnownIssuer.OKTA && idsMatch(OKTA_CLIENT),
        "application-id is a client ID, which only ID tokens have as their audience; an access"
            + " token has the authorization server's, such as api://default");
  }

  private void cognito() {
    boolean client = provider.audienceClaims().contains("client_id");
    boolean aud = provider.audienceClaims().contains("aud");
    boolean any = provider.allowAnyAudience();
    Optional<String> use = provider.requiredClaims().getOrDefault("token_use", Optional.empty());
    warn(
        !any && !client && !use.equals(Optional.of("id")) && !idsMatch(RESOURCE),
        "access tokens have an aud only where the client asked for a resource:"
            + " audience-claims=client_id for all others, or required-claims=token_use=id where ID"
            + " tokens are meant");
    warn(
        (any || (client && aud)) && use.isEmpty(),
        "ID tokens are accepted as well as access tokens; required-claims=token_use=access keeps"
            + " them out");
  }

  private void pipeline(KnownIssuer known) {
    warn(
        !found.requiresValueOf(PIPELINES::contains),
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

  /** A proxy that came later may have taken the place of Authorization. */
  private void behindAProxy() {
    warn(
        sources.stream()
            .allMatch(one -> HEADERS.containsValue(one.name().toLowerCase(Locale.ROOT))),
        "aval.token-sources names a proxy's header alone: tokens of this issuer in Authorization are"
            + " not looked at");
  }

  private void proxy(KnownIssuer known) {
    String header = String.valueOf(HEADERS.get(known));
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
    warn(found.hasNoOtherPlaceOfKeys(), "jwks is missing: there is no discovery document");
  }

  private boolean looksInto(String header) {
    return sources.stream().anyMatch(one -> one.name().equalsIgnoreCase(header));
  }

  private boolean idsMatch(String pattern) {
    return found.idsMatch(pattern);
  }

  private void warn(boolean holds, String warning) {
    found.warn(holds, warning);
  }
}
