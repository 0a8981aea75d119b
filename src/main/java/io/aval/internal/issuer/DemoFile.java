package io.aval.internal.issuer;

import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The file of demo users: an array of users; or an object with {@code users} and {@code
 * organizations}, where a user may have {@code memberships} and an {@code active_organization}.
 *
 * <p>A user is an object with {@code id}, {@code username} and any other attribute that {@link
 * IssuerUser} knows; an organisation has {@code id}, {@code name} and perhaps {@code slug}, {@code
 * image_url} and {@code public_metadata}; a membership has {@code organization}, {@code role} and
 * perhaps {@code permissions} and {@code public_metadata}.
 */
final class DemoFile {
  private static final String MEMBERSHIPS = "memberships";
  private static final String ACTIVE = "active_organization";
  private static final String ROLES = "organizations";

  private final JsonArray users;
  private final Map<String, JsonObject> organizations;

  private DemoFile(JsonArray users, JsonArray organizations) {
    this.users = users;
    this.organizations = new LinkedHashMap<>();
    for (JsonObject each : organizations.getValuesAs(JsonObject.class)) {
      each.getString("name");
      if (this.organizations.put(each.getString("id"), each) != null) {
        throw new IllegalArgumentException("two organizations have the id " + each.getString("id"));
      }
    }
  }

  static DemoFile of(JsonValue json) {
    if (json instanceof JsonObject object) {
      JsonArray organizations = object.getJsonArray("organizations");
      return new DemoFile(
          object.getJsonArray("users"),
          organizations == null ? JsonValue.EMPTY_JSON_ARRAY : organizations);
    }
    return new DemoFile(json.asJsonArray(), JsonValue.EMPTY_JSON_ARRAY);
  }

  /** The session of each user by their username. */
  Map<String, IssuerSession> sessions() {
    Map<String, IssuerSession> sessions = new LinkedHashMap<>();
    for (JsonValue element : users) {
      JsonObject user = element.asJsonObject();
      String username = user.getString("username");
      if (sessions.put(username, session(username, user)) != null) {
        throw new IllegalArgumentException("two users are called " + username);
      }
    }
    return sessions;
  }

  private IssuerSession session(String username, JsonObject json) {
    Map<String, IssuerMembership> memberships = memberships(username, json);
    Map<String, @Nullable Object> attributes = PlainJson.object(json);
    List.of("id", MEMBERSHIPS, ACTIVE).forEach(attributes::remove);
    if (!memberships.isEmpty()) {
      attributes.putIfAbsent(
          ROLES,
          memberships.values().stream()
              .collect(Collectors.toMap(IssuerMembership::organization, IssuerMembership::role)));
    }
    return new IssuerSession(
        new IssuerUser(json.getString("id"), attributes),
        active(username, json, memberships),
        Map.of(),
        Optional.empty());
  }

  private static Optional<IssuerMembership> active(
      String username, JsonObject user, Map<String, IssuerMembership> memberships) {
    String active = user.containsKey(ACTIVE) ? user.getString(ACTIVE) : null;
    if (active != null && !memberships.containsKey(active)) {
      throw new IllegalArgumentException(
          username + " is not a member of the active organization " + active);
    }
    return Optional.ofNullable(active).map(memberships::get);
  }

  private Map<String, IssuerMembership> memberships(String username, JsonObject user) {
    Map<String, IssuerMembership> memberships = new LinkedHashMap<>();
    JsonArray list = user.getJsonArray(MEMBERSHIPS);
    for (JsonValue element : list == null ? JsonValue.EMPTY_JSON_ARRAY : list) {
      IssuerMembership membership = membership(username, element.asJsonObject());
      if (memberships.put(membership.organization(), membership) != null) {
        throw new IllegalArgumentException(
            username + " is a member of " + membership.organization() + " twice");
      }
    }
    return memberships;
  }

  private IssuerMembership membership(String username, JsonObject json) {
    String id = json.getString("organization");
    JsonObject organization = organizations.get(id);
    if (organization == null) {
      throw new IllegalArgumentException(
          username + " is a member of " + id + ", which is not one of the organizations");
    }
    JsonArray permissions = json.getJsonArray("permissions");
    return new IssuerMembership(
        id,
        organization.getString("name"),
        Optional.ofNullable(organization.getString("slug", null)),
        Optional.ofNullable(organization.getString("image_url", null)),
        metadata(organization),
        json.getString("role"),
        metadata(json),
        permissions == null
            ? List.of()
            : permissions.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .toList());
  }

  private static Map<String, @Nullable Object> metadata(JsonObject json) {
    JsonObject metadata = json.getJsonObject("public_metadata");
    return metadata == null ? Map.of() : PlainJson.object(metadata);
  }
}
