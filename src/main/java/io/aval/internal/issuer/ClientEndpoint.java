package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers browsers at {@code /v1/client} and {@code
 * /v1/client/sessions/{session}/tokens[/{template}]}: Clerk's calls by which a page learns of its
 * session and fetches tokens. The session is the container's.
 */
final class ClientEndpoint implements Endpoint {
  static final String PATH = "/v1/client";

  private static final String ORGANIZATION = "organization_id";
  private static final int MOST_DEMO_USERS = 100;

  private final IssuerUsers users;
  private final MintRule rule;
  private final IssuerUrl url;
  private final Minting minting;
  private final SessionView view;

  ClientEndpoint(
      IssuerUsers users, MintRule rule, IssuerUrl url, Minting minting, SessionView view) {
    this.users = users;
    this.rule = rule;
    this.url = url;
    this.minting = minting;
    this.view = view;
  }

  @Override
  public Object answer(ApiCall call) {
    List<String> below = call.below();
    if (below.isEmpty()) {
      call.require("GET");
      return client(call);
    }
    boolean minting =
        below.size() > 2
            && below.size() < 5
            && below.get(0).equals("sessions")
            && below.get(2).equals("tokens");
    if (!minting) {
      throw notFound("There is nothing at this path.");
    }
    call.require("POST");
    return mint(call, below.get(1), below.size() == 4 ? below.get(3) : null);
  }

  private Object client(ApiCall call) {
    rule.origin(call.caller());
    Optional<Own> own = own(call);
    List<Map<String, @Nullable Object>> sessions =
        (own.isPresent() ? own.stream() : demo(call))
            .map(each -> view.withUser(each.id(), each.session()))
            .toList();
    return view.client(sessions, own.map(Own::id).orElse(null));
  }

  /** A session that the caller may use. */
  private record Own(String id, IssuerSession session) {}

  private Optional<Own> own(ApiCall call) {
    return call.exchange()
        .signedIn()
        .flatMap(name -> users.signedIn(name).map(found -> new Own(SessionId.of(name), found)));
  }

  /** Nobody signs in as a demo user; whoever may use one may use all. */
  private Stream<Own> demo(ApiCall call) {
    return users.demo().filter(known -> call.caller().isLoopback()).stream()
        .flatMap(
            known ->
                known.usernames("", MOST_DEMO_USERS).stream()
                    .flatMap(
                        name ->
                            known.session(name).stream()
                                .map(found -> new Own(SessionId.of(name), found))));
  }

  private Object mint(ApiCall call, String id, @Nullable String template) {
    Optional<String> origin = rule.origin(call.caller());
    IssuerSession session = session(call, id);
    if (template == null) {
      requireActive(session, organization(call));
    }
    return minting.mint(
        url.of(call.caller()),
        id,
        new Minting.Order(session, Optional.ofNullable(template), origin, Optional.empty()));
  }

  private IssuerSession session(ApiCall call, String id) {
    Optional<String> signedIn = call.exchange().signedIn();
    Optional<IssuerSession> found = own(call).filter(own -> own.id().equals(id)).map(Own::session);
    if (found.isPresent()) {
      return found.get();
    }
    if (users.demo().isPresent() && signedIn.isEmpty()) {
      rule.check(call.caller());
      found = SessionId.username(id).flatMap(users.demo().get()::session);
    } else if (signedIn.isEmpty()) {
      throw ApiFault.of(ApiFault.Kind.NOT_SIGNED_IN, "Nobody is signed in.");
    }
    return found.orElseThrow(() -> notFound("No session was found with this id."));
  }

  /** Empty: a page that expects none, or does not say. */
  private static String organization(ApiCall call) {
    Map<String, String> form = call.form();
    if (!Set.of(ORGANIZATION).containsAll(form.keySet())) {
      throw ApiFault.of(
          ApiFault.Kind.PARAMETER_UNKNOWN, "The only parameter here is " + ORGANIZATION + ".");
    }
    // Where a filter of the application has read the form, there is no body left to read.
    String elsewhere = call.exchange().parameter(ORGANIZATION);
    return form.getOrDefault(ORGANIZATION, elsewhere == null ? "" : elsewhere);
  }

  /** Which organisation is active is the directory's to say; the page can only expect one. */
  private static void requireActive(IssuerSession session, String wanted) {
    String active = session.membership().map(IssuerMembership::organization).orElse("");
    if (!wanted.isEmpty() && !wanted.equals(active)) {
      throw notFound("The session has no such active organization.");
    }
  }

  private static IssuerException notFound(String message) {
    return new IssuerException(IssuerException.Code.RESOURCE_NOT_FOUND, message);
  }
}
