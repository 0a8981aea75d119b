package io.aval.it;

import io.aval.it.app.GuardServlet;
import io.aval.it.app.GuardedBean;
import io.aval.it.app.GuardedResource;
import io.aval.it.app.OpenResource;
import io.aval.it.app.PlainServlet;
import io.aval.it.app.RestApplication;
import io.aval.it.pages.Changes;
import io.aval.it.pages.ChangesResource;
import io.aval.it.pages.ChangesServlet;
import io.aval.it.pages.FailingResource;
import io.aval.it.pages.FailingServlet;
import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.time.Instant;

/** The application that pages of other origins call, and the tokens that they have. */
final class PagesApp {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final TestIssuer DOWN = TestIssuer.start();

  static {
    DOWN.everything(Behaviour.status(500, ""));
  }

  private PagesApp() {}

  static TestWar named(String name) {
    return TestWar.named(name)
        .classes(RestApplication.class, OpenResource.class, PlainServlet.class)
        .classes(GuardedResource.class, GuardedBean.class, GuardServlet.class)
        .classes(Changes.class, ChangesResource.class, ChangesServlet.class)
        .classes(FailingResource.class, FailingServlet.class)
        .page("page.html", "<!doctype html><title>page</title>")
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.providers.down.domain", DOWN.issuer())
        .parameter("aval.providers.down.application-id", "app");
  }

  private static TestTokens token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now());
  }

  static String good() {
    return token().sign();
  }

  /** A token that {@code Denylist} fails at, where there is one. */
  static String broken() {
    return token().claim("jti", "broken").sign();
  }

  static String expired() {
    return token().fromNow("exp", -600).sign();
  }

  static String forAnotherAudience() {
    return token().claim("aud", "another").sign();
  }

  /** A token of an issuer that does not answer. */
  static String ofTheIssuerThatIsDown() {
    return TestTokens.valid(DOWN.issuer(), ISSUER.current(), Instant.now()).sign();
  }
}
