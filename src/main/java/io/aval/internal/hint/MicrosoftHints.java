package io.aval.internal.hint;

import static io.aval.Reason.BAD_SIGNATURE;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.UNKNOWN_KEY;
import static io.aval.Reason.WRONG_AUDIENCE;

import io.aval.config.ProviderConfig;
import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens of Microsoft's issuers, of which there are many. */
final class MicrosoftHints {
  /** The application id of Microsoft Graph, and its URLs. */
  private static final Set<String> GRAPH =
      Set.of(
          "00000003-0000-0000-c000-000000000000",
          "https://graph.microsoft.com",
          "https://graph.microsoft.com/");

  private static final List<String> NO_TENANTS = List.of("common", "organizations", "consumers");

  private static final String TRUST = "/adfs/services/trust";

  private static final String ENTRA = KnownIssuer.ENTRA.page();

  private static final Rule MICROSOFT_GRAPH_TOKEN =
      new Rule(
          "microsoft-graph-token",
          Set.of(UNKNOWN_ISSUER, UNKNOWN_KEY, BAD_SIGNATURE, WRONG_AUDIENCE),
          ENTRA,
          new Says(
              "A token for Microsoft Graph was sent, which nobody but Graph can verify.",
              "In the page: ask for a scope of your API alone, api://<id of the API>/<scope>, and"
                  + " for Graph's in another call."),
          token -> Values.when(isForGraph(token), token));

  private static final Rule ENTRA_V1_TOKEN =
      new Rule(
          "entra-v1-token",
          Set.of(UNKNOWN_ISSUER),
          ENTRA,
          new Says(
              "Entra ID made a token of version 1, whose issuer is sts.windows.net.",
              "In the manifest of the API's registration: \"requestedAccessTokenVersion\": 2. Or"
                  + " trust version 1: aval.providers.<name>.domain="
                  + "https://sts.windows.net/<tenant-id>/ and aval.providers.<name>.discovery="
                  + "https://login.microsoftonline.com/<tenant-id>/.well-known/openid-configuration"),
          MicrosoftHints::versionOne);

  private static final Rule ENTRA_V2_TOKEN =
      new Rule(
          "entra-v2-token",
          Set.of(UNKNOWN_ISSUER),
          ENTRA,
          new Says(
              "Entra ID made a token of version 2, and version 1 is configured.",
              "aval.providers.<name>.domain=https://login.microsoftonline.com/<tenant-id>/v2.0,"
                  + " without discovery, and the bare id of the API in"
                  + " aval.providers.<name>.application-id"),
          MicrosoftHints::versionTwo);

  private static final Rule ENTRA_COMMON =
      new Rule(
          "entra-common",
          Set.of(UNKNOWN_ISSUER),
          ENTRA,
          new Says(
              "No token has common, organizations or consumers in its issuer: the tenant's id"
                  + " stands there.",
              "aval.providers.<name>.domain=https://login.microsoftonline.com/{tenant}/v2.0 and"
                  + " aval.providers.<name>.tenants=<the tenants trusted>"),
          MicrosoftHints::common);

  private static final Rule ENTRA_AUDIENCE_FORM =
      new Rule(
          "entra-audience-form",
          Set.of(WRONG_AUDIENCE),
          ENTRA,
          new Says(
              "The audience of version 2 is the API's bare id, of version 1 its api://… URI; the"
                  + " other one is configured.",
              "aval.providers.<name>.application-id=<other-form>"),
          MicrosoftHints::audienceForm);

  private static final Rule B2C_POLICY_ISSUER =
      new Rule(
          "b2c-policy-issuer",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.B2C.page(),
          new Says(
              "The policy puts itself into the issuer (…/tfp/…): the user flow's setting Issuer (iss)"
                  + " claim, or a custom policy's IssuanceClaimPattern.",
              "Choose the issuer without tfp there (AuthorityAndTenantGuid), or name the other one"
                  + " in aval.providers.<name>.domain"),
          MicrosoftHints::policyIssuer);

  private static final Rule ADFS_ISSUER =
      new Rule(
          "adfs-issuer",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.ADFS.page(),
          new Says(
              "AD FS writes another issuer into access tokens than its discovery document has.",
              "aval.providers.<name>.type=custom-jwt,"
                  + " aval.providers.<name>.issuer=http://<host>/adfs/services/trust and"
                  + " aval.providers.<name>.jwks=https://<host>/adfs/discovery/keys"),
          MicrosoftHints::adfs);

