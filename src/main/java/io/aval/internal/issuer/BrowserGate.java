package io.aval.internal.issuer;

import io.aval.internal.jose.CallRates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets browsers pass and counts their calls, by the user where one is signed in, else by address.
 * Lets pages of allowed origins read the answers, errors included, and call with cookies.
 *
 * <p>Pages of other sites are counted by themselves: their calls carry the user's cookie, and would
 * else use up what the user's own page may call.
 */
final class BrowserGate implements Gate {
  private final MintRule rule;
  private final CallRates rates;

  BrowserGate(MintRule rule, CallRates rates) {
    this.rule = rule;
    this.rates = rates;
  }

  @Override
  public boolean admits(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    if (rule.isAllowed(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Allow-Credentials", "true");
      response.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }
    if (request.getMethod().equals("OPTIONS")) {
      answerPreflight(rule.isAllowed(origin), response);
      return false;
    }
    Caller from = Caller.of(request);
    count(rule.isWelcome(from) ? caller(request) : "other site at " + request.getRemoteAddr());
    rule.origin(from);
    return true;
  }

  private static String caller(HttpServletRequest request) {
    return BrowserCaller.name(request)
        .map(name -> "user " + name)
        .orElseGet(() -> "address " + request.getRemoteAddr());
  }

  private void count(String caller) {
    long seconds = rates.count(caller);
    if (seconds > 0) {
      throw ApiFault.tooMany(seconds);
    }
  }

  private static void answerPreflight(boolean allowed, HttpServletResponse response) {
    if (allowed) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST");
      response.setHeader("Access-Control-Allow-Headers", "Content-Type");
      response.setHeader("Access-Control-Max-Age", "600");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
