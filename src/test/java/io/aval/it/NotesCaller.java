package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A caller of the notes example.
 *
 * @param base the example's address
 * @param token what the caller shows
 */
record NotesCaller(String base, String token) {

  /** What the token says, whoever believes it. */
  JsonObject claims() {
    byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    return json(new String(payload, StandardCharsets.UTF_8));
  }

  /** Who the example says that the caller is. */
  JsonObject me() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/me"))
            .header("Authorization", "Bearer " + token)
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
