package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Opens the keys of providers, wherever the configuration says that they are. */
final class KeySources {
  private KeySources() {}

  /**
   * Opens the keys of a provider, or those that all its tenants share.
   *
   * @see #open(ProviderConfig, String, Environment)
   */
  static ProviderKeys open(ProviderConfig provider, Environment environment) {
    return open(provider, provider.issuer(), environment);
  }

  /**
   * Opens the keys of one issuer of a provider. Reads what is local at once and fetches nothing.
   *
   * @param provider the provider
   * @param issuer the provider's issuer; with tenants, the issuer of one of the listed tenants,
   *     whose discovery document is then found with the tenant's name, or still the pattern with
   *     {@code {tenant}} when all tenants share their keys
   * @param environment the surroundings
   * @return the keys, to be closed with the application
   * @throws IllegalArgumentException when local keys are missing or unusable; the message names the
   *     configuration key
   */
  static ProviderKeys open(ProviderConfig provider, String issuer, Environment environment) {
    Optional<URI> place = provider.jwks();
    String scheme = place.map(uri -> uri.getScheme().toLowerCase(Locale.ROOT)).orElse("");
    try {
      if (provider.secret().isPresent()) {
        return StaticKeys.ofSecret(provider);
      }
      return switch (scheme) {
        case "data" -> StaticKeys.ofData(place.orElseThrow());
        case "classpath" -> StaticKeys.ofResource(place.orElseThrow(), environment.resources());
        case "file" -> new FileKeys(provider.name(), Path.of(place.orElseThrow()), environment);
        default -> remote(provider, issuer, environment);
      };
    } catch (IOException | RuntimeException e) {
      String key = provider.secret().isPresent() ? "secret" : "jwks";
      throw new IllegalArgumentException(
          "aval.providers." + provider.name() + "." + key + ": " + LogText.reason(e), e);
    }
  }

  private static ProviderKeys remote(
      ProviderConfig provider, String issuer, Environment environment) {
    KeyLocation location =
        provider
            .jwks()
            .<KeyLocation>map(uri -> () -> uri)
            .orElseGet(() -> Discovery.of(provider, issuer, environment));
    KeyLoader loader = new KeyLoader(location, environment.fetch(), provider.insecureHttp());
    return new RemoteKeys(provider.name(), loader, environment);
  }
}
