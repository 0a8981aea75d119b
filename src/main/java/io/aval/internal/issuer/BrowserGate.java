package io.aval.internal.issuer;

import io.aval.internal.jose.CallRates;
import java.io.IOException;

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
  public boolean admits(Exchange exchange) throws IOException {
    Caller from = exchange.caller();
    String origin = from.origin();
    exchange.addHeader("Vary", "Origin");
    if (origin != null && rule.isAllowed(origin)) {
      exchange.setHeader("Access-Control-Allow-Origin", origin);
      exchange.setHeader("Access-Control-Allow-Credentials", "true");
      exchange.setHeader("Access-Control-Expose-Headers", "Retry-After");
    }
    if (exchange.method().equals("OPTIONS")) {
      answerPreflight(rule.isAllowed(origin), exchange);
      return false;
    }
    count(rule.isWelcome(from) ? caller(exchange) : "other site at " + from.remoteAddress());
    rule.origin(from);
    return true;
  }

  private static String caller(Exchange exchange) {
    return exchange
        .signedIn()
        .map(name -> "user " + name)
        .orElseGet(() -> "address " + exchange.caller().remoteAddress());
  }

  private void count(String caller) {
    long seconds = rates.count(caller);
    if (seconds > 0) {
      throw ApiFault.tooMany(seconds);
    }
  }

  private static void answerPreflight(boolean allowed, Exchange exchange) throws IOException {
    if (allowed) {
      exchange.setHeader("Access-Control-Allow-Methods", "GET, POST");
      exchange.setHeader("Access-Control-Allow-Headers", "Content-Type");
      exchange.setHeader("Access-Control-Max-Age", "600");
    }
    exchange.send(204);
  }
}
