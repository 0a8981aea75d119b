package io.aval.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.issuers.IdentityResource;
import io.aval.testing.LoopbackWorld;
import io.aval.testing.issuers.ExpectedIdentity;
import io.aval.testing.issuers.IdentityFacts;
import io.aval.testing.issuers.IssuerShapes;
import io.aval.testing.issuers.ShapeGroup;
import io.aval.testing.issuers.TokenCase;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every token of every issuer meets the configuration of its issuer's page on a real server. Pages
 * that can stand in one application do: that one has many issuers, as users' applications have.
 */
@ExtendWith(ArquillianExtension.class)
class IssuersIT {
  private static final int MOST = 10;
  private static final List<ShapeGroup> GROUPS = ShapeGroup.of(IssuerShapes.all());
  private static final List<LoopbackWorld> WORLDS =
      GROUPS.stream().map(some -> LoopbackWorld.start(Path.of("target"), some.serves())).toList();

  @ArquillianResource private Deployer deployer;

  @Deployment(name = "issuers-0", managed = false, testable = false)
  static WebArchive first() {
    return application(0);
  }

  @Deployment(name = "issuers-1", managed = false, testable = false)
  static WebArchive second() {
    return application(1);
  }

  @Deployment(name = "issuers-2", managed = false, testable = false)
  static WebArchive third() {
    return application(2);
  }

  @Deployment(name = "issuers-3", managed = false, testable = false)
  static WebArchive fourth() {
    return application(3);
  }

  @Deployment(name = "issuers-4", managed = false, testable = false)
  static WebArchive fifth() {
    return application(4);
  }

  @Deployment(name = "issuers-5", managed = false, testable = false)
  static WebArchive sixth() {
    return application(5);
  }

  @Deployment(name = "issuers-6", managed = false, testable = false)
  static WebArchive seventh() {
    return application(6);
  }

  @Deployment(name = "issuers-7", managed = false, testable = false)
  static WebArchive eighth() {
    return application(7);
  }

  @Deployment(name = "issuers-8", managed = false, testable = false)
  static WebArchive ninth() {
    return application(8);
  }

  @Deployment(name = "issuers-9", managed = false, testable = false)
  static WebArchive tenth() {
    return application(9);
  }

  /** Arquillian wants to know all archives beforehand; one without a group is never deployed. */
  private static WebArchive application(int index) {
    TestWar war =
        TestWar.named("issuers-" + index)
            .classes(RestApplication.class, IdentityResource.class, IdentityFacts.class);
    if (index < GROUPS.size()) {
      war.parameters(GROUPS.get(index).values()).parameters(WORLDS.get(index).settings());
    }
    return war.archive();
  }

  @AfterAll
  static void close() {
    WORLDS.forEach(LoopbackWorld::close);
  }

  @Test
  void acceptsAndRefusesEveryTokenAsThePagesSay() throws Exception {
    assertThat(GROUPS).as("add a deployment for each group").hasSizeLessThanOrEqualTo(MOST);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < GROUPS.size(); i++) {
      String name = "issuers-" + i;
      deployer.deploy(name);
      try {
        URI root = URI.create("http://127.0.0.1:" + Server.current().httpPort() + "/" + name + "/");
        for (ShapeGroup.Member member : GROUPS.get(i).members()) {
          member.cases().forEach(token -> tryOne(toUrl(root), token, wrong));
        }
      } finally {
        deployer.undeploy(name);
      }
      assertThat(WORLDS.get(i).proxy().refused()).as("hosts that no issuer has").isEmpty();
    }
    assertThat(wrong).isEmpty();
  }

  private static URL toUrl(URI uri) {
    try {
      return uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tryOne(URL base, TokenCase token, List<String> wrong) {
    try {
      HttpResponse<String> response = Http.send(request(base, token));
      if (token.refused().isPresent()) {
        Refusal.check(response, token.refused().get());
        return;
      }
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
        ExpectedIdentity.check(token.toString(), token.identity(), reader.readObject());
      }
    } catch (AssertionError e) {
      wrong.add(token + ": " + e.getMessage());
    }
  }

  private static HttpRequest.Builder request(URL base, TokenCase token) {
    String query =
        ExpectedIdentity.claimPaths(token.identity()).stream()
            .map(path -> "claim=" + URLEncoder.encode(path, UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request = Http.to(base, "rest/identity?" + query);
    String text = token.make(Instant.now());
    return token
        .issuer()
        .tokenHeader()
        .map(header -> request.header(header, text))
        .orElseGet(() -> request.header("Authorization", "Bearer " + text));
  }
}
