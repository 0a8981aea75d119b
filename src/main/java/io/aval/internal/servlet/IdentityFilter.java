package io.aval.internal.servlet;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.internal.http.CrossOriginResponse;
import io.aval.internal.http.HeldResponse;
import io.aval.internal.http.Preflights;
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

  /**
   * The container tells its enterprise beans of that caller, and cannot be told to forget: they
   * would take another application's roles for this one's.
   */
  private static final String LOGGED_IN_ELSEWHERE =
      "another application has passed the request on, and its Aval has logged a caller in to the"
          + " container; with aval.container-security=off there it may";

  private final Doorkeeper doorkeeper;
  private final OpenPaths openPaths;
  private final Failures failures;
  private final String contextPath;

  /** Marks requests that are inside of this application. */
  private final Object mark = new Object();

  /**
   * Creates the filter.
   *
   * @param doorkeeper the application's doorkeeper
   * @param openPaths what is left alone
   * @param failures what becomes of what the application throws
   * @param contextPath the application's, by which a request of another one is known
   */
  public IdentityFilter(
      Doorkeeper doorkeeper, OpenPaths openPaths, Failures failures, String contextPath) {
    this.doorkeeper = doorkeeper;
    this.openPaths = openPaths;
    this.failures = failures;
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
    boolean passed =
        Passage.isFromElsewhere(http, mark, contextPath)
            || doorkeeper.knowsAsPassed(new ServletFacts(http));
    Runnable outside = Passage.enter(http, mark);
    try {
      if (!passed && openPaths.contain(http)) {
        chain.doFilter(request, response);
      } else if (!RefusalGate.isClosedTo(request)) { // else the dispatch around this one answers
        serveOrNest(call(http, answer, passed), chain);
      }
    } finally {
      outside.run();
    }
  }

  private Call call(HttpServletRequest request, HttpServletResponse response, boolean passed) {
    ServletFacts facts = new ServletFacts(request);
    return new Call(
        facts, CrossOriginResponse.begin(doorkeeper.crossOrigin(), facts, response), passed);
  }

  /** Applications of one EAR share the request scope, those of others may come without one. */
  private void serveOrNest(Call call, FilterChain chain) throws IOException, ServletException {
    if (!call.passed() && !Passage.isNested(call.request())) {
      serve(call, chain);
      return;
    }
    Runnable scope = doorkeeper.keep();
    Runnable verdict = doorkeeper.keepVerdict(call.facts());
    try {
      serve(call, chain);
    } finally {
      scope.run();
      if (!call.request().isAsyncStarted()) { // else the call goes on
        verdict.run();
      }
    }
  }

  private void serve(Call call, FilterChain chain) throws IOException, ServletException {
    Optional<Verdict> found = verdictOn(call);
    if (found.isPresent()) {
      serve(call, found.get(), chain);
    }
  }

  /** Empty where the token could not be examined, and a page was told so. */
  private Optional<Verdict> verdictOn(Call call) throws IOException {
    try {
      return Optional.of(
          call.passed()
              ? doorkeeper.verdictOnPassed(call.facts())
              : doorkeeper.verdictOn(call.facts()));
    } catch (IllegalStateException failed) {
      if (call.request().getDispatcherType() == DispatcherType.ERROR) {
        return Optional.of(doorkeeper.nobody()); // else no page could tell of the failure
      }
      if (failures.answer(failed, call.request(), call.response())) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private void serve(Call call, Verdict verdict, FilterChain chain)
      throws IOException, ServletException {
    if (call.passed() && Passage.hasLogin(call.request())) {
      answer(new IdentityException(Reason.FORBIDDEN, LOGGED_IN_ELSEWHERE), verdict, call);
      return;
    }
    Optional<IdentityException> refusal = mustRefuse(call, verdict);
    if (refusal.isPresent()) {
      refuse(refusal.get(), verdict, call, chain);
      return;
    }
    if (call.facts().isPreflight()) {
      Map<String, String> granted = doorkeeper.crossOrigin().grantPreflight(call.facts());
      if (!granted.isEmpty()) {
        lookOn(call, chain);
        Preflights.write(granted, call.response());
        return;
      }
    }
    pass(call, verdict, chain);
  }

  private void pass(Call call, Verdict verdict, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = call.request();
    boolean hides = Handshake.isOne(call.facts()) && Handshake.hasToken(call.facts());
    HttpServletRequest seen = hides ? new HandshakeRequest(request) : request;
    HttpServletResponse answer =
        hides ? new HandshakeResponse(seen, call.response()) : call.response();
    try {
      chain.doFilter(withCaller(seen, verdict, call.passed()), answer);
    } catch (IOException | ServletException | RuntimeException thrown) {
      boolean known = verdict.verified().isPresent() || call.hasOwnLogin();
      IdentityException found = ThrownRefusal.in(thrown, known).orElse(null);
      boolean replaceable = !call.isIncluded() && !call.response().isCommitted();
      if (found != null && replaceable) {
        Refusals.writeInstead(doorkeeper.answer(found, verdict), request, call.response());
      } else if (!failures.answer(thrown, request, call.response())) {
        throw thrown;
      }
    }
  }

  private void refuse(IdentityException refusal, Verdict verdict, Call call, FilterChain chain)
      throws IOException {
    if (!call.isIncluded() && !Handshake.isOne(call.facts())) { // else no page can read the answer
      RefusalGate.close(call.request());
      lookOn(call, chain);
      if (Passage.isNested(call.request())) { // what is around this one has not been refused
        RefusalGate.reopen(call.request());
      }
    }
    answer(refusal, verdict, call);
  }

  /** An answer that others are writing is not ours to replace: there the refusal is thrown. */
  private void answer(IdentityException refusal, Verdict verdict, Call call) throws IOException {
    if (call.isIncluded()) {
      throw refusal;
    }
    Refusals.writeInstead(doorkeeper.answer(refusal, verdict), call.request(), call.response());
  }

  /** Lets the application's filters see, as nobody's, a request whose answer is ours. */
  private static void lookOn(Call call, FilterChain chain) {
    HttpServletRequest seen = new UnknownCallerRequest(call.request());
    try {
      chain.doFilter(seen, new HeldResponse(call.response()));
    } catch (IOException | ServletException | RuntimeException thrown) {
      LOG.log(System.Logger.Level.DEBUG, "What a filter threw changes nothing", thrown);
    }
  }

  /** A WebSocket's handshake is answered here: once the connection is one, nothing has a status. */
  private Optional<IdentityException> mustRefuse(Call call, Verdict verdict) {
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
   * @param facts what is known of the request
   * @param response its answer
   * @param passed whether another application has passed the request on
   */
  private record Call(ServletFacts facts, HttpServletResponse response, boolean passed) {
    HttpServletRequest request() {
      return facts.request();
    }

    boolean hasOwnLogin() {
      return !passed && request().getUserPrincipal() != null;
    }

    boolean isIncluded() {
      return request().getDispatcherType() == DispatcherType.INCLUDE;
    }
  }
}
