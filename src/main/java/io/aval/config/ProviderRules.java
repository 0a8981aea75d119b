package io.aval.config;

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
    if (provider.type() == ProviderConfig.Type.OIDC) {
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
        ProviderKeys.DOMAIN,
        "is missing; it is the URL of the issuer, the iss of its tokens (a provider that has issuer"
            + " and jwks instead needs type=custom-jwt)");
    refuse(ProviderKeys.ISSUER, "belongs to type=custom-jwt; for type=oidc write domain");
    if (values.isSet(ProviderKeys.JWKS)) {
      refuse(
          ProviderKeys.DISCOVERY, "is not used beside jwks, which replaces it; keep one of them");
    }
  }

  private void checkCustomJwt() {
    require(ProviderKeys.ISSUER, "is missing; it is the iss of the tokens, character by character");
    refuse(ProviderKeys.DOMAIN, "belongs to type=oidc; for type=custom-jwt write issuer and jwks");
    refuse(ProviderKeys.DISCOVERY, "belongs to type=oidc; for type=custom-jwt write jwks");
    refuse(ProviderKeys.TENANTS, "needs a domain with {tenant}, and so type=oidc");
    if (!hasSecret()) {
      require(ProviderKeys.JWKS, "is missing; it says where the keys of the issuer are");
    }
  }

  private void checkAudience() {
    boolean any = provider.allowAnyAudience();
    if (any) {
      refuse(
          ProviderKeys.APPLICATION_ID,
          "contradicts allow-any-audience=true, which does not look at it; keep one of them");
    } else {
      require(
          ProviderKeys.APPLICATION_ID,
          "is missing; it is the audience (aud) that the issuer puts into the tokens for this"
              + " application (or set allow-any-audience=true to accept those for all others too)");
    }
  }

  private void checkSecret() {
    Set<String> algorithms = provider.algorithms();
    boolean shared = algorithms.stream().anyMatch(Algorithms::isShared);
    boolean all = algorithms.stream().allMatch(Algorithms::isShared);
    if (shared
        && (!all
            || provider.type() == ProviderConfig.Type.OIDC
            || values.isSet(ProviderKeys.JWKS))) {
      values.fault(
          ProviderKeys.ALGORITHMS,
          "has an HS algorithm beside published keys, which then could forge tokens; HS goes alone,"
              + " with type=custom-jwt, issuer and secret, and without jwks");
    }
    if (shared && !hasSecret()) {
      values.fault(
          ProviderKeys.ALGORITHMS, "has an HS algorithm, which needs secret or secret-file");
    }
    if (!shared && hasSecret()) {
      values.fault(
          values.isSet(ProviderKeys.SECRET) ? ProviderKeys.SECRET : ProviderKeys.SECRET_FILE,
          "is used by HS algorithms only, and algorithms has none; set algorithms=HS256");
    }
    provider.secret().ifPresent(this::checkLength);
  }

  private void checkLength(Secret secret) {
    try {
      Algorithms.checkLength(secret, provider.algorithms());
    } catch (BadValue bad) {
      values.fault(
          values.isSet(ProviderKeys.SECRET) ? ProviderKeys.SECRET : ProviderKeys.SECRET_FILE,
          bad.sentence());
    }
  }

  private void checkTenants() {
    if (provider.type() != ProviderConfig.Type.OIDC || provider.issuer().isEmpty()) {
      return;
    }
    boolean placeholder = IssuerUrls.hasTenant(provider.issuer());
    boolean openDiscovery = provider.discovery().filter(IssuerUrls::hasTenant).isPresent();
    if (placeholder) {
      require(
          ProviderKeys.TENANTS, "is missing; it names the tenants trusted in domain's {tenant}");
    } else {
      refuse(ProviderKeys.TENANTS, "needs the path segment {tenant} in domain");
      if (openDiscovery) {
        values.fault(ProviderKeys.DISCOVERY, "has {tenant}, and domain has not");
      }
    }
    if (provider.tenants().contains("*")) {
      checkAllTenants(openDiscovery);
    }
  }

  /** A token must never decide what is fetched, so all tenants together need one place for keys. */
  private void checkAllTenants(boolean openDiscovery) {
    if (provider.tenants().size() > 1) {
      values.fault(
          ProviderKeys.TENANTS, "has * beside other tenants; write * alone, or the tenants");
    }
    if (!values.isSet(ProviderKeys.JWKS)
        && (!values.isSet(ProviderKeys.DISCOVERY) || openDiscovery)) {
      values.fault(
          ProviderKeys.TENANTS,
          "is *, so that a token would decide what is fetched; give jwks, or a discovery without"
              + " {tenant}");
    }
  }

  private boolean hasSecret() {
    return values.isSet(ProviderKeys.SECRET) || values.isSet(ProviderKeys.SECRET_FILE);
  }

  private void require(ConfigKey key, String sentence) {
    if (values.isMissing(key)) {
      values.fault(key, sentence);
    }
  }

  private void refuse(ConfigKey key, String sentence) {
    if (values.isSet(key)) {
      values.fault(key, sentence);
    }
  }
}
