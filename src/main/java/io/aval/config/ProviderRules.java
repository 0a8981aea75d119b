package io.aval.config;

import io.aval.config.ProviderConfig.Type;
import java.util.Set;

/** The rules that hold between the keys of one provider. */
final class ProviderRules {
  private final ProviderConfig provider;
  private final Values values;

  ProviderRules(ProviderConfig provider, Values values) {
    this.provider = provider;
    this.values = values;
  }

  void check() {
    if (provider.type() == Type.OIDC) {
      checkOidc();
    } else {
      checkCustomJwt();
    }
    checkAudience();
    checkSecret();
    checkTenants();
  }

  private void checkOidc() {
    require(
        ConfigKeys.DOMAIN,
        "is missing; it is the URL of the issuer, the iss of its tokens (a provider that has issuer"
            + " and jwks instead needs type=custom-jwt)");
    refuse(ConfigKeys.ISSUER, "belongs to type=custom-jwt; for type=oidc write domain");
    if (values.isSet(ConfigKeys.JWKS)) {
      refuse(ConfigKeys.DISCOVERY, "is not used beside jwks, which replaces it; keep one of them");
    }
  }

  private void checkCustomJwt() {
    require(ConfigKeys.ISSUER, "is missing; it is the iss of the tokens, character by character");
    refuse(ConfigKeys.DOMAIN, "belongs to type=oidc; for type=custom-jwt write issuer and jwks");
    refuse(ConfigKeys.DISCOVERY, "belongs to type=oidc; for type=custom-jwt write jwks");
    refuse(ConfigKeys.TENANTS, "needs a domain with {tenant}, and so type=oidc");
    if (!hasSecret()) {
      require(ConfigKeys.JWKS, "is missing; it says where the keys of the issuer are");
    }
  }

  private void checkAudience() {
    boolean any = provider.allowAnyAudience();
    if (any) {
      refuse(
          ConfigKeys.APPLICATION_ID,
          "contradicts allow-any-audience=true, which does not look at it; keep one of them");
    } else {
      require(
          ConfigKeys.APPLICATION_ID,
          "is missing; it is the audience (aud) that the issuer puts into the tokens for this"
              + " application (or set allow-any-audience=true to accept those for all others too)");
    }
  }

  private void checkSecret() {
    Set<String> algorithms = provider.algorithms();
    boolean shared = algorithms.stream().anyMatch(Algorithms::isShared);
    boolean all = algorithms.stream().allMatch(Algorithms::isShared);
    if (shared && (!all || provider.type() == Type.OIDC || values.isSet(ConfigKeys.JWKS))) {
      values.fault(
          ConfigKeys.ALGORITHMS,
          "has an HS algorithm beside published keys, which then could forge tokens; HS goes alone,"
              + " with type=custom-jwt, issuer and secret, and without jwks");
    }
    if (shared && !hasSecret()) {
      values.fault(ConfigKeys.ALGORITHMS, "has an HS algorithm, which needs secret or secret-file");
    }
    if (!shared && hasSecret()) {
      values.fault(
          values.isSet(ConfigKeys.SECRET) ? ConfigKeys.SECRET : ConfigKeys.SECRET_FILE,
          "is used by HS algorithms only, and algorithms has none; set algorithms=HS256");
    }
    provider.secret().ifPresent(this::checkLength);
  }

  private void checkLength(Secret secret) {
    try {
      Algorithms.checkLength(secret, provider.algorithms());
    } catch (BadValue bad) {
      values.fault(
          values.isSet(ConfigKeys.SECRET) ? ConfigKeys.SECRET : ConfigKeys.SECRET_FILE,
          bad.getMessage());
    }
  }

  private void checkTenants() {
    if (provider.type() != Type.OIDC || provider.issuer().isEmpty()) {
      return;
    }
    boolean placeholder = IssuerUrls.hasTenant(provider.issuer());
    boolean openDiscovery = provider.discovery().filter(IssuerUrls::hasTenant).isPresent();
    if (placeholder) {
      require(ConfigKeys.TENANTS, "is missing; it names the tenants trusted in domain's {tenant}");
    } else {
      refuse(ConfigKeys.TENANTS, "needs the path segment {tenant} in domain");
      if (openDiscovery) {
        values.fault(ConfigKeys.DISCOVERY, "has {tenant}, and domain has not");
      }
    }
    if (provider.tenants().contains("*")) {
      checkAllTenants(openDiscovery);
    }
  }

  /** A token must never decide what is fetched, so all tenants together need one place for keys. */
  private void checkAllTenants(boolean openDiscovery) {
    if (provider.tenants().size() > 1) {
      values.fault(ConfigKeys.TENANTS, "has * beside other tenants; write * alone, or the tenants");
    }
    if (!values.isSet(ConfigKeys.JWKS) && (!values.isSet(ConfigKeys.DISCOVERY) || openDiscovery)) {
      values.fault(
          ConfigKeys.TENANTS,
          "is *, so that a token would decide what is fetched; give jwks, or a discovery without"
              + " {tenant}");
    }
  }

  private boolean hasSecret() {
    return values.isSet(ConfigKeys.SECRET) || values.isSet(ConfigKeys.SECRET_FILE);
  }

  private void require(ConfigKey key, String sentence) {
    if (!values.isSet(key)) {
      values.fault(key, sentence);
    }
  }

  private void refuse(ConfigKey key, String sentence) {
    if (values.isSet(key)) {
      values.fault(key, sentence);
    }
  }
}
