package io.aval.internal.issuer;

import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where beans find the application's own issuer, which is made before there are beans. */
@ApplicationScoped
public class IssuerDesk {
  private static final String SHARED =
      "Aval: a web application whose jar lies in EAR/lib beside others' is an issuer"
          + " (aval.issuer.enabled=true), so that its keys could be injected into all of them. Put"
          + " the jar into WEB-INF/lib of each web application instead.";

  private volatile IssuerDoor.@Nullable Opened opened;

  /**
   * Sets what was opened; done once, when the application starts.
   *
   * @throws IllegalStateException when another web application shares this bean, and one of them is
   *     an issuer
   */
  public synchronized void open(IssuerDoor.Opened made) {
    IssuerDoor.Opened others = opened;
    if (others != null && (others.parts().isPresent() || made.parts().isPresent())) {
      throw new IllegalStateException(SHARED);
    }
    this.opened = made;
  }

  /**
   * The issuer, for whoever injects it.
   *
   * @throws IllegalStateException when the application is none, or has no URL of its own
   */
  @Produces
  public TokenIssuer issuer() {
    IssuerDoor.Opened made = opened;
    return Optional.ofNullable(made)
        .flatMap(IssuerDoor.Opened::issuer)
        .orElseThrow(
            () ->
                none(
                    "TokenIssuer",
                    " and aval.issuer.url, since a token's iss cannot come from a request there"));
  }

  /**
   * The signing keys, for whoever injects them.
   *
   * @throws IllegalStateException when the application is no issuer
   */
  @Produces
  public SigningKeys keys() {
    return parts("SigningKeys").keys();
  }

  /**
   * The templates, for whoever injects them.
   *
   * @throws IllegalStateException when the application is no issuer
   */
  @Produces
  public TemplateStore templates() {
    return parts("TemplateStore").templates();
  }

  private IssuerParts parts(String what) {
    IssuerDoor.Opened made = opened;
    return Optional.ofNullable(made)
        .flatMap(IssuerDoor.Opened::parts)
        .orElseThrow(() -> none(what, ""));
  }

  private static IllegalStateException none(String what, String more) {
    return new IllegalStateException(
        "This application has no "
            + what
            + " to inject: that needs aval.issuer.enabled=true"
            + more
            + ".");
  }
}
