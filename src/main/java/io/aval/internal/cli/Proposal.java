package io.aval.internal.cli;

import io.aval.internal.hint.KnownIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting that goes with a known issuer.
 *
 * @param key the last part of a provider's key, or a whole key of the application's
 * @param value what to set it to
 * @param why why, in a line
 * @param ofOtherDomain whether it is right only together with the domain that is proposed
 */
record Proposal(String key, String value, String why, boolean ofOtherDomain) {
  static final String ROLES = "roles-claims";
  static final String DOMAIN = "domain";
  private static final String REQUIRED = "required-claims";
  private static final Pattern EXTERNAL =
      Pattern.compile(
          "https://(?<name>(?![0-9a-f-]{36}\\.)[A-Za-z0-9-]+\\.ciamlogin\\.com)"
              + "/(?<tenant>[0-9a-f-]{36})(/v2\\.0)?");

  static final String SOURCES = "aval.token-sources";
  private static final String IAP_HEADER = "header:x-goog-iap-jwt-assertion";

  private Proposal(String key, String value, String why) {
    this(key, value, why, false);
  }

  /** What goes with an issuer, whatever the application; nothing where that is not known. */
  static List<Proposal> of(KnownIssuer known, String issuer) {
    String domain = issuer.replaceFirst("/+$", "");
    return switch (known) {
      case OKTA, OKTA_ORG -> okta(known, domain);
      case ENTRA, ENTRA_V1, ENTRA_BARE -> entra(known, domain);
      case COGNITO ->
          List.of(
              new Proposal(
                  "audience-claims",
                  "client_id",
                  "only access tokens for a resource have an aud; the app client is in client_id"),
              new Proposal(REQUIRED, "token_use=access", "keeps ID tokens out"),
              new Proposal(ROLES, "cognito:groups", "the user's groups grant roles"));
      case KEYCLOAK ->
          List.of(new Proposal(ROLES, "realm_access.roles", "roles of the realm grant roles"));
      case AUTHENTIK -> List.of(new Proposal(ROLES, "groups", "the user's groups grant roles"));
      case ZITADEL ->
          List.of(
              new Proposal(
                  REQUIRED, "jti", "access tokens have one; keeps ID tokens out, which do not"));
      default -> ofHostedOnes(known, domain);
    };
  }

  private static List<Proposal> ofHostedOnes(KnownIssuer known, String domain) {
    return switch (known) {
      case FIREBASE ->
          known
              .part(domain, "project")
              .filter(project -> !project.matches("[0-9]+")) // a number is not in the audience
              .map(
                  project ->
                      List.of(
                          new Proposal(
                              "application-id", project, "the audience is the project's id")))
              .orElse(List.of());
      case SUPABASE -> supabase(domain);
      case ENTRA_EXTERNAL -> external(domain);
      case CLOUDFLARE ->
          List.of(
              new Proposal("jwks", domain + "/cdn-cgi/access/certs", "there is no discovery"),
              new Proposal(
                  SOURCES, "header:Cf-Access-Jwt-Assertion", "where Cloudflare puts the token"));
      case GOOGLE_IAP ->
          List.of(
              new Proposal(
                  "jwks",
                  "https://www.gstatic.com/iap/verify/public_key-jwk",
                  "there is no discovery"),
              new Proposal(SOURCES, IAP_HEADER, "where the proxy puts the token"));
      default -> List.of();
    };
  }

  private static List<Proposal> okta(KnownIssuer known, String domain) {
    List<Proposal> all = new ArrayList<>();
    if (known == KnownIssuer.OKTA_ORG) {
      all.add(
          new Proposal(
              DOMAIN,
              domain.replace("-admin.okta", ".okta") + "/oauth2/default",
              "access tokens of the org server can be verified by Okta alone"));
    }
    if (known == KnownIssuer.OKTA_ORG || domain.endsWith("/oauth2/default")) {
      all.add(
          new Proposal(
              "application-id",
              "api://default",
              "the audience of the authorization server",
              known == KnownIssuer.OKTA_ORG));
    }
    all.add(
        new Proposal(ROLES, "groups", "groups grant roles, once a claim of that name is added"));
    return all;
  }

  private static List<Proposal> entra(KnownIssuer known, String domain) {
    List<Proposal> all = new ArrayList<>();
    if (known == KnownIssuer.ENTRA_BARE) {
      all.add(new Proposal(DOMAIN, domain + "/v2.0", "the issuer of version 2 ends so"));
    }
    if (known == KnownIssuer.ENTRA_V1) {
      known
          .part(domain, "tenant")
          .ifPresent(
              tenant ->
                  all.add(
                      new Proposal(
                          "discovery",
                          "https://login.microsoftonline.com/"
                              + tenant
                              + "/.well-known/openid-configuration",
                          "the document of version 1 is not under its issuer")));
    }
    all.add(new Proposal(ROLES, "roles", "app roles grant roles"));
    return all;
  }

  /** Discovery is under the tenant's name, and in the issuer the id stands in the name's place. */
  private static List<Proposal> external(String domain) {
    Proposal roles = new Proposal(ROLES, "roles", "app roles grant roles");
    Matcher named = EXTERNAL.matcher(domain);
    if (!named.matches()) {
      return List.of(roles);
    }
    String path = named.group("tenant") + "/v2.0";
    return List.of(
        new Proposal(
            DOMAIN,
            "https://" + named.group("tenant") + ".ciamlogin.com/" + path,
            "the issuer has the tenant's id in its host, too"),
        new Proposal(
            "discovery",
            "https://" + named.group("name") + "/" + path + "/.well-known/openid-configuration",
            "the document is under the tenant's name",
            true),
        roles);
  }

  private static List<Proposal> supabase(String domain) {
    String whole = domain.endsWith("/auth/v1") ? domain : domain + "/auth/v1";
    List<Proposal> all = new ArrayList<>();
    if (!whole.equals(domain)) {
      all.add(new Proposal(DOMAIN, whole, "the issuer ends so"));
    }
    all.add(new Proposal("jwks", whole + "/.well-known/jwks.json", "where the keys are"));
    all.add(new Proposal("application-id", "authenticated", "the audience of every user"));
    all.add(new Proposal(ROLES, "app_metadata.roles", "what users cannot write themselves"));
    return all;
  }

  /**
   * The same where others' tokens are accepted already. In front of Identity-Aware Proxy, what is
   * in Authorization may be for the proxy, and must not be looked at.
   *
   * @param others whose tokens, empty for nobody's
   */
  Proposal beside(List<String> others) {
    if (!isShared() || others.isEmpty()) {
      return this;
    }
    String whose = "the tokens of " + String.join(", ", others);
    return value.equals(IAP_HEADER)
        ? new Proposal(
            key, value, why + "; NOTE: " + whose + " in Authorization are no longer accepted then")
        : new Proposal(key, "header, " + value, why + "; before it " + whose + ", as until now");
  }

  /** As it is typed behind {@code --set}. */
  String setting() {
    return key + "=" + value;
  }

  /** Whether it is said of the application as a whole. */
  boolean isShared() {
    return key.startsWith("aval.");
  }
}
