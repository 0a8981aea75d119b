package io.aval.internal.issuer;

import io.aval.internal.jose.CallRates;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets servers pass that have a secret key. Calls are counted by key, and those without a right one
 * by address: whoever guesses is slowed down, and shuts out nobody who has the key.
 */
final class SecretKeyGate implements Gate {
  private static final Pattern BEARER =
      Pattern.compile("Bearer +([\\x21-\\x7e]{1,512}) *", Pattern.CASE_INSENSITIVE);

  private final SecretKeys keys;
  private final CallRates rates;
  private final boolean counting;

  private SecretKeyGate(SecretKeys keys, CallRates rates, boolean counting) {
    this.keys = keys;
    this.rates = rates;
    this.counting = counting;
  }

  /** Counts all calls. */
  static SecretKeyGate counting(SecretKeys keys, CallRates rates) {
    return new SecretKeyGate(keys, rates, true);
  }

  /** Counts only calls without a right key: who must fetch keys to verify, is not kept waiting. */
  static SecretKeyGate lenient(SecretKeys keys, CallRates rates) {
    return new SecretKeyGate(keys, rates, false);
  }

  @Override
  public boolean admits(Exchange exchange) {
    try {
      String key =
          keys.find(presented(exchange))
              .orElseThrow(
                  () ->
                      ApiFault.unauthorized(
                          ApiFault.Kind.KEY_INVALID,
                          "The secret key is not one of those in aval.issuer.secret-keys."));
      if (counting) {
        count("key " + key);
      }
      return true;
    } catch (ApiFault fault) {
      if (fault.kind() != ApiFault.Kind.TOO_MANY_REQUESTS) {
        count("address " + exchange.caller().remoteAddress());
      }
      throw fault;
    }
  }

  private void count(String caller) {
    long seconds = rates.count(caller);
    if (seconds > 0) {
      throw ApiFault.tooMany(seconds);
    }
  }

  private static String presented(Exchange exchange) {
    List<String> headers = exchange.headers("Authorization");
    Matcher bearer = BEARER.matcher(headers.size() == 1 ? headers.get(0) : "");
    if (!bearer.matches()) {
      throw ApiFault.unauthorized(
          ApiFault.Kind.HEADER_INVALID, "Call with the header Authorization: Bearer <secret key>.");
    }
    return bearer.group(1);
  }
}