  private static final Rule ADFS_NO_SUBJECT =
      new Rule(
          "adfs-no-subject",
          Set.of(MISSING_CLAIM),
          KnownIssuer.ADFS.page(),
          new Says(
              "AD FS leaves sub out of access tokens until a claim rule puts it there.",
              "In the API's issuance transform rules: issue a claim of the type sub."),
          token ->
              Values.when(token.isFrom(KnownIssuer.ADFS) && token.claim("sub").isEmpty(), token));

  private MicrosoftHints() {}

  static List<Rule> all() {
    return List.of(
        MICROSOFT_GRAPH_TOKEN,
        ENTRA_V1_TOKEN,
        ENTRA_V2_TOKEN,
        ENTRA_COMMON,
        ENTRA_AUDIENCE_FORM,
        B2C_POLICY_ISSUER,
        ADFS_ISSUER,
        ADFS_NO_SUBJECT);
  }

  private static boolean isMicrosofts(RefusedToken token) {
    return token.isFrom(KnownIssuer.ENTRA) || token.isFrom(KnownIssuer.ENTRA_V1);
  }

  /** Graph's tokens are signed over another nonce than the one that they show. */
  private static boolean isForGraph(RefusedToken token) {
    return token.audiences().stream().anyMatch(GRAPH::contains)
        || (isMicrosofts(token) && !token.header("nonce").isEmpty());
  }

  private static Optional<Map<String, String>> versionOne(RefusedToken token) {
    if (!token.isFrom(KnownIssuer.ENTRA_V1)) {
      return Optional.empty();
    }
    return ofSameTenant(token, KnownIssuer.ENTRA_V1, KnownIssuer.ENTRA)
        .or(() -> token.configuredAs(KnownIssuer.ENTRA).map(Values::of))
        .or(Values::none);
  }

  private static Optional<Map<String, String>> versionTwo(RefusedToken token) {
    return ofSameTenant(token, KnownIssuer.ENTRA, KnownIssuer.ENTRA_V1);
  }

  /** A tenant is named only where the configuration names it: a token would like to be trusted. */
  private static Optional<Map<String, String>> ofSameTenant(
      RefusedToken token, KnownIssuer its, KnownIssuer configured) {
    Optional<String> tenant = its.part(token.issuer(), "tenant");
    for (ProviderConfig one : token.configured()) {
      Optional<String> known = configured.part(one.issuer(), "tenant");
      if (tenant.isPresent() && (known.equals(tenant) || one.tenants().contains(tenant.get()))) {
        return Optional.of(Values.of(one, "tenant-id", tenant.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> common(RefusedToken token) {
    return token.isFrom(KnownIssuer.ENTRA)
        ? token.configured().stream()
            .filter(
                one ->
                    KnownIssuer.ENTRA
                        .part(one.issuer(), "tenant")
                        .filter(NO_TENANTS::contains)
                        .isPresent())
            .findFirst()
            .map(Values::of)
        : Optional.empty();
  }

  private static Optional<Map<String, String>> audienceForm(RefusedToken token) {
    for (ProviderConfig one : token.provider().stream().toList()) {
      for (String id : isMicrosofts(token) ? one.applicationIds() : Set.<String>of()) {
        String other = id.startsWith("api://") ? id.substring("api://".length()) : "api://" + id;
        if (token.audiences().contains(other)) {
          return Optional.of(Values.of(one, "other-form", other));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Map<String, String>> policyIssuer(RefusedToken token) {
    return token.issuer().contains(".b2clogin.com/tfp/")
        ? token.configuredAs(KnownIssuer.B2C).map(Values::of)
        : Optional.empty();
  }

  private static Optional<Map<String, String>> adfs(RefusedToken token) {
    Optional<ProviderConfig> configured = token.configuredAs(KnownIssuer.ADFS);
    boolean known = configured.filter(one -> one.issuer().endsWith(TRUST)).isPresent();
    return token.issuer().endsWith(TRUST) && !known
        ? configured
            .map(one -> Values.of(one, "host", NearIssuer.host(one.issuer())))
            .or(Values::none)
        : Optional.empty();
  }
}
