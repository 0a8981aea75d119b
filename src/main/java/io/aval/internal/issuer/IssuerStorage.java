package io.aval.internal.issuer;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.config.Secret;
import io.aval.issuer.IssuerDatabase;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import jakarta.servlet.ServletContext;
import java.io.UncheckedIOException;
import java.time.Clock;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

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
    TemplateStore own = ApplicationTemplates.read(context, issuer.strictShortcodes());
    return issuer
        .datasource()
        .map(name -> inDatabase(context, name, issuer, own, clock))
        .orElseGet(
            () ->
                new IssuerStorage(
                    ApplicationTemplates.open(own, issuer, clock), inFile(issuer, clock)));
  }

  private static IssuerStorage inDatabase(
      ServletContext context, String name, IssuerConfig issuer, TemplateStore own, Clock clock) {
    OutsideTransactions outside = new OutsideTransactions();
    context.addListener(outside);
    try {
      IssuerDatabase database = IssuerDatabase.open(lookUp(name), password(issuer), outside);
      return new IssuerStorage(
          ApplicationTemplates.begin(database.templates(clock), own),
          database.signingKeys(rotation(issuer), clock));
    } catch (IllegalArgumentException | IllegalStateException unusable) {
      throw new IllegalStateException(
          "aval.issuer.datasource: " + name + ": " + unusable.getMessage(), unusable);
    }
  }

  @SuppressWarnings("BanJNDI") // a name that the configuration accepts: java:… or jdbc/…
  private static DataSource lookUp(String name) {
    try {
      if (new InitialContext().lookup(name) instanceof DataSource source) {
        return source;
      }
    } catch (NamingException none) {
      throw new IllegalStateException("there is no data source of this name", none);
    }
    throw new IllegalStateException("there is something else of this name, and no data source");
  }

  private static SigningKeys inFile(IssuerConfig issuer, Clock clock) {
    KeyRotation rotation = rotation(issuer);
    if (issuer.keys().isEmpty()) {
      return SigningKeys.inMemory(rotation, clock);
    }
    try {
      return SigningKeys.inFile(issuer.keys().get(), password(issuer), rotation, clock);
    } catch (IllegalArgumentException | UncheckedIOException unusable) {
      throw new IllegalStateException(
          "aval.issuer.keys: " + issuer.keys().get() + ": " + unusable.getMessage(), unusable);
    }
  }

  private static KeyRotation rotation(IssuerConfig issuer) {
    return new KeyRotation(issuer.keyRotation(), issuer.keyPublishAhead());
  }

  private static String password(IssuerConfig issuer) {
    return issuer.keysPassword().map(Secret::reveal).orElseThrow();
  }
}
