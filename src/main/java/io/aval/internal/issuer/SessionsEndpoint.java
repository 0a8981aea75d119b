package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import io.aval.issuer.IssuerSession;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers servers at {@code /v1/sessions/{session}} and {@code
 * /v1/sessions/{session}/tokens[/{template}]}.
 */
final class SessionsEndpoint implements Endpoint {
  static final String PATTERN = "/v1/sessions/*";

  private static final long SHORTEST = 30;
  private static final long LONGEST = 315_360_000;
  private static final String LIFETIME = "expires_in_seconds";

  private final IssuerUsers users;
  private final IssuerUrl url;
  private final Minting minting;
  private final SessionView view;

  SessionsEndpoint(IssuerUsers users, IssuerUrl url, Minting minting, SessionView view) {
    this.users = users;
    this.url = url;
    this.minting = minting;
    this.view = view;
  }

  @Override
  public Object answer(ApiCall call) {
    List<String> below = call.below();
    boolean minting = below.size() > 1 && below.size() < 4 && below.get(1).equals("tokens");
    if (minting) {
      call.require("POST");
      return mint(call, below.get(0), below.size() == 3 ? below.get(2) : null);
    }
    if (below.size() != 1) {
      throw notFound("There is nothing at this path.");
    }
    call.require("GET");
    return view.of(below.get(0), session(below.get(0)));
  }

  private Object mint(ApiCall call, String id, @Nullable String template) {
    Fields fields = Fields.of(call.json(), Set.of(LIFETIME));
    Optional<Duration> lifetime = fields.whole(LIFETIME).map(SessionsEndpoint::lifetime);
    URI issuer = url.of(call.caller());
    return minting.mint(
        issuer,
        id,
        new Minting.Order(session(id), Optional.ofNullable(template), Optional.empty(), lifetime));
  }

  private static Duration lifetime(long seconds) {
    if (seconds < SHORTEST || seconds > LONGEST) {
      throw ApiFault.ofParameter(
          ApiFault.Kind.PARAMETER_INVALID,
          LIFETIME,
          LIFETIME + " must be from " + SHORTEST + " to " + LONGEST + ".");
    }
    return Duration.ofSeconds(seconds);
  }

  private IssuerSession session(String id) {
    if (users.directory().isEmpty()) {
      throw notFound(
          "This issuer knows no users but those who are signed in, and those only in their own"
              + " browser's calls. Give the application a CDI bean of io.aval.issuer.UserDirectory.");
    }
    return SessionId.username(id)
        .flatMap(users::session)
        .orElseThrow(() -> notFound("No session was found with this id."));
  }

  private static IssuerException notFound(String message) {
    return new IssuerException(IssuerException.Code.RESOURCE_NOT_FOUND, message);
  }
}
