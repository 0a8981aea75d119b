package io.aval.it.ear;

import io.aval.IdentityException;
import io.aval.it.ejb.LedgerEjb;
import io.aval.it.ejb.LedgerRules;
import io.aval.it.ejb.LedgerTimer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Tells what the EJB module knows of the caller. */
@WebServlet("/ledger")
public class LedgerServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient LedgerEjb ejb;
  @Inject private transient LedgerRules rules;
  @Inject private transient LedgerTimer timer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String token = request.getParameter("verify");
    response.setContentType("text/plain");
    response
        .getWriter()
        .print(
            "who="
                + asked(ejb::who)
                + " authenticated="
                + asked(ejb::authenticated)
                + " admin="
                + asked(ejb::admin)
                + " rules="
                + asked(ejb::rules)
                + " own="
                + asked(rules::admin)
                + " verify="
                + asked(() -> token == null ? "-" : ejb.verify(token))
                + " timer="
                + asked(() -> token == null ? "-" : timer.ask(token).get(20, TimeUnit.SECONDS))
                + ";");
  }

  private static String asked(Callable<String> question) {
    try {
      return question.call();
    } catch (Exception fault) {
      for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
        if (cause instanceof IdentityException refusal) {
          return refusal.getReason().name();
        }
      }
      return fault.getClass().getSimpleName();
    }
  }
}
