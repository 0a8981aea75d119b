package io.aval.it.ear;

import io.aval.it.app.Asked;
import io.aval.it.ejb.LedgerEjb;
import io.aval.it.ejb.LedgerRules;
import io.aval.it.ejb.LedgerTimer;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
                + Asked.of(ejb::who)
                + " authenticated="
                + Asked.of(ejb::authenticated)
                + " admin="
                + Asked.of(ejb::admin)
                + " rules="
                + Asked.of(ejb::rules)
                + " own="
                + Asked.of(rules::admin)
                + " verify="
                + Asked.of(() -> token == null ? "-" : ejb.verify(token))
                + " timer="
                + Asked.of(() -> token == null ? "-" : timer.ask(token).get(20, TimeUnit.SECONDS))
                + ";");
  }
}
