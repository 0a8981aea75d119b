package io.aval.internal.servlet;

import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The answer to a handshake whose token came as a subprotocol. It selects {@link Handshake#PLAIN}
 * where that was offered, until the endpoint selects one of its own: exactly one may be selected,
 * and some servers add theirs to what is there.
 */
final class HandshakeResponse extends HttpServletResponseWrapper {

  HandshakeResponse(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    if (Handshake.offered(new ServletFacts(request)).contains(Handshake.PLAIN)) {
      response.setHeader(Handshake.SUBPROTOCOL, Handshake.PLAIN);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (name.equalsIgnoreCase(Handshake.SUBPROTOCOL)) {
      super.setHeader(name, value);
    } else {
      super.addHeader(name, value);
    }
  }
}
