package io.aval.internal.dashboard;

import io.aval.internal.issuer.Caller;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The way in for a developer who has no administrator to sign in as: a link in the server's log
 * that opens the dashboard once, for a browser on the server's own machine.
 */
final class DevelopmentEntry {
  static final String PARAMETER = "once";
  static final String COOKIE = "aval_dashboard";

  private final Consumer<String> log;
  private final OnceLink link;
  private final Sessions sessions;

  DevelopmentEntry(Clock clock, Consumer<String> log) {
    this.log = log;
    Secrets secrets = new Secrets();
    this.link = new OnceLink(secrets, clock);
    this.sessions = new Sessions(secrets, clock);
  }

  /** Writes the first link to the log. */
  void announceAtStart(String likelyUrl) {
    announce(likelyUrl, " (or the port that this server listens on)");
  }

  /** Writes a new link to the log where the last one is spent and the caller could use it. */
  void announce(Caller caller) {
    caller.loopbackUrl().ifPresent(url -> announce(url.toString(), ""));
  }

  private void announce(String application, String remark) {
    link.renew()
        .ifPresent(
            secret ->
                log.accept(
                    "AVAL-310 The dashboard opens once, within "
                        + OnceLink.LIFETIME.toMinutes()
                        + " minutes, on this machine: "
                        + application
                        + Dashboard.PATH
                        + "/?"
                        + PARAMETER
                        + "="
                        + secret
                        + remark));
  }

  /**
   * Whether the caller came by the link; then a session begins, which the answer's cookie names.
   */
  boolean open(Caller caller, HttpServletRequest request, HttpServletResponse response) {
    String secret = request.getParameter(PARAMETER);
    if (secret == null || !caller.isLoopback() || !link.use(secret)) {
      return false;
    }
    // By hand: Undertow leaves SameSite out of a Cookie object.
    response.addHeader(
        "Set-Cookie",
        COOKIE
            + "="
            + sessions.open()
            + "; Path="
            + request.getContextPath()
            + Dashboard.PATH
            + "; HttpOnly; SameSite=Strict"
            + (request.isSecure() ? "; Secure" : ""));
    return true;
  }

  /** Whether the caller has come by a link before. */
  boolean knows(Caller caller, HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies != null
        && caller.isLoopback()
        && Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .anyMatch(cookie -> sessions.isOpen(cookie.getValue()));
  }
}
