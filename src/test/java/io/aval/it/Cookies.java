package io.aval.it;

import java.net.URL;
import java.net.http.HttpResponse;

/** The sessions of the applications with a login of their own. */
final class Cookies {
  private Cookies() {}

  /** Signs in, and gives back the session's cookie. */
  static String signIn(URL base, String user) {
    HttpResponse<String> answer = Http.get(base, "login?user=" + user);
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("JSESSIONID"))
        .map(cookie -> cookie.split(";", 2)[0])
        .reduce((first, last) -> last)
        .orElseThrow(() -> new AssertionError("no session: " + answer.statusCode()));
  }
}
