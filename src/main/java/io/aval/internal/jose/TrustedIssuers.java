package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ProviderConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the providers of an issuer by what the configuration says and nothing else: an issuer that
 * is not configured causes no fetch and no cryptography. Every issuer has keys of its own, so that
 * a {@code kid} means nothing outside it.
 */
final class TrustedIssuers implements AutoCloseable {
  private final Map<String, List<TokenVerifier>> asNormalized = new HashMap<>();
  private final Map<String, List<TokenVerifier>> asWritten = new HashMap<>();
  private final List<Tenants> tenants = new ArrayList<>();

  private TrustedIssuers() {}

  static TrustedIssuers open(List<ProviderConfig> providers, Environment environment) {
    TrustedIssuers trusted = new TrustedIssuers();
    providers.stream()
        .sorted(Comparator.comparing(ProviderConfig::name))
        .forEach(provider -> trusted.add(provider, environment));
    return trusted;
  }

  private void add(ProviderConfig provider, Environment environment) {
    if (!provider.tenants().isEmpty()) {
      tenants.add(new Tenants(provider, environment));
      return;
    }
    add(new TokenVerifier(provider, KeySources.open(provider, environment), environment.clock()));
  }

  /** Makes the issuers of somebody who trusts one, whose keys come from elsewhere. */
  static TrustedIssuers only(TokenVerifier verifier) {
    TrustedIssuers trusted = new TrustedIssuers();
    trusted.add(verifier);
    return trusted;
  }

  private void add(TokenVerifier verifier) {
    ProviderConfig provider = verifier.provider();
    boolean oidc = provider.type() == ProviderConfig.Type.OIDC;
    Map<String, List<TokenVerifier>> issuers = oidc ? asNormalized : asWritten;
    String issuer = oidc ? IssuerName.normalize(provider.issuer()) : provider.issuer();
    issuers.computeIfAbsent(issuer, none -> new ArrayList<>()).add(verifier);
  }

  /**
   * Finds the providers of a token's issuer, at least one.
   *
   * @throws IdentityException with {@link Reason#UNKNOWN_ISSUER}, or {@link Reason#INVALID_CLAIM}
   *     where {@code tid} contradicts the issuer
   */
  List<TokenVerifier> of(String issuer, Claims claims) {
    List<TokenVerifier> exact = asWritten.getOrDefault(issuer, List.of());
    String normalized = IssuerName.normalize(issuer);
    List<TokenVerifier> found = asNormalized.getOrDefault(normalized, List.of());
    if (!exact.isEmpty()) {
      found = found.isEmpty() ? exact : Stream.concat(exact.stream(), found.stream()).toList();
    }
    return tenants.isEmpty() && !found.isEmpty()
        ? found
        : withTenants(found, normalized, issuer, claims);
  }

  /** The trusted issuers as the configuration names them, sorted. */
  List<String> names() {
    return Stream.of(
            asNormalized.keySet().stream(),
            asWritten.keySet().stream(),
            tenants.stream().map(Tenants::issuer))
        .flatMap(names -> names)
        .sorted()
        .toList();
  }

  /** The providers, in the order of their names. */
  List<ProviderConfig> providers() {
    return Stream.concat(
            Stream.of(asNormalized, asWritten)
                .flatMap(issuers -> issuers.values().stream())
                .flatMap(List::stream)
                .map(TokenVerifier::provider),
            tenants.stream().map(Tenants::provider))
        .sorted(Comparator.comparing(ProviderConfig::name))
        .toList();
  }

  /** An issuer may be one provider's own and another's tenant: audiences tell them apart. */
  private List<TokenVerifier> withTenants(
      List<TokenVerifier> others, String normalized, String issuer, Claims claims) {
    List<TokenVerifier> found = new ArrayList<>(others);
    @Nullable IdentityException contradiction = null;
    for (Tenants some : tenants) {
      try {
        @Nullable TokenVerifier verifier = some.find(normalized, claims);
        if (verifier != null) {
          found.add(verifier);
        }
      } catch (IdentityException ofItsTenant) {
        contradiction = ofItsTenant;
      }
    }
    if (found.isEmpty()) {
      throw contradiction != null
          ? contradiction
          : new IdentityException(
              Reason.UNKNOWN_ISSUER, "no provider has the issuer " + LogText.quote(issuer));
    }
    found.sort(Comparator.comparing(one -> one.provider().name()));
    return found;
  }

  @Override
  public void close() {
    Stream.of(asNormalized, asWritten)
        .flatMap(issuers -> issuers.values().stream())
        .flatMap(List::stream)
        .forEach(TokenVerifier::close);
    tenants.forEach(Tenants::close);
  }
}
