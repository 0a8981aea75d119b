package io.aval.internal.issuer;

import io.aval.issuer.IssuerMembership;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
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

  private final List<DemoObject> users;
  private final Map<String, DemoObject> organizations;

  private DemoFile(List<DemoObject> users, List<DemoObject> organizations) {
    this.users = users;
    this.organizations = new LinkedHashMap<>();
    for (DemoObject each : organizations) {
      each.text("name");
      if (this.organizations.put(each.text("id"), each) != null) {
        throw new IllegalArgumentException("two organizations have the id " + each.text("id"));
      }
    }
  }

  static DemoFile of(@Nullable Object json) {
    if (json instanceof List<?> list) {
      return new DemoFile(DemoObject.all(list), List.of());
    }
    DemoObject file = DemoObject.of(json);
    return new DemoFile(
        file.objects("users").orElseThrow(DemoObject::outOfShape),
        file.objects(ROLES).orElse(List.of()));
  }

  /** The session of each user by their username. */
  Map<String, IssuerSession> sessions() {
    Map<String, IssuerSession> sessions = new LinkedHashMap<>();
    for (DemoObject user : users) {
      String username = user.text("username");
      if (sessions.put(username, session(username, user)) != null) {
        throw new IllegalArgumentException("two users are called " + username);
      }
    }
    return sessions;
  }

  private IssuerSession session(String username, DemoObject json) {
    Map<String, IssuerMembership> memberships = memberships(username, json);
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(json.members());
    List.of("id", MEMBERSHIPS, ACTIVE).forEach(attributes::remove);
    if (!memberships.isEmpty()) {
      attributes.putIfAbsent(
          ROLES,
          memberships.values().stream()
              .collect(Collectors.toMap(IssuerMembership::organization, IssuerMembership::role)));
    }
    return new IssuerSession(
        new IssuerUser(json.text("id"), attributes),
        active(username, json, memberships),
        Map.of(),
        Optional.empty());
  }

  private static Optional<IssuerMembership> active(
      String username, DemoObject user, Map<String, IssuerMembership> memberships) {
    Optional<String> active = user.optionalText(ACTIVE);
    if (active.isPresent() && !memberships.containsKey(active.get())) {
      throw new IllegalArgumentException(
          username + " is not a member of the active organization " + active.get());
    }
    return active.map(memberships::get);
  }

  private Map<String, IssuerMembership> memberships(String username, DemoObject user) {
    Map<String, IssuerMembership> memberships = new LinkedHashMap<>();
    for (DemoObject each : user.objects(MEMBERSHIPS).orElse(List.of())) {
      IssuerMembership membership = membership(username, each);
      if (memberships.put(membership.organization(), membership) != null) {
        throw new IllegalArgumentException(
            username + " is a member of " + membership.organization() + " twice");
      }
    }
    return memberships;
  }

  private IssuerMembership membership(String username, DemoObject json) {
    String id = json.text("organization");
    DemoObject organization = organizations.get(id);
    if (organization == null) {
      throw new IllegalArgumentException(
          username + " is a member of " + id + ", which is not one of the organizations");
    }
    return new IssuerMembership(
        id,
        organization.text("name"),
        organization.optionalText("slug"),
        organization.optionalText("image_url"),
        organization.object("public_metadata"),
        json.text("role"),
        json.object("public_metadata"),
        json.texts("permissions"));
  }
}
