package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import io.aval.it.pages.RestCors;
import io.aval.it.pages.ServletCors;
import io.aval.testing.Chromium;
import io.aval.testing.PageServer;
import java.net.URL;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a page of another origin reads, with each of the three kinds of CORS. */
@ExtendWith(ArquillianExtension.class)
class CrossOriginIT {
  private static final PageServer PAGES = PageServer.start();

  private static final Paths REST = new Paths("rest/open/who", "rest/guarded/bean/");
  private static final Paths RESOURCE = new Paths("rest/open/who", "rest/guarded/");
  private static final Paths SERVLET = new Paths("plain", "guard/");

  @ArquillianResource
  @OperateOnDeployment("rest")
  private URL rest;

  @ArquillianResource
  @OperateOnDeployment("servlet")
  private URL servlet;

  @ArquillianResource
  @OperateOnDeployment("aval")
  private URL aval;

  @ArquillianResource
  @OperateOnDeployment("all")
  private URL all;

  @ArquillianResource
  @OperateOnDeployment("none")
  private URL none;

  /** Where the application answers everybody, and what stands before its rules. */
  private record Paths(String open, String rules) {}

  @Deployment(name = "rest", testable = false)
  static WebArchive withAResponseFilter() {
    return PagesApp.named("cors-rest").classes(RestCors.class).archive();
  }

  @Deployment(name = "servlet", testable = false)
  static WebArchive withAServletFilter() {
    return PagesApp.named("cors-servlet").classes(ServletCors.class).archive();
  }

  @Deployment(name = "aval", testable = false)
  static WebArchive withAllowedOrigins() {
    return PagesApp.named("cors-aval").parameter("aval.allowed-origins", PAGES.origins()).archive();
  }

  @Deployment(name = "all", testable = false)
  static WebArchive withAllOfThem() {
    return PagesApp.named("cors-all")
        .classes(RestCors.class, ServletCors.class)
        .parameter("aval.allowed-origins", PAGES.origins())
        .parameter("aval.token-sources", "header,cookie:session")
        .archive();
  }

  @Deployment(name = "none", testable = false)
  static WebArchive withNone() {
    return PagesApp.named("cors-none").archive();
  }

  @Test
  void readsWhyItWasRefusedByAResponseFilterOfTheApplication() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      readsEverything(ForeignPage.open(chromium, PAGES, rest), REST);
      readsEverything(ForeignPage.open(chromium, PAGES, rest), RESOURCE);
    }
  }

  @Test
  void readsWhyItWasRefusedByAServletFilterOfTheApplication() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      for (Paths paths : List.of(REST, RESOURCE, SERVLET)) {
        readsEverything(ForeignPage.open(chromium, PAGES, servlet), paths);
      }
    }
  }

  @Test
  void readsWhyItWasRefusedByAvalsAllowedOrigins() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      for (Paths paths : List.of(REST, RESOURCE, SERVLET)) {
        readsEverything(ForeignPage.open(chromium, PAGES, aval), paths);
      }
    }
  }

  @Test
  void readsTheSameWithAllOfThemAtOnce() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      for (Paths paths : List.of(REST, RESOURCE, SERVLET)) {
        readsEverything(ForeignPage.open(chromium, PAGES, all), paths);
      }
    }
  }

  @Test
  void readsNothingWithNoneOfThem() throws Exception {
    try (Chromium chromium = Chromium.open()) {
      ForeignPage page = ForeignPage.open(chromium, PAGES, none);
      for (String token : List.of(PagesApp.good(), PagesApp.expired())) {
        assertThat(page.call("rest/open/who", token).status()).isZero();
        assertThat(page.call("plain", token).status()).isZero();
      }
    }
  }

  private static void readsEverything(ForeignPage page, Paths paths) {
    ForeignPage.Seen known = page.call(paths.open(), PagesApp.good());
    assertThat(known.status()).as(known.body()).isEqualTo(200);
    assertThat(known.body()).contains("|user-1");

    readsRefusal(page.call(paths.open(), PagesApp.expired()), Reason.EXPIRED);
    readsRefusal(page.call(paths.open(), "garbage"), Reason.MALFORMED_TOKEN);
    readsRefusal(page.call(paths.open(), PagesApp.forAnotherAudience()), Reason.WRONG_AUDIENCE);
    ForeignPage.Seen scope = page.call(paths.rules() + "scope", PagesApp.good());
    readsRefusal(scope, Reason.INSUFFICIENT_SCOPE);
    assertThat(scope.challenge()).contains("scope=\"notes:read notes:write\"");
    ForeignPage.Seen down = page.call(paths.open(), PagesApp.ofTheIssuerThatIsDown());
    readsRefusal(down, Reason.KEYS_UNAVAILABLE);
    assertThat(down.retryAfter()).matches("[1-9][0-9]*");
  }

  private static void readsRefusal(ForeignPage.Seen seen, Reason reason) {
    assertThat(seen.status()).as(seen.body()).isEqualTo(reason.getStatus());
    assertThat(seen.body())
        .contains("\"code\":\"" + reason.name() + "\"")
        .contains("\"detail\":\"" + reason.getDetail() + "\"");
    if (reason.getError().isPresent()) {
      assertThat(seen.challenge())
          .contains("error=\"" + reason.getError().get() + "\"")
          .contains(reason.getDetail());
    } else {
      assertThat(seen.challenge()).isNull();
    }
  }

  @Test
  void saysEverythingOnceWithAllOfThemAtOnce() {
    String page = PAGES.origin(ForeignPage.otherHost(all));
    for (String path : List.of("rest/open/who", "plain", "guard/scope", "rest/guarded/scope")) {
      for (String token : List.of(PagesApp.good(), PagesApp.expired())) {
        HttpRequest.Builder call =
            Http.to(all, path).header("Authorization", "Bearer " + token).header("Origin", page);
        HttpResponse<String> answer = Http.send(call);
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
            .as(path)
            .containsExactly(page);
        assertThat(answer.headers().allValues("Access-Control-Allow-Credentials"))
            .containsExactly("true");
        assertThat(answer.headers().allValues("Access-Control-Expose-Headers"))
            .containsExactly("WWW-Authenticate, Retry-After");
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
      }
    }
  }
}
