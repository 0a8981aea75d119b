package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.roles.Staff;
import io.aval.it.roles.StaffEndpoint;
import io.aval.it.team.Team;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roles from the application's identity stores, as docs/roles.md has it, through every door. */
@ExtendWith(ArquillianExtension.class)
class RolesIT {
  private static final TestIssuer ISSUER = TestIssuer.start();

  /** What each call asks: every store once, in the order of their priorities. */
  private static final String ONCE = "staff,reader";

  @ArquillianResource
  @OperateOnDeployment("on")
  private URL on;

  @ArquillianResource
  @OperateOnDeployment("off")
  private URL off;

  @ArquillianResource
  @OperateOnDeployment("team")
  private URL team;

  @Deployment(name = "on", testable = false)
  static WebArchive withMechanism() {
    return application("roles-on").archive();
  }

  @Deployment(name = "off", testable = false)
  static WebArchive withoutMechanism() {
    return application("roles-off").parameter("aval.container-security", "off").archive();
  }

  @Deployment(name = "team", testable = false)
  static WebArchive fromTheDatabase() {
    return configured("roles-team")
        .packageOf(Team.class)
        .classes(StaffEndpoint.class)
        .parameter("aval.principal-name", "subject")
        .archive();
  }

  private static TestWar application(String name) {
    return configured(name).packageOf(Staff.class);
  }

  private static TestWar configured(String name) {
    return TestWar.named(name)
        .packageOf(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.providers.main.roles-claims", "roles")
        .parameter("aval.providers.main.allowed-roles", "guest")
        .webXml(TestWar.PROTECTED_PATHS);
  }

  private static String token(String subject) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", subject)
        .claim("roles", List.of("guest", "admin"))
        .sign();
  }

  @BeforeEach
  void hire() {
    for (URL base : List.of(on, off)) {
      Http.get(base, "staff?hired=" + id("boss"));
      asked(base);
    }
  }

  private static String id(String subject) {
    return URLEncoder.encode(ISSUER.issuer() + "|" + subject, StandardCharsets.UTF_8);
  }

  /** What the stores were asked since the last time. */
  private static String asked(URL base) {
    return Http.get(base, "staff").body();
  }

  /** Where {@code admin} is needed and can be had. */
  private List<String> doors(URL base) {
    List<String> doors = new ArrayList<>(List.of("rest/guarded/bean/admin", "guard/admin"));
    if (base == on || Server.current().isWildFly()) {
      doors.add("rest/guarded/admin");
    }
    if (base == on && Server.current().letsMechanismsLogIn()) {
      doors.addAll(List.of("rest/ejb/admin", "secret/admin", "secret/guard/admin"));
    }
    return doors;
  }

  @Test
  void openEveryDoorAndAreAskedForOncePerCall() {
    for (URL base : List.of(on, off)) {
      for (String path : doors(base)) {
        for (int call = 0; call < 2; call++) {
          assertThat(Http.get(base, path, token("boss")).statusCode()).as(path).isEqualTo(200);
          assertThat(asked(base)).as(base + path).isEqualTo(ONCE);
        }
        assertThat(Http.get(base, path, token("ann")).statusCode()).as(path).isEqualTo(403);
        assertThat(asked(base)).as(base + path).isEqualTo(ONCE);
        assertThat(Http.get(base, path).statusCode()).as(path).isEqualTo(401);
        assertThat(asked(base)).as("for nobody at " + base + path).isEmpty();
      }
    }
  }

  @Test
  void areTheSameWhoeverIsAsked() {
    for (URL base : List.of(on, off)) {
      boolean known = base == on && Server.current().letsMechanismsLogIn();
      String roles = "[admin, guest, reader-boss]";
      assertThat(Http.get(base, "rest/staff/roles", token("boss")).body())
          .isEqualTo(roles + " " + roles + " true " + known);
      assertThat(asked(base)).isEqualTo(ONCE);
      assertThat(Http.get(base, "rest/staff/roles", token("ann")).body())
          .isEqualTo("[guest, reader-ann] [guest, reader-ann] false false");
      assertThat(Http.get(base, "facts", token("boss")).body()).endsWith(" true false");
      assertThat(Http.get(base, "rest/open/who", token("boss")).body()).endsWith(" true");
      assertThat(Http.get(base, "rest/staff/json", token("boss")).body())
          .contains("\"subject\":\"boss\"")
          .doesNotContain("reader");
    }
  }

  @Test
  void areAskedForAtLoginOrWhenSomebodyWantsToKnow() {
    assertThat(Http.get(on, "rest/guarded/class", token("boss")).statusCode()).isEqualTo(200);
    assertThat(asked(on)).isEqualTo(ONCE);
    assertThat(Http.get(off, "rest/guarded/class", token("boss")).statusCode()).isEqualTo(200);
    assertThat(asked(off)).as("nobody wants to know").isEmpty();
    assertThat(Http.get(off, "rest/guarded/anyone").statusCode()).isEqualTo(401);
    assertThat(Http.get(off, "rest/open/who").body()).isEqualTo("nobody");
    assertThat(Http.get(on, "rest/open/who").body()).isEqualTo("nobody");
    assertThat(Http.get(on, "rest/open/who", token("boss") + "x").statusCode()).isEqualTo(401);
    assertThat(asked(on) + asked(off)).as("for nobody").isEmpty();
  }

