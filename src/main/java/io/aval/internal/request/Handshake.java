package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The opening handshake of a WebSocket (RFC 6455, section 4), in which a browser can say nothing of
 * its own but subprotocols: so one of those may carry the token, {@code aval.bearer.<token>}.
 *
 * <p>A token is no protocol that the application could speak, so everybody behind the filter sees
 * the others only.
 */
public final class Handshake {
  /** The header in which subprotocols are offered and one is selected. */
  public static final String SUBPROTOCOL = "Sec-WebSocket-Protocol";

  /**
   * What a client offers that has no subprotocol of its own: a browser gives a connection up of
   * which every subprotocol was turned down.
   */
  public static final String PLAIN = "aval";

  private static final String TOKEN = "aval.bearer.";

  private Handshake() {}

  /** Whether a request asks for a WebSocket. */
  public static boolean isOne(RequestFacts request) {
    return request.header("Upgrade").filter("websocket"::equalsIgnoreCase).isPresent();
  }

  /** The subprotocols that are the application's business, in the order of the offer. */
  public static List<String> offered(RequestFacts request) {
    return all(request).stream().filter(name -> !isToken(name)).toList();
  }

  /** Whether one of the subprotocols carries a token. */
  public static boolean hasToken(RequestFacts request) {
    return all(request).stream().anyMatch(Handshake::isToken);
  }

  /**
   * Finds the token among the subprotocols.
   *
   * @throws IdentityException with {@link Reason#MALFORMED_REQUEST}
   */
  static Optional<String> token(RequestFacts request) {
    if (!isOne(request)) {
      return Optional.empty();
    }
    List<String> found = all(request).stream().filter(Handshake::isToken).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String token = found.get(0).substring(TOKEN.length());
    if (found.size() > 1 || !BearerHeader.isB64Token(token)) {
      throw new IdentityException(
          Reason.MALFORMED_REQUEST, "the subprotocols do not hold exactly one b64token");
    }
    return Optional.of(token);
  }

  private static boolean isToken(String subprotocol) {
    return subprotocol.regionMatches(true, 0, TOKEN, 0, TOKEN.length());
  }

  private static List<String> all(RequestFacts request) {
    List<String> names = new ArrayList<>();
    for (String header : request.headers(SUBPROTOCOL)) {
      for (String name : header.split(",", -1)) {
        if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }
}
