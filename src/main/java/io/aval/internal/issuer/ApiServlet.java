package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts a gate before an endpoint, and answers whatever comes of it as JSON that nobody stores. */
final class ApiServlet extends HttpServlet {
  private static final System.Logger LOG = System.getLogger(ApiServlet.class.getName());
  private static final long serialVersionUID = 1L;

  private final transient Gate gate;
  private final transient Endpoint endpoint;

  ApiServlet(Gate gate, Endpoint endpoint) {
    this.gate = gate;
    this.endpoint = endpoint;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (gate.admits(request, response)) {
        JsonAnswer.send(response, 200, "no-store", endpoint.answer(new ApiCall(request)));
      }
    } catch (IssuerException refusal) {
      JsonAnswer.send(response, refusal);
    } catch (ApiFault fault) {
      JsonAnswer.send(response, fault);
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.ERROR, "AVAL-303 A call of the issuer's endpoints failed", fault);
      JsonAnswer.send(
          response, ApiFault.of(ApiFault.Kind.INTERNAL, "The server's log says more: AVAL-303."));
    }
  }
}
