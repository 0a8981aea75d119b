package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.Locale;

/** What every refusal looks like, through whichever door. */
final class Refusal {
  private Refusal() {}

  static void check(HttpResponse<String> response, Reason reason) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(reason.getStatus());
    assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(response.headers().firstValue("Location")).isEmpty();
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    checkChallenge(response, reason);
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      JsonObject problem = reader.readObject();
      assertThat(problem.keySet())
          .containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
      assertThat(problem.getString("code")).isEqualTo(reason.name());
      assertThat(problem.getInt("status")).isEqualTo(reason.getStatus());
      String name = reason.name().toLowerCase(Locale.ROOT);
      assertThat(problem.getString("type")).isEqualTo("urn:aval:reason:" + name.replace('_', '-'));
      assertThat(problem.getString("title")).isEqualToIgnoringCase(name.replace('_', ' '));
      assertThat(problem.getString("detail")).isEqualTo(reason.getDetail());
    }
  }

  static void checkChallenge(HttpResponse<String> response, Reason reason) {
    String challenge = response.headers().firstValue("WWW-Authenticate").orElse("");
    if (reason.getError().isPresent()) {
      assertThat(challenge)
          .startsWith("Bearer ")
          .contains("error=\"" + reason.getError().get() + "\"")
          .contains("error_description=\"" + reason.getDetail() + "\"");
    } else if (reason == Reason.NO_TOKEN) {
      assertThat(challenge).startsWith("Bearer ").doesNotContain("error");
    } else {
      assertThat(challenge).isEmpty();
    }
  }
}
