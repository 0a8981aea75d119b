package io.aval.it;

import io.aval.Reason;
import java.net.URL;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One way into the application of the tests, and which reasons were seen there.
 *
 * @param open a path that answers everybody with the caller, or {@code nobody}
 * @param guarded what stands before the name of a rule that {@code GuardedBean} knows
 * @param seen the reasons of the refusals that were checked here
 */
record Door(String open, String guarded, Set<Reason> seen) {
  /** Through JAX-RS. */
  static Door rest() {
    return new Door("rest/open/who", "rest/guarded/bean/", EnumSet.noneOf(Reason.class));
  }

  /** Through a servlet. */
  static Door servlet() {
    return new Door("plain", "guard/", EnumSet.noneOf(Reason.class));
  }

  /** Through a servlet whose URL the container protects. */
  static Door container() {
    return new Door("secret", "secret/guard/", EnumSet.noneOf(Reason.class));
  }

  static List<Door> all() {
    return List.of(rest(), servlet(), container());
  }

  boolean isContainers() {
    return open.equals("secret");
  }

  /** Whether a good token opens it. */
  boolean opens() {
    return !isContainers() || Server.current().letsMechanismsLogIn();
  }

  HttpResponse<String> get(URL base, String token) {
    return Http.get(base, open, token);
  }

  /** Checks the whole of a refusal and notes that its reason was seen here. */
  void refused(String what, HttpResponse<String> response, Reason reason) {
    try {
      Refusal.check(response, reason);
    } catch (AssertionError e) {
      throw new AssertionError(what + " at " + open, e);
    }
    seen.add(reason);
  }

  /** The reasons that were not seen here. */
  Set<Reason> missing() {
    return EnumSet.complementOf(EnumSet.copyOf(seen));
  }
}
