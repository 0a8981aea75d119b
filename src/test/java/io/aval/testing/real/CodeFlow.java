package io.aval.testing.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** A browser without a screen: signs a user in at npm's OpenID Connect provider and consents. */
final class CodeFlow {
  private static final int MOST_STEPS = 10;
  private static final String VERIFIER = "a-code-verifier-of-these-tests-which-is-long-enough";
  private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"(\\w+)\"");

  private final String issuer;
  private final HttpClient browser =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  CodeFlow(String issuer) {
    this.issuer = issuer;
  }

  /** The answer of the token endpoint. */
  Map<String, Object> signIn(String user) throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", OidcProvider.PAGE);
    form.put("redirect_uri", OidcProvider.REDIRECT);
    form.put("resource", OidcProvider.RESOURCE);
    form.put("code_verifier", VERIFIER);
    form.put("code", code(user));
    HttpResponse<String> answer = post(URI.create(issuer + "/token"), form);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JsonUtil.parseJson(answer.body());
    } catch (JoseException e) {
      throw new IOException(e);
    }
  }

  private String code(String user) throws IOException, InterruptedException {
    URI next = URI.create(issuer + "/auth?" + encoded(request()));
    for (int step = 0; step < MOST_STEPS; step++) {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(next));
      Matcher prompt = PROMPT.matcher(answer.body());
      if (answer.statusCode() == 200 && prompt.find()) {
        answer = post(next, Map.of("prompt", prompt.group(1), "login", user, "password", "any"));
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
      next = next.resolve(answer.headers().firstValue("Location").orElseThrow());
      if (next.toString().startsWith(OidcProvider.REDIRECT)) {
        assertThat(next.getQuery()).contains("code=");
        return next.getQuery().replaceFirst(".*\\bcode=([^&]+).*", "$1");
      }
    }
    throw new AssertionError("went round in circles at " + next);
  }

  private static Map<String, String> request() {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", OidcProvider.PAGE);
    request.put("response_type", "code");
    request.put("redirect_uri", OidcProvider.REDIRECT);
    request.put("scope", "openid profile notes:read");
    request.put("resource", OidcProvider.RESOURCE);
    request.put("code_challenge_method", "S256");
    request.put("code_challenge", challenge());
    return request;
  }

  private static String challenge() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> post(URI url, Map<String, String> form)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encoded(form))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return browser.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
