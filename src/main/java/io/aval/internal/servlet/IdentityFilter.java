package io.aval.internal.servlet;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.internal.http.CrossOriginResponse;
import io.aval.internal.http.HeldResponse;
import io.aval.internal.http.Preflights;
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
import java.util.Map;
import java.util.Optional;

/**
 * Finds the verdict on a request where the mechanism has not, tells the application who calls, and
 * answers refusals, so that a page on another origin can read them.
 *
 * <p>A refusal on a request for JAX-RS is left to the JAX-RS door: only there it passes the
 * application's own response filters, CORS among them. Any other is answered here, after the
 * application's servlet filters have seen the request and before a servlet does ({@link
 * RefusalGate}).
 */
public final class IdentityFilter implements Filter {
  private static final System.Logger LOG = System.getLogger(IdentityFilter.class.getName());

  private final Doorkeeper doorkeeper;
  private final OpenPaths openPaths;
  private final Failures failures;

  /**
   * Creates the filter.
   *
   * @param doorkeeper the application's doorkeeper
   * @param openPaths what is left alone
   * @param failures what becomes of what the application throws
   */
  public IdentityFilter(Doorkeeper doorkeeper, OpenPaths openPaths, Failures failures) {
    this.doorkeeper = doorkeeper;
    this.openPaths = openPaths;
    this.failures = failures;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)
        || openPaths.contain(http)) {
      chain.doFilter(request, response);
    } else if (!RefusalGate.isClosedTo(request)) { // else the dispatch around this one answers
      ServletFacts facts = new ServletFacts(http);
      doFilter(facts, CrossOriginResponse.begin(doorkeeper.crossOrigin(), facts, answer), chain);
    }
  }

  private void doFilter(ServletFacts facts, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Verdict verdict = doorkeeper.verdictOn(facts);
    Optional<IdentityException> refusal = mustRefuse(facts, verdict);
    if (refusal.isPresent()) {
      refuse(refusal.get(), verdict, facts, response, chain);
      return;
    }
    if (facts.isPreflight()) {
      Map<String, String> granted = doorkeeper.crossOrigin().grantPreflight(facts);
      if (!granted.isEmpty()) {
        lookOn(facts, response, chain);
        Preflights.write(granted, response);
        return;
      }
    }
    pass(facts, verdict, response, chain);
  }

  private void pass(
      ServletFacts facts, Verdict verdict, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = facts.request();
    boolean hides = Handshake.isOne(facts) && Handshake.hasToken(facts);
    HttpServletRequest seen = hides ? new HandshakeRequest(request) : request;
    HttpServletResponse answer = hides ? new HandshakeResponse(seen, response) : response;
    try {
      chain.doFilter(withCaller(seen, verdict), answer);
    } catch (IOException | ServletException | RuntimeException thrown) {
      boolean known = verdict.verified().isPresent() || request.getUserPrincipal() != null;
      IdentityException found = ThrownRefusal.in(thrown, known).orElse(null);
      if (found != null && !response.isCommitted()) {
        Refusals.writeInstead(doorkeeper.answer(found, verdict), request, response);
      } else if (!failures.answer(thrown, request, response)) {
        throw thrown;
      }
    }
  }

  private void refuse(
      IdentityException refusal,
      Verdict verdict,
      ServletFacts facts,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException {
    if (!Handshake.isOne(facts)) { // no page can read the answer to one
      RefusalGate.close(facts.request());
      lookOn(facts, response, chain);
    }
    Refusals.writeInstead(doorkeeper.answer(refusal, verdict), facts.request(), response);
  }

  /** Lets the application's filters see a request whose answer is ours. */
  private static void lookOn(ServletFacts facts, HttpServletResponse response, FilterChain chain) {
    try {
      chain.doFilter(facts.request(), new HeldResponse(response));
    } catch (IOException | ServletException | RuntimeException thrown) {
      LOG.log(System.Logger.Level.DEBUG, "What a filter threw changes nothing", thrown);
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
