package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application that signs its users in and is an issuer.
 *
 * @param url its address, which is its name as well
 */
record Accounts(String url) {
  private static final Pattern TOKEN = Pattern.compile("\"jwt\":\"([^\"]+)\"");

  /**
   * What a page of that origin gets for the user who is signed in; without a template: the
   * session's token.
   */
  String forPage(String origin, String template) {
    return token(
        post("v1/client/sessions/sess_ada/tokens", template)
            .header("Cookie", Cookies.signIn(base(), "ada"))
            .header("Origin", origin));
  }

  /** What a server gets that has a secret key. */
  String forServer(String template) {
    return token(
        post("v1/sessions/sess_ada/tokens", template)
            .header("Authorization", "Bearer " + IssuerEndpointsIT.SECRET));
  }

  private HttpRequest.Builder post(String path, String template) {
    String whole = template.isEmpty() ? path : path + "/" + template;
    return Http.to(base(), whole).POST(BodyPublishers.noBody());
  }

  private static String token(HttpRequest.Builder request) {
    HttpResponse<String> answer = Http.send(request);
    Matcher found = TOKEN.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private URL base() {
    try {
      return URI.create(url + "/").toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
