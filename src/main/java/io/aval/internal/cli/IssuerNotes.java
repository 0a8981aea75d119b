package io.aval.internal.cli;

import io.aval.internal.hint.KnownIssuer;
import java.util.Map;
import java.util.Optional;

/** What to know of an issuer before its tokens are accepted, and cannot be set for people. */
final class IssuerNotes {
  private static final Map<KnownIssuer, String> NOTES =
      Map.ofEntries(
          Map.entry(
              KnownIssuer.CLERK,
              "The application ID is the aud of a JWT template, whose tokens a page has by"
                  + " getToken({ template: \"…\" }). Session tokens have no aud: for these"
                  + " --set allow-any-audience=true --set authorized-parties=<origin of the page>"),
          Map.entry(
              KnownIssuer.AUTH0,
              "The application ID is the API's Identifier, and not the application's client ID."),
          Map.entry(
              KnownIssuer.ENTRA,
              "The application ID is the id of the API's registration, whose manifest must say"
                  + " \"requestedAccessTokenVersion\": 2."),
          Map.entry(
              KnownIssuer.ENTRA_V1,
              "The application ID is the API's Application ID URI, api://<id>."),
          Map.entry(
              KnownIssuer.B2C,
              "The discovery document is the policy's: --set discovery=https://<name>.b2clogin.com/"
                  + "<name>.onmicrosoft.com/<policy>/v2.0/.well-known/openid-configuration"),
          Map.entry(
              KnownIssuer.ENTRA_EXTERNAL,
              "The domain is https://<tenant id>.ciamlogin.com/<tenant id>/v2.0, and discovery is"
                  + " under the tenant's name: --set discovery=https://<name>.ciamlogin.com/<tenant"
                  + " id>/v2.0/.well-known/openid-configuration"),
          Map.entry(KnownIssuer.COGNITO, "The application ID is the id of the app client."),
          Map.entry(
              KnownIssuer.KEYCLOAK,
              "The application ID is the audience that a mapper adds, and not the client that signs"
                  + " users in. A client's roles: --set"
                  + " roles-claims=realm_access.roles,resource_access.<client>.roles"),
          Map.entry(
              KnownIssuer.GOOGLE,
              "The application ID is the client ID, ….apps.googleusercontent.com; send ID tokens."),
          Map.entry(
              KnownIssuer.APPLE, "The application ID is the Services ID or the app's bundle ID."),
          Map.entry(KnownIssuer.ZITADEL, "The application ID is the id of the API's project."),
          Map.entry(
              KnownIssuer.AUTHENTIK,
              "The application ID is the client ID; --set authorized-parties=<client ID> keeps ID"
                  + " tokens out."),
          Map.entry(
              KnownIssuer.GITHUB,
              "Everybody on GitHub has tokens for any audience: say whose you take, --set"
                  + " required-claims=repository_id=<id>"),
          Map.entry(
              KnownIssuer.GITLAB,
              "Everybody on this GitLab has tokens for any audience: say whose you take, --set"
                  + " required-claims=project_id=<id>"),
          Map.entry(
              KnownIssuer.KUBERNETES, "The application ID is the audience of a projected volume."),
          Map.entry(
              KnownIssuer.CLOUDFLARE,
              "The application ID is the Application Audience (AUD) Tag, 64 hexadecimal digits."),
          Map.entry(
              KnownIssuer.GOOGLE_IAP,
              "The application ID is /projects/<number>/global/backendServices/<id>."),
          Map.entry(
              KnownIssuer.ADFS,
              "Access tokens have another issuer: --issuer http://<host>/adfs/services/trust --jwks"
                  + " https://<host>/adfs/discovery/keys"));

  private IssuerNotes() {}

  static Optional<String> of(NamedIssuer named) {
    boolean cluster = named.known() == KnownIssuer.KUBERNETES && !named.isManagedCluster();
    String further = cluster ? " In the cluster the keys need aval.http.ca-file." : "";
    return Optional.ofNullable(NOTES.get(named.known())).map(note -> note + further);
  }
}