  @Test
  void changeWithTheNextCallOfTheSameToken() {
    String token = token("new");
    for (URL base : List.of(on, off)) {
      assertThat(Http.get(base, "guard/admin", token).statusCode()).isEqualTo(403);
      Http.get(base, "staff?hired=" + id("new"));
      assertThat(Http.get(base, "guard/admin", token).statusCode()).isEqualTo(200);
      Http.get(base, "staff?fired=" + id("new"));
      assertThat(Http.get(base, "guard/admin", token).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void failTheCallWhereAStoreFails() throws Exception {
    List<String> everywhere = new ArrayList<>(doors(on));
    everywhere.addAll(List.of("rest/open/who", "plain", "secret"));
    for (String path : everywhere) {
      fails(on, path);
    }
    for (String path : doors(off)) {
      fails(off, path);
    }
    assertThat(Http.get(off, "rest/guarded/class", token("broken")).statusCode())
        .as("where nobody wants to know")
        .isEqualTo(200);
    assertThat(Server.current().log()).contains("AVAL-204");
  }

  private static void fails(URL base, String path) {
    HttpResponse<String> answer = Http.get(base, path, token("broken"));
    assertThat(answer.statusCode()).as(base + path).isEqualTo(500);
    assertThat(answer.body()).doesNotContain("password of the staff");
  }

  @Test
  void holdInAConversationUntilItAuthenticatesAgain() {
    for (URL base : List.of(on, off)) {
      try (Ws ws = Ws.connect(base, "conversation", token("boss"))) {
        ws.send("a").expect("a [admin, guest, reader-boss]").send("b");
        ws.expect("b [admin, guest, reader-boss]");
        assertThat(asked(base)).as("at " + base).isEqualTo(ONCE);
        Http.get(base, "staff?fired=" + id("boss"));
        ws.send("c").expect("c [admin, guest, reader-boss]");
        ws.authenticate(token("boss"), 0).acknowledged(1).send("d").error("FORBIDDEN", 1, false);
        assertThat(asked(base)).as("at " + base).isEqualTo(ONCE);
        Http.get(base, "staff?hired=" + id("boss"));
        ws.authenticate(token("boss"), 1).acknowledged(2).send("e");
        ws.expect("e [admin, guest, reader-boss]");
        assertThat(asked(base)).as("at " + base).isEqualTo(ONCE);
      }
      try (Ws ws = Ws.connect(base, "conversation")) {
        ws.send("a").error("NO_TOKEN", 0, false);
        assertThat(asked(base)).as("for nobody").isEmpty();
        ws.authenticate(token("boss"), 0).acknowledged(1).send("b");
        ws.expect("b [admin, guest, reader-boss]");
        assertThat(asked(base)).isEqualTo(ONCE);
      }
    }
  }

  @Test
  void openAnEndpointOrNotOrNobodyCanTell() {
    for (URL base : List.of(on, off)) {
      Ws.connect(base, "staff-only", token("boss")).expect("opened by boss").close();
      Ws.connect(base, "staff-only").authenticate(token("boss"), 0).acknowledged(1).close();
      assertThat(Ws.connect(base, "staff-only", token("ann")).closed()).startsWith("4");
      asked(base);
      String unknown = "1011 the token could not be examined";
      Ws inBand = Ws.connect(base, "staff-only").authenticate(token("broken"), 0);
      assertThat(inBand.closed()).isEqualTo(unknown);
      assertThat(inBand.rest()).isEmpty();
      assertThat(asked(base)).isEqualTo("staff");
    }
    assertThat(Ws.connect(off, "staff-only", token("broken")).closed())
        .isEqualTo("1011 the token could not be examined");
    assertThat(
            Ws.refused(
                    on, "staff-only", it -> it.header("Authorization", "Bearer " + token("broken")))
                .statusCode())
        .isEqualTo(500);
  }

  @Test
  void comeFromTheDatabaseByAnAnnotationAlone() {
    assertThat(Http.get(team, "guard/admin", token("member")).statusCode()).isEqualTo(200);
    assertThat(Http.get(team, "rest/guarded/admin", token("member")).statusCode()).isEqualTo(200);
    assertThat(Http.get(team, "guard/admin", token("ann")).statusCode()).isEqualTo(403);
    try (Ws ws = Ws.connect(team, "conversation", token("member"))) {
      ws.send("a").expect("a [admin, guest]");
    }
    try (Ws ws = Ws.connect(team, "conversation").authenticate(token("member"), 0)) {
      ws.acknowledged(1).send("a").expect("a [admin, guest]");
    }
  }
}
