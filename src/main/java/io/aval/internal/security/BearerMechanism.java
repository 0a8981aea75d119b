package io.aval.internal.security;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig.ContainerSecurity;
import io.aval.internal.http.Refusals;
import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Logs the bearer of a verified token in to the container, so that {@code <security-constraint>},
 * enterprise beans and {@code SecurityContext} know the caller.
 *
 * <p>It answers a refusal only where the container protects the URL, since there nothing of the
 * application would run; elsewhere the door nearest the endpoint answers.
 */
@ApplicationScoped
public class BearerMechanism implements HttpAuthenticationMechanism {
  private static final System.Logger LOG = System.getLogger(BearerMechanism.class.getName());

  private final AtomicBoolean reported = new AtomicBoolean();

  /** Creates the bean. */
  protected BearerMechanism() {}

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    Doorkeeper doorkeeper = doorkeeperOf(request);
    if (doorkeeper == null) {
      // Not started (see io.aval.internal.request.Reception): a protected URL stays closed, by a
      // refusal without a body.
      return context.isProtected() ? context.responseUnauthorized() : context.doNothing();
    }
    Verdict verdict = doorkeeper.verdictOn(new ServletFacts(request));
    boolean off = doorkeeper.config().containerSecurity() == ContainerSecurity.OFF;
    if (!off && verdict.verified().isPresent()) {
      AuthenticationStatus status = login(verdict.verified().get(), doorkeeper, context);
      if (status != null) {
        return status;
      }
    }
    // Payara asks to authenticate before every resource method with @PermitAll, where nobody may
    // enter, too. Who asks in the middle of a request is told, and decides for itself.
    if (!context.isProtected() || context.isAuthenticationRequest()) {
      return context.doNothing();
    }
    IdentityException refusal =
        verdict.refusal().orElseGet(() -> new IdentityException(Reason.NO_TOKEN));
    return refuse(doorkeeper, refusal, verdict, context);
  }

  /**
   * By the request and not by injection: in EAR/lib this bean is one for several web applications,
   * and WildFly lets no bean that comes late in an EAR see the earlier ones.
   */
  private static @Nullable Doorkeeper doorkeeperOf(HttpServletRequest request) {
    Object found = request.getServletContext().getAttribute(Doorkeeper.class.getName());
    return found instanceof Doorkeeper doorkeeper ? doorkeeper : null;
  }

  /** Logs the caller in; null where the container cannot, which an untouched WildFly cannot. */
  private @Nullable AuthenticationStatus login(
      UserIdentity identity, Doorkeeper doorkeeper, HttpMessageContext context) {
    try {
      String name = doorkeeper.principalName(identity);
      return context.notifyContainerAboutLogin(
          new IdentityCallerPrincipal(name, identity), identity.getRoles());
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

  private static AuthenticationStatus refuse(
      Doorkeeper doorkeeper,
      IdentityException refusal,
      Verdict verdict,
      HttpMessageContext context) {
    try {
      Refusals.writeAndEnd(
          doorkeeper.answer(refusal, verdict), context.getRequest(), context.getResponse());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client has gone
    }
    return AuthenticationStatus.SEND_FAILURE;
  }
}
