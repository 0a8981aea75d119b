package io.aval.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.issuers.IdentityResource;
import io.aval.testing.issuers.IdentityFacts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application that trusts an issuer which runs here, and what becomes of that issuer's tokens.
 *
 * @param base its root
 */
record Trusting(URL base) {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

  /** The application with these parameters. */
  static WebArchive war(String name, Map<String, String> parameters) {
    return TestWar.named(name)
        .classes(
            RestApplication.class, OpenResource.class, IdentityResource.class, IdentityFacts.class)
        .parameters(parameters)
        .archive();
  }

  /** All that the token's identity says, and the claims of these names. */
  JsonObject accepts(String token, String... claims) {
    String query =
        Arrays.stream(claims)
            .map(claim -> "claim=" + URLEncoder.encode(claim, UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer = Http.get(base, "rest/identity?" + query, token);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      JsonObject facts = reader.readObject();
      assertThat(facts).as("an identity").containsKey("tokenIdentifier");
      return facts;
    }
  }

  void refuses(String token, Reason reason) {
    Refusal.check(Http.get(base, "rest/open/who", token), reason);
  }

  /** Waits for the end of a token that is good or was good a moment ago. */
  void refusesInTheEnd(String token, Reason reason) {
    long deadline = System.nanoTime() + PATIENCE;
    while (Http.get(base, "rest/open/who", token).statusCode() == 200) {
      assertThat(System.nanoTime()).as("still good").isLessThan(deadline);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // between two looks
    }
    refuses(token, reason);
  }

  /** The texts of a list among the facts. */
  static Set<String> texts(JsonObject facts, String name) {
    return facts.getJsonArray(name).getValuesAs(JsonString.class).stream()
        .map(JsonString::getString)
        .collect(Collectors.toSet());
  }
}
