package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The injected identity on threads that serve no request. */
@ExtendWith(ArquillianExtension.class)
class ThreadsIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final String ADVICE = "hand UserIdentity.capture() to other threads";

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("threads")
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .archive();
  }

  private static String token(String subject) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", subject)
        .sign();
  }

  @Test
  void isTheCallersOnAManagedThreadWhereTheContainerKnowsTheCaller() {
    List<String> subjects = IntStream.range(0, 60).mapToObj(i -> "user-" + i).toList();
    subjects.parallelStream()
        .forEach(
            subject -> {
              String said = Http.get(base, "rest/threads/managed", token(subject)).body();
              if (Server.current().letsMechanismsLogIn()) {
                assertThat(said).isEqualTo(subject);
              } else {
                assertThat(said).startsWith("none: ").contains(ADVICE);
              }
            });
  }

  @Test
  void isNobodysOnAThreadOfNobodys() {
    assertThat(Http.get(base, "rest/threads/foreign", token("user-1")).body())
        .startsWith("none: ")
        .contains(ADVICE);
    assertThat(Http.get(base, "rest/threads/managed").body()).startsWith("none: ").contains(ADVICE);
  }
}
