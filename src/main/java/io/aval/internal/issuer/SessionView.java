package io.aval.internal.issuer;

import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions as the endpoints show them. The container keeps no times of them that anybody may ask
 * for, so that a session is always as of now, and ends when the container ends it.
 *
 * @param clock what says when now is
 */
record SessionView(Clock clock) {
  private static final String CLIENT = "client_browser";
  private static final Duration HORIZON = Duration.ofDays(1);

  /** A session for servers. */
  Map<String, @Nullable Object> of(String id, IssuerSession session) {
    long now = clock.instant().toEpochMilli();
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("object", "session");
    view.put("id", id);
    view.put("client_id", CLIENT);
    view.put("user_id", session.user().id());
    view.put("status", "active");
    view.put("actor", session.actor().isEmpty() ? null : session.actor());
    view.put(
        "last_active_organization_id",
        session.membership().map(IssuerMembership::organization).orElse(null));
    view.put("last_active_at", now);
    view.put("expire_at", now + HORIZON.toMillis());
    view.put("abandon_at", now + HORIZON.toMillis());
    view.put("created_at", now);
    view.put("updated_at", now);
    return view;
  }

  /** A session for the user's own browser, which also learns who the user is. */
  Map<String, @Nullable Object> withUser(String id, IssuerSession session) {
    Map<String, @Nullable Object> view = of(id, session);
    view.put("user", user(session.user()));
    return view;
  }

  /** The browser's sessions in the envelope of Clerk's Frontend API. */
  Map<String, @Nullable Object> client(List<?> sessions, @Nullable String active) {
    long now = clock.instant().toEpochMilli();
    Map<String, @Nullable Object> client = new LinkedHashMap<>();
    client.put("object", "client");
    client.put("id", CLIENT);
    client.put("sessions", sessions);
    client.put("sign_in", null);
    client.put("sign_up", null);
    client.put("last_active_session_id", active);
    client.put("created_at", now);
    client.put("updated_at", now);
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put("response", client);
    envelope.put("client", null);
    return envelope;
  }

  private static Map<String, @Nullable Object> user(IssuerUser user) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("object", "user");
    view.put("id", user.id());
    for (String name :
        List.of(
            "username",
            "first_name",
            "last_name",
            "image_url",
            "has_image",
            "public_metadata",
            "unsafe_metadata")) {
      view.put(name, user.attributes().get(name));
    }
    return view;
  }
}
