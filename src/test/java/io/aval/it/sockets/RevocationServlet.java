package io.aval.it.sockets;

import io.aval.UserIdentity;
import io.aval.spi.RevocationStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Revokes a subject from now on. */
@WebServlet("/revoke")
public class RevocationServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  @Inject private transient Revoked revoked;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    revoked.revoke(request.getParameter("sub"));
  }

  /** Who was. */
  @ApplicationScoped
  public static class Revoked implements RevocationStore {
    private final Set<String> subjects = ConcurrentHashMap.newKeySet();

    public void revoke(String subject) {
      subjects.add(subject);
    }

    @Override
    public boolean isRevoked(UserIdentity identity) {
      if (identity.getSubject().equals("nobody-can-tell")) {
        throw new IllegalArgumentException("password of the denylist");
      }
      return subjects.contains(identity.getSubject())
          || identity.getClaim("jti", String.class).filter("revoked"::equals).isPresent();
    }
  }
}
