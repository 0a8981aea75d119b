package io.aval.it;

import io.aval.it.app.AdminEjb;
import io.aval.it.app.Asked;
import io.aval.it.app.EjbResource;
import io.aval.it.app.GuardedBean;
import io.aval.it.app.GuardedResource;
import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.neighbours.PassServlet;
import io.aval.it.neighbours.TellServlet;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.List;

/**
 * Applications of the same classes that differ in whom they trust. Each knows an issuer of its own,
 * which makes administrators, and the one that they share; each also knows {@code twin.test}, whose
 * key has the same id in both and is another.
 */
final class Neighbours {
  static final TestIssuer SHARED = TestIssuer.start();
  private static final String TWIN = "https://twin.test";

  private Neighbours() {}

  /**
   * One of them.
   *
   * @param name its context root, and the audience of its tokens
   * @param issuer its own
   * @param twin its key of {@code twin.test}
   */
  record Neighbour(String name, TestIssuer issuer, TestKey twin) {
    static Neighbour named(String name) {
      return new Neighbour(name, TestIssuer.start(), TestKey.generate("twin", "RSA"));
    }

    /** The same trust under another context root. */
    Neighbour renamed(String other) {
      return new Neighbour(other, issuer, twin);
    }

    URL base() {
      try {
        return URI.create("http://127.0.0.1:" + Server.current().httpPort() + "/" + name + "/")
            .toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The cookie in which this application, and no other, looks for a token. */
    String cookie() {
      return name;
    }

    /** A token of its own issuer for an administrator. */
    TestTokens token() {
      return of(issuer, name).claim("role-" + name, "admin");
    }

    /** A token of the issuer that all share, for an administrator here. */
    TestTokens shared() {
      return of(SHARED, name).claim("role-" + name, "admin");
    }

    /** A token of {@code twin.test} for those, signed with the key that this one knows. */
    String twin(Object audience) {
      return TestTokens.valid(TWIN, twin, Instant.now()).claim("aud", audience).sign();
    }

    TestWar war() {
      return configured(
          TestWar.named(name)
              .classes(Asked.class, TellServlet.class, PassServlet.class, RestApplication.class)
              .classes(OpenResource.class, GuardedResource.class, GuardedBean.class)
              .classes(EjbResource.class, AdminEjb.class));
    }

    /** Its configuration; the WAR's jar may be elsewhere. */
    TestWar configured(TestWar war) {
      war.classFile("keys-of-the-twin.json", TestKey.keySet(List.of(twin)));
      return provider(provider(war, "own", issuer.issuer()), "shared", SHARED.issuer())
          .parameter("aval.providers.twin.type", "custom-jwt")
          .parameter("aval.providers.twin.issuer", TWIN)
          .parameter("aval.providers.twin.jwks", "classpath:keys-of-the-twin.json")
          .parameter("aval.providers.twin.application-id", name)
          .parameter("aval.token-sources", "header,cookie:" + cookie());
    }

    private TestWar provider(TestWar war, String provider, String domain) {
      String prefix = "aval.providers." + provider + ".";
      return war.parameter(prefix + "domain", domain)
          .parameter(prefix + "application-id", name)
          .parameter(prefix + "roles-claims", "role-" + name);
    }
  }

  private static TestTokens of(TestIssuer issuer, String audience) {
    return TestTokens.valid(issuer.issuer(), issuer.current(), Instant.now())
        .claim("aud", audience);
  }
}
