package io.aval.internal.servlet;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.internal.http.Refusals;
import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Handshake;
import io.aval.internal.request.IdentityPrincipal;
import io.aval.internal.request.ThrownRefusal;
import io.aval.internal.request.Verdict;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the verdict on a request where the mechanism has not, tells the application who calls, and
 * answers refusals.
 *
 * <p>A refusal on a request for JAX-RS is left to the JAX-RS door: only there it passes the
 * application's own response filters, CORS among them, so that a page on another origin can read
 * it.
 */
public final class IdentityFilter implements Filter {
  private final Doorkeeper doorkeeper;
  private final OpenPaths openPaths;

  /**
   * Creates the filter.
   *
   * @param doorkeeper the application's doorkeeper
   * @param openPaths what is left alone
   */
  public IdentityFilter(Doorkeeper doorkeeper, OpenPaths openPaths) {
    this.doorkeeper = doorkeeper;
    this.openPaths = openPaths;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer
        && !openPaths.contain(http)) {
      doFilter(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ServletFacts facts = new ServletFacts(request);
    Verdict verdict = doorkeeper.verdictOn(facts);
    Optional<IdentityException> refusal = mustRefuse(facts, verdict);
    if (refusal.isPresent()) {
      Refusals.write(doorkeeper.answer(refusal.get(), verdict), request, response);
      return;
    }
    boolean hides = Handshake.isOne(facts) && Handshake.hasToken(facts);
    HttpServletRequest seen = hides ? new HandshakeRequest(request) : request;
    HttpServletResponse answer = hides ? new HandshakeResponse(seen, response) : response;
    try {
      chain.doFilter(withCaller(seen, verdict), answer);
    } catch (IOException | ServletException | RuntimeException thrown) {
      boolean known = verdict.verified().isPresent() || request.getUserPrincipal() != null;
      IdentityException found = ThrownRefusal.in(thrown, known).orElse(null);
      if (found == null || response.isCommitted()) {
        throw thrown;
      }
      Refusals.writeInstead(doorkeeper.answer(found, verdict), request, response);
    }
  }

  /** A WebSocket's handshake is answered here: once the connection is one, nothing has a status. */
  private Optional<IdentityException> mustRefuse(ServletFacts facts, Verdict verdict) {
    if (Handshake.isOne(facts)) {
      return doorkeeper.mustRefuseHandshake(verdict);
    }
    return doorkeeper.mustRefuse(verdict).filter(refusal -> !isLeftToRestDoor(facts.request()));
  }

  private boolean isLeftToRestDoor(HttpServletRequest request) {
    return doorkeeper.hasRestDoor() && RestServlets.serve(request);
  }

  /** Also where the mechanism logged the caller in: Payara knows only roles that are declared. */
  private HttpServletRequest withCaller(HttpServletRequest request, Verdict verdict) {
    Optional<UserIdentity> identity = verdict.verified();
    if (identity.isEmpty()) {
      return request;
    }
    String name = doorkeeper.principalName(identity.get());
    return new IdentityRequest(request, new IdentityPrincipal(name, identity.get()));
  }
}
