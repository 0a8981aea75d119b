package io.aval.internal.issuer;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.config.Secret;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import jakarta.servlet.ServletContext;
import java.io.UncheckedIOException;
import java.time.Clock;

/**
 * What an issuer keeps, wherever the configuration says.
 *
 * @param templates the templates
 * @param keys the signing keys
 */
record IssuerStorage(TemplateStore templates, SigningKeys keys) {

  /**
   * Opens what is kept.
   *
   * @throws IllegalStateException when it cannot be opened, naming the configuration key; fails the
   *     deployment
   */
  static IssuerStorage open(ServletContext context, IssuerConfig issuer, Clock clock) {
    return new IssuerStorage(
        ApplicationTemplates.open(context, issuer, clock), keys(issuer, clock));
  }

  private static SigningKeys keys(IssuerConfig issuer, Clock clock) {
    KeyRotation rotation = new KeyRotation(issuer.keyRotation(), issuer.keyPublishAhead());
    if (issuer.keys().isEmpty()) {
      return SigningKeys.inMemory(rotation, clock);
    }
    try {
      String password = issuer.keysPassword().map(Secret::reveal).orElseThrow();
      return SigningKeys.inFile(issuer.keys().get(), password, rotation, clock);
    } catch (IllegalArgumentException | UncheckedIOException unusable) {
      throw new IllegalStateException(
          "aval.issuer.keys: " + issuer.keys().get() + ": " + unusable.getMessage(), unusable);
    }
  }
}
