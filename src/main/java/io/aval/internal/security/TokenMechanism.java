package io.aval.internal.security;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig.ContainerSecurity;
import io.aval.internal.http.CrossOriginResponse;
import io.aval.internal.http.Preflights;
import io.aval.internal.http.Refusals;
import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.CrossOrigin;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Verdict;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Logs the bearer of a verified token in to the container, so that {@code <security-constraint>},
 * enterprise beans and {@code SecurityContext} know the caller.
 *
 * <p>It answers a refusal only where the container protects the URL, since there nothing of the
 * application would run; elsewhere the door nearest the endpoint answers.
 */
final class TokenMechanism implements HttpAuthenticationMechanism {
  private static final System.Logger LOG = System.getLogger(BearerMechanism.class.getName());

  private final Doorkeeper doorkeeper;
  private final AtomicBoolean reported = new AtomicBoolean();

  TokenMechanism(Doorkeeper doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    ServletFacts facts = new ServletFacts(request);
    if (isRefusedHere(context) && isPreflightAnswered(doorkeeper.crossOrigin(), facts, response)) {
      return AuthenticationStatus.SEND_FAILURE;
    }
    Verdict verdict;
    try {
      verdict = doorkeeper.verdictOn(facts);
    } catch (IllegalStateException failed) {
      if (context.isProtected()) {
        throw failed;
      }
      return context.doNothing(); // the filter fails likewise, in a way that a page can read
    }
    boolean off = doorkeeper.config().containerSecurity() == ContainerSecurity.OFF;
    if (!off && verdict.verified().isPresent()) {
      AuthenticationStatus status = login(verdict.verified().get(), context);
      if (status != null) {
        return status;
      }
    }
    if (!isRefusedHere(context)) {
      return context.doNothing();
    }
    IdentityException refusal =
        verdict.refusal().orElseGet(() -> new IdentityException(Reason.NO_TOKEN));
    return refuse(refusal, verdict, context);
  }

  /**
   * Whether the container protects the URL. Payara asks to authenticate before every resource
   * method with {@code @PermitAll}, where nobody may enter, too; who asks in the middle of a
   * request is told, and decides for itself.
   */
  private static boolean isRefusedHere(HttpMessageContext context) {
    return context.isProtected() && !context.isAuthenticationRequest();
  }

  /** Logs the caller in; null where the container cannot, which an untouched WildFly cannot. */
  private @Nullable AuthenticationStatus login(UserIdentity identity, HttpMessageContext context) {
    String name = doorkeeper.principalName(identity);
    Set<String> roles = identity.getRoles(); // what the application throws is not the container's
    try {
      return context.notifyContainerAboutLogin(new IdentityCallerPrincipal(name, identity), roles);
    } catch (IllegalStateException | SecurityException unable) {
      if (reported.compareAndSet(false, true)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "AVAL-201 This server does not let Aval log callers in, so enterprise beans and"
                + " <security-constraint> do not know them; everything else does. On WildFly, run"
                + " once in jboss-cli: /subsystem=undertow/application-security-domain=other"
                + ":write-attribute(name=integrated-jaspi,value=false) and reload. The server said:"
                + " {0}",
            unable.getMessage());
      }
      return null;
    }
  }

  /**
   * Lets a page of an allowed origin read the answer, which may be the container's own: that the
   * caller lacks the role. A preflight is answered here: a browser sends no token with one, so that
   * the container would not let it pass.
   */
  private static boolean isPreflightAnswered(
      CrossOrigin rule, ServletFacts facts, HttpServletResponse response) {
    CrossOriginResponse.begin(rule, facts, response);
    Map<String, String> granted =
        facts.isPreflight() ? rule.grantPreflight(facts) : Map.<String, String>of();
    if (granted.isEmpty()) {
      return false;
    }
    try {
      Preflights.writeAndEnd(granted, facts.request(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client has gone
    }
    return true;
  }

  private AuthenticationStatus refuse(
      IdentityException refusal, Verdict verdict, HttpMessageContext context) {
    try {
      Refusals.writeAndEnd(
          doorkeeper.answer(refusal, verdict), context.getRequest(), context.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client has gone
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}
