package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hundreds of users of two issuers at once, with nobody among them, and never a wrong one. */
@ExtendWith(ArquillianExtension.class)
class ConcurrencyIT {
  private static final int USERS = 300;
  private static final int THREADS = 16;
  private static final int CALLS = 250;
  private static final List<TestIssuer> ISSUERS = List.of(TestIssuer.start(), TestIssuer.start());
  private static final List<TestKey> KEYS =
      List.of(TestKey.generate("same", "RSA"), TestKey.generate("same", "RSA"));

  /** The path, and whether it answers with the subject alone. */
  private static final List<String> PATHS =
      List.of("rest/open/who", "plain", "rest/open/stage", "rest/open/suspended", "rest/ejb/who");

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    for (int i = 0; i < 2; i++) {
      ISSUERS.get(i).publish(KEYS.get(i));
    }
    return TestWar.named("concurrency")
        .packageOf(RestApplication.class)
        .parameter("aval.providers.one.domain", ISSUERS.get(0).issuer())
        .parameter("aval.providers.one.application-id", "app")
        .parameter("aval.providers.two.domain", ISSUERS.get(1).issuer())
        .parameter("aval.providers.two.application-id", "app")
        .archive();
  }

  @Test
  void neverMixesUpIdentities() throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      int of = user % 2;
      tokens.add(
          TestTokens.valid(ISSUERS.get(of).issuer(), KEYS.get(of), Instant.now())
              .claim("sub", "user-" + user)
              .fromNow("exp", 3600)
              .sign());
    }
    Queue<String> wrong = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int start = thread;
        running.add(threads.submit(() -> call(start, tokens, wrong)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(wrong).isEmpty();
  }

  private void call(int start, List<String> tokens, Queue<String> wrong) {
    for (int i = 0; i < CALLS; i++) {
      int user = (start * 37 + i * 13) % USERS;
      String path = PATHS.get((start + i) % PATHS.size());
      boolean nobody = i % 7 == 0;
      String body =
          nobody ? Http.get(base, path).body() : Http.get(base, path, tokens.get(user)).body();
      String subject = body.replaceFirst(".*\\|(user-[0-9]+) .*", "$1");
      if (!subject.equals(nobody ? "nobody" : "user-" + user)) {
        wrong.add(path + " as " + (nobody ? "nobody" : user) + ": " + body);
      }
    }
  }

  @Test
  void refusesATokenOfOneIssuerSignedByTheOthersKeyOfTheSameId() {
    String crossed =
        TestTokens.valid(ISSUERS.get(0).issuer(), KEYS.get(0), Instant.now()).signedBy(KEYS.get(1));
    assertThat(Http.get(base, "rest/open/who", crossed).body()).contains("BAD_SIGNATURE");
  }
}
