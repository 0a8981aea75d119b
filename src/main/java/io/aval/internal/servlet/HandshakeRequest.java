package io.aval.internal.servlet;

import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A WebSocket's handshake without the subprotocol that carries the token. */
final class HandshakeRequest extends HttpServletRequestWrapper {
  private final List<String> offered;

  HandshakeRequest(HttpServletRequest request) {
    super(request);
    this.offered = Handshake.offered(new ServletFacts(request));
  }

  @Override
  public @Nullable String getHeader(String name) {
    if (!isSubprotocol(name)) {
      return super.getHeader(name);
    }
    return offered.isEmpty() ? null : String.join(", ", offered);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    if (!isSubprotocol(name)) {
      return super.getHeaders(name);
    }
    return Collections.enumeration(
        offered.isEmpty() ? List.of() : List.of(String.join(", ", offered)));
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> names = Collections.list(super.getHeaderNames());
    return Collections.enumeration(
        names.stream().filter(name -> !offered.isEmpty() || !isSubprotocol(name)).toList());
  }

  private static boolean isSubprotocol(String header) {
    return header.equalsIgnoreCase(Handshake.SUBPROTOCOL);
  }
}
