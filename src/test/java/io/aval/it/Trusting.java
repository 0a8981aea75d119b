package io.aval.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.app.OpenResource;
import io.aval.it.app.RestApplication;
import io.aval.it.issuers.IdentityResource;
import io.aval.testing.issuers.IdentityFacts;
import io.aval.testing.real.Verdicts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * An application on the server that trusts an issuer which runs here.
 *
 * @param base its root
 */
record Trusting(URL base) implements Verdicts {
  /** The application with these parameters. */
  static WebArchive war(String name, Map<String, String> parameters) {
    return TestWar.named(name)
        .classes(
            RestApplication.class, OpenResource.class, IdentityResource.class, IdentityFacts.class)
        .parameters(parameters)
        .archive();
  }

  @Override
  public JsonObject accepts(String token, String... claims) {
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

  @Override
  public void refuses(String token, Reason reason) {
    Refusal.check(Http.get(base, "rest/open/who", token), reason);
  }

  @Override
  public boolean isGood(String token) {
    return Http.get(base, "rest/open/who", token).statusCode() == 200;
  }
}
