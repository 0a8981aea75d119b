package io.aval.internal.dashboard;

import io.aval.internal.issuer.Caller;
import io.aval.internal.issuer.JsonAnswer;
import io.aval.internal.issuer.ServletExchange;
import io.aval.issuer.IssuerException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves what the page calls: JSON, for administrators, from the page's own origin. */
final class ApiServlet extends HttpServlet {
  private static final String NOTHING_MAY_RUN = "default-src 'none'; frame-ancestors 'none'";
  private static final long serialVersionUID = 1L;

  private final transient Admission admission;
  private final transient Api api;
  private final transient System.Logger log;

  ApiServlet(Admission admission, Api api, System.Logger log) {
    this.admission = admission;
    this.api = api;
    this.log = log;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Headers.protect(response, NOTHING_MAY_RUN);
    ServletExchange exchange = new ServletExchange(request, response);
    Caller caller = exchange.caller();
    try {
      if (!SameOrigin.allows(caller, request.getMethod())) {
        throw new IssuerException(
            IssuerException.Code.ORIGIN_INVALID, "Only the dashboard's own pages may call this.");
      }
      Optional<String> refusal = admission.refusal(caller, request);
      if (refusal.isPresent()) {
        throw new IssuerException(IssuerException.Code.AUTHORIZATION_INVALID, refusal.get());
      }
      JsonAnswer.send(exchange, 200, "no-store", api.answer(Call.of(request, caller)));
    } catch (Conflict conflict) {
      Map<String, @Nullable Object> answer = ErrorJson.of(conflict.error());
      answer.put("current", conflict.current());
      JsonAnswer.send(exchange, conflict.error().getCode().getStatus(), "no-store", answer);
    } catch (IssuerException e) {
      JsonAnswer.send(exchange, e.getCode().getStatus(), "no-store", ErrorJson.of(e));
    } catch (RuntimeException fault) { // a store whose database or directory is away, for one
      log.log(System.Logger.Level.ERROR, "AVAL-311 A call of the dashboard failed", fault);
      JsonAnswer.send(exchange, 500, "no-store", ErrorJson.internal());
    }
  }
}
