package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import java.io.IOException;

/**
 * Puts a gate before an endpoint, and answers whatever comes of it as JSON that nobody stores.
 *
 * @param gate what a call must pass
 * @param endpoint what answers it
 */
record ApiHandler(Gate gate, Endpoint endpoint) implements Handler {
  private static final System.Logger LOG = System.getLogger(ApiHandler.class.getName());

  @Override
  public void handle(Exchange exchange) throws IOException {
    try {
      if (gate.admits(exchange)) {
        JsonAnswer.send(exchange, 200, "no-store", endpoint.answer(new ApiCall(exchange)));
      }
    } catch (IssuerException refusal) {
      JsonAnswer.send(exchange, refusal);
    } catch (ApiFault fault) {
      JsonAnswer.send(exchange, fault);
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "AVAL-303 A call of the issuer's endpoints failed", fault);
      JsonAnswer.send(
          exchange, ApiFault.of(ApiFault.Kind.INTERNAL, "The server's log says more: AVAL-303."));
    }
  }
}
