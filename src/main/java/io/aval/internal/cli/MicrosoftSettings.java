package io.aval.internal.cli;

import io.aval.config.ProviderConfig;
import io.aval.internal.hint.KnownIssuer;
import java.util.Optional;
import java.util.Set;

/**
 * The part of {@link SettingsCheck} that is about Microsoft's issuers.
 *
 * @param provider what is looked at
 * @param found where the findings go
 */
record MicrosoftSettings(ProviderConfig provider, SettingsFindings found) {
  private static final Set<String> NO_TENANTS = Set.of("common", "organizations", "consumers");
  private static final String ID = "(?i:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})";

  void look(KnownIssuer known) {
    switch (known) {
      case ENTRA_EXTERNAL -> external();
      case B2C -> b2c();
      case ADFS ->
          found.warn(
              provider.type() == ProviderConfig.Type.OIDC,
              "AD FS writes another issuer into access tokens, http://<host>/adfs/services/trust:"
                  + " with domain only its ID tokens are accepted");
      default -> entra(known);
    }
  }

  private void external() {
    found.warn(
        !provider.issuer().matches("(?i)(https?://)?" + ID + "\\.ciamlogin\\.com/.+"),
        "no token has this issuer: it is https://<tenant id>.ciamlogin.com/<tenant id>/v2.0, with"
            + " the tenant's id in the host, too; only discovery is under the tenant's name");
    allTenants();
  }

  private void b2c() {
    found.warn(
        found.hasNoOtherPlaceOfKeys() && !provider.issuer().matches("[^/]*//[^/]+/tfp/.+"),
        "discovery is missing: B2C has a document for each policy, and none under the issuer");
  }

  private void entra(KnownIssuer known) {
    Optional<String> tenant = known.part(provider.issuer(), "tenant");
    tenants(tenant);
    found.warn(
        tenant.filter(NO_TENANTS::contains).isPresent(),
        "no token has " + tenant.orElse("") + " in its issuer; write {tenant}, and name tenants");
    found.warn(
        found.idsMatch("https://graph\\.microsoft\\.com/?|00000003-0000-0000-c000-000000000000"),
        "application-id is Microsoft Graph, whose tokens nobody else can verify");
    entraVersion(known);
  }

  private void entraVersion(KnownIssuer known) {
    found.warn(
        known == KnownIssuer.ENTRA && found.idsMatch("api://.*"),
        "application-id begins with api://, and the audience of version 2 is the bare id");
    found.warn(
        known == KnownIssuer.ENTRA_BARE,
        "no token has this issuer: version 2 has /v2.0 at its end, version 1 is"
            + " https://sts.windows.net/<tenant>/");
    found.warn(
        known == KnownIssuer.ENTRA_V1 && found.hasNoOtherPlaceOfKeys(),
        "discovery is missing: the document of version 1 is at"
            + " https://login.microsoftonline.com/<tenant>/.well-known/openid-configuration");
  }

  private void tenants(Optional<String> tenant) {
    found.warn(
        tenant.filter(one -> !one.matches(ID) && !NO_TENANTS.contains(one)).isPresent(),
        "no token has the tenant's name in its issuer; write the tenant's id");
    found.warn(
        provider.tenants().stream().anyMatch(one -> !one.equals("*") && !one.matches(ID)),
        "tenants has a name, and tokens have the tenant's id");
    allTenants();
  }

  private void allTenants() {
    found.warn(
        provider.tenants().contains("*")
            && !provider.rolesClaims().isEmpty()
            && provider.allowedRoles().isEmpty(),
        "roles-claims with tenants=*: the administrators of every tenant in the world can grant"
            + " every role; leave roles-claims out, or bound them by allowed-roles");
  }
}
