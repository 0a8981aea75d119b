package io.aval.client;

import io.aval.internal.jose.HttpPost;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends a request for a token, and tells apart what can come back. */
final class TokenAnswer {
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

  private TokenAnswer() {}

  /**
   * Sends.
   *
   * @return the members of a 200 answer
   * @throws ServerTrouble when trying again may help
   * @throws TokenException when it was refused, or the answer is not JSON
   */
  static Map<String, @Nullable Object> to(HttpPost http, URI place, HttpPost.Message message)
      throws ServerTrouble {
    HttpPost.Answer answer = send(http, place, message);
    int status = answer.status();
    String server = place.getScheme() + "://" + place.getRawAuthority();
    if (status == 429 || status >= 500) {
      throw new ServerTrouble(
          server + " answered " + status, status, answer.headers().get("Retry-After"));
    }
    @Nullable Map<String, @Nullable Object> json = json(answer.body());
    if (status != 200) {
      @Nullable String error = json == null ? null : error(json);
      String code = error == null ? "" : " " + error;
      throw TokenException.refused(server + " answered " + status + code, status, error);
    }
    if (json == null) {
      throw TokenException.refused(server + " answered with something else than JSON", 200, null);
    }
    return json;
  }

  private static HttpPost.Answer send(HttpPost http, URI place, HttpPost.Message message)
      throws ServerTrouble {
    try {
      return http.send(place, message);
    } catch (IOException e) {
      throw new ServerTrouble(String.valueOf(e.getMessage()), 0, null);
    }
  }

  private static @Nullable Map<String, @Nullable Object> json(byte[] body) {
    try {
      return StrictJson.read(body);
    } catch (MalformedJson fault) {
      return null;
    }
  }

  /** OAuth's {@code error}, or the first of Clerk's {@code errors}; only what looks like a code. */
  private static @Nullable String error(Map<String, @Nullable Object> json) {
    Object code = json.get("error");
    if (json.get("errors") instanceof List<?> all
        && !all.isEmpty()
        && all.get(0) instanceof Map<?, ?> first) {
      code = first.get("code");
    }
    return code instanceof String text && CODE.matcher(text).matches() ? text : null;
  }
}
