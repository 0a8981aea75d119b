package io.aval.internal.servlet;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.internal.http.Refusals;
import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Handshake;
import io.aval.internal.request.IdentityCarrier;
import io.aval.internal.request.IdentityPrincipal;
import io.aval.internal.request.ThrownRefusal;
import io.aval.internal.request.Verdict;
import jakarta.servlet.DispatcherType;
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
  /**
   * The container tells its enterprise beans of that caller, and cannot be told to forget: they
   * would take another application's roles for this one's.
   */
  private static final String LOGGED_IN_ELSEWHERE =
      "another application has passed the request on, and its Aval has logged a caller in to the"
          + " container; with aval.container-security=off there it may";

  private final Doorkeeper doorkeeper;
  private final OpenPaths openPaths;
  private final String contextPath;

  /**
   * Creates the filter.
   *
   * @param doorkeeper the application's doorkeeper
   * @param openPaths what is left alone
   * @param contextPath the application's, by which a request of another one is known
   */
  public IdentityFilter(Doorkeeper doorkeeper, OpenPaths openPaths, String contextPath) {
    this.doorkeeper = doorkeeper;
    this.openPaths = openPaths;
    this.contextPath = contextPath;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
      return;
    }
    // Of a request from elsewhere nothing is asked that may be about the other application.
    boolean passed = Passage.isFromElsewhere(http, contextPath);
    Runnable outside = Passage.enter(http, contextPath);
    try {
      if (!passed && openPaths.contain(http)) {
        chain.doFilter(request, response);
      } else {
        serveOrNest(new Call(http, answer, passed), chain);
      }
    } finally {
      outside.run();
    }
  }

  /** Applications of one EAR share the request scope. */
  private void serveOrNest(Call call, FilterChain chain) throws IOException, ServletException {
    if (!Passage.isNested(call.request())) {
      serve(call, chain);
      return;
    }
    Runnable afterwards = doorkeeper.keep();
    try {
      serve(call, chain);
    } finally {
      afterwards.run();
    }
  }

  private void serve(Call call, FilterChain chain) throws IOException, ServletException {
    Verdict verdict =
        call.passed()
            ? doorkeeper.verdictOnPassed(call.facts())
            : doorkeeper.verdictOn(call.facts());
    Optional<IdentityException> refusal = mustRefuse(call, verdict);
    if (refusal.isPresent()) {
      refuse(call, refusal.get(), verdict);
      return;
    }
    boolean hides = Handshake.isOne(call.facts()) && Handshake.hasToken(call.facts());
    HttpServletRequest seen = hides ? new HandshakeRequest(call.request()) : call.request();
    HttpServletResponse answer =
        hides ? new HandshakeResponse(seen, call.response()) : call.response();
    try {
      chain.doFilter(withCaller(seen, verdict, call.passed()), answer);
    } catch (IOException | ServletException | RuntimeException thrown) {
      boolean known = verdict.verified().isPresent() || call.hasOwnLogin();
      IdentityException found = ThrownRefusal.in(thrown, known).orElse(null);
      if (found == null || call.isIncluded() || call.response().isCommitted()) {
        throw thrown;
      }
      Refusals.writeInstead(doorkeeper.answer(found, verdict), call.request(), call.response());
    }
  }

  /** An answer that others are writing is not ours to replace: there the refusal is thrown. */
  private void refuse(Call call, IdentityException refusal, Verdict verdict) throws IOException {
    if (call.isIncluded()) {
      throw refusal;
    }
    Refusals.write(doorkeeper.answer(refusal, verdict), call.request(), call.response());
  }

  /** A WebSocket's handshake is answered here: once the connection is one, nothing has a status. */
  private Optional<IdentityException> mustRefuse(Call call, Verdict verdict) {
    if (call.passed() && Passage.hasLogin(call.request())) {
      return Optional.of(new IdentityException(Reason.FORBIDDEN, LOGGED_IN_ELSEWHERE));
    }
    if (Handshake.isOne(call.facts())) {
      return doorkeeper.mustRefuseHandshake(verdict);
    }
    Optional<IdentityException> refusal = doorkeeper.mustRefuse(verdict);
    return call.passed() ? refusal : refusal.filter(any -> !isLeftToRestDoor(call.request()));
  }

  private boolean isLeftToRestDoor(HttpServletRequest request) {
    return doorkeeper.hasRestDoor() && RestServlets.serve(request);
  }

  /** Also where the mechanism logged the caller in: Payara knows only roles that are declared. */
  private HttpServletRequest withCaller(
      HttpServletRequest request, Verdict verdict, boolean passed) {
    UserIdentity identity = verdict.verified().orElse(null);
    if (identity != null) {
      String name = doorkeeper.principalName(identity);
      return new IdentityRequest(request, new IdentityPrincipal(name, identity), passed);
    }
    return passed || IdentityCarrier.isOne(request.getUserPrincipal())
        ? new UnknownCallerRequest(request)
        : request;
  }

  /**
   * One passage through the filter.
   *
   * @param request the request
   * @param response its answer
   * @param passed whether another application has passed it on
   */
  private record Call(HttpServletRequest request, HttpServletResponse response, boolean passed) {
    ServletFacts facts() {
      return new ServletFacts(request);
    }

    boolean hasOwnLogin() {
      return !passed && request.getUserPrincipal() != null;
    }

    boolean isIncluded() {
      return request.getDispatcherType() == DispatcherType.INCLUDE;
    }
  }
}
