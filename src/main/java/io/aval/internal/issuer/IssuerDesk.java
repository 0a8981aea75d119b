package io.aval.internal.issuer;

import io.aval.issuer.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;

/** Where beans find the application's own issuer, which is made before there are beans. */
@ApplicationScoped
public class IssuerDesk {
  private volatile @Nullable TokenIssuer issuer;

  /** Sets the issuer; done once, when the application starts. */
  public void open(TokenIssuer made) {
    this.issuer = made;
  }

  /**
   * The issuer, for whoever injects it.
   *
   * @throws IllegalStateException when the application is none, or has no URL of its own
   */
  @Produces
  public TokenIssuer issuer() {
    TokenIssuer made = issuer;
    if (made == null) {
      throw new IllegalStateException(
          "This application has no TokenIssuer to inject: that needs aval.issuer.enabled=true and"
              + " aval.issuer.url, since a token's iss cannot come from a request there.");
    }
    return made;
  }
}
