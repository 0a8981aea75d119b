package io.aval.internal.servlet;

import static io.aval.internal.servlet.TwoApplications.LEFT;
import static io.aval.internal.servlet.TwoApplications.RIGHT;
import static io.aval.internal.servlet.TwoApplications.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Reason;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an application finds of a request that another one passes on. */
class PassedOnTest {
  private static TwoApplications both;

  @BeforeAll
  static void start() throws Exception {
    both = new TwoApplications();
  }

  @AfterAll
  static void stop() {
    both.close();
  }

  private static HttpResponse<String> get(String path, String header, String value)
      throws Exception {
    return both.get(path, header, value);
  }

  private static final String NOBODY = "nobody null null false false";
  private static final String LEFTY = "lefty lefty Bearer true true";
  private static final String RIGHTY = "righty righty Bearer false true";

  @Test
  void tellsTheCallerWithoutADetour() throws Exception {
    assertThat(get("/left/tell", "Cookie", "left=" + token(LEFT)).body()).isEqualTo(LEFTY);
    assertThat(get("/right/tell", "Cookie", "right=" + token(RIGHT)).body()).isEqualTo(RIGHTY);
  }

  @Test
  void doesNotTellTheCallerOfTheApplicationThatPassesARequestOn() throws Exception {
    for (String login : List.of("none", "own")) {
      String pass = "?login=" + login + "&how=";
      String cookie = "left=" + token(LEFT);
      for (String how : List.of("forward", "named", "async")) {
        assertThat(get("/left/pass" + pass + how, "Cookie", cookie).body())
            .as(login + " " + how)
            .isEqualTo(NOBODY);
      }
      assertThat(get("/left/pass" + pass + "include", "Cookie", cookie).body())
          .isEqualTo("[" + NOBODY + "]");
      assertThat(get("/left/pass" + pass + "twice", "Cookie", cookie).body())
          .isEqualTo("[" + NOBODY + "][" + NOBODY + "]");
    }
  }

  @Test
  void tellsTheCallerWhomTheApplicationItselfFinds() throws Exception {
    String both = "left=" + token(LEFT) + "; right=" + token(RIGHT);
    for (String how : List.of("forward", "named", "async")) {
      assertThat(get("/left/pass?login=own&how=" + how, "Cookie", both).body())
          .as(how)
          .isEqualTo(RIGHTY);
    }
    assertThat(get("/left/pass?how=twice", "Cookie", both).body())
        .isEqualTo("[" + RIGHTY + "][" + RIGHTY + "]");
  }

  @Test
  void refusesTheOthersToken() throws Exception {
    String header = "Bearer " + token(LEFT);
    for (String how : List.of("forward", "named", "async")) {
      HttpResponse<String> refused = get("/left/pass?how=" + how, "Authorization", header);
      assertThat(refused.statusCode()).as(how).isEqualTo(401);
      assertThat(refused.body()).contains(Reason.UNKNOWN_ISSUER.name());
    }
    assertThat(get("/left/pass?how=twice", "Authorization", header).body())
        .isEqualTo("[UNKNOWN_ISSUER][UNKNOWN_ISSUER]");
  }

  @Test
  void asksAlsoWhereTheOtherApplicationsPathIsLeftAloneHere() throws Exception {
    HttpResponse<String> refused =
        get("/left/open?how=named", "Authorization", "Bearer " + token(LEFT));
    assertThat(refused.statusCode()).isEqualTo(401);
  }

  @Test
  void showsItsOwnFiltersNobodyWhereItRefuses() throws Exception {
    both.looked().clear();
    String header = "Bearer " + token(LEFT);
    get("/left/pass?login=own&how=forward", "Authorization", header);
    assertThat(both.looked()).containsExactly(NOBODY);
  }

  @Test
  void examinesWhateverTokenTheOtherApplicationPutsThere() throws Exception {
    assertThat(get("/left/pass?how=people", "Cookie", "left=" + token(LEFT)).body())
        .isEqualTo("[alice alice Bearer false true][bob bob Bearer false true]");
  }

  @Test
  void knowsItsOwnRequestsOnOtherThreadsAsWell() throws Exception {
    assertThat(get("/left/pass?login=own&how=later", "X-Token", "none").body())
        .startsWith("own ")
        .endsWith(" true true");
  }
}
