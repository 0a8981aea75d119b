package io.aval.issuer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The claims by which a session token differs from one of a template: version 2 of Clerk's, with
 * the organisation in {@code o} and its permissions as a matrix of features and verbs.
 */
final class SessionClaims {
  private static final String ROLE_PREFIX = "org:";
  private static final Pattern PERMISSION = Pattern.compile("org:([^:,]+):([^:,]+)");

  /** The bits of a number that every reader reads exactly. */
  private static final int MOST_VERBS = 52;

  private SessionClaims() {}

  static Map<String, @Nullable Object> of(String id, IssuerSession session) {
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("sid", id);
    claims.put("sts", "active");
    claims.put("v", 2);
    if (!session.actor().isEmpty()) {
      claims.put("act", session.actor());
    }
    session.membership().ifPresent(membership -> addOrganization(claims, membership));
    return claims;
  }

  private static void addOrganization(
      Map<String, @Nullable Object> claims, IssuerMembership membership) {
    Map<String, @Nullable Object> organization = new LinkedHashMap<>();
    organization.put("id", membership.organization());
    membership.slug().ifPresent(slug -> organization.put("slg", slug));
    organization.put("rol", withoutPrefix(membership.role()));
    addPermissions(claims, organization, membership.permissions());
    claims.put("o", organization);
  }

  private static String withoutPrefix(String role) {
    return role.startsWith(ROLE_PREFIX) ? role.substring(ROLE_PREFIX.length()) : role;
  }

  /**
   * Of {@code org:notes:read} and {@code org:notes:write}: feature {@code o:notes}, verbs {@code
   * read,write}, and for the feature the bits 1 and 2 of its verbs. What is not written like that
   * has no place in this form.
   */
  private static void addPermissions(
      Map<String, @Nullable Object> claims,
      Map<String, @Nullable Object> organization,
      List<String> permissions) {
    Map<String, Set<String>> verbsByFeature = new LinkedHashMap<>();
    Set<String> verbs = new LinkedHashSet<>();
    for (String permission : permissions) {
      Matcher parts = PERMISSION.matcher(permission);
      if (parts.matches()) {
        verbsByFeature
            .computeIfAbsent(parts.group(1), feature -> new LinkedHashSet<>())
            .add(parts.group(2));
        verbs.add(parts.group(2));
      }
    }
    if (verbs.size() > MOST_VERBS) {
      throw Shortcodes.outputTooLarge();
    }
    if (!verbs.isEmpty()) {
      claims.put("fea", joined(verbsByFeature.keySet().stream().map(feature -> "o:" + feature)));
      organization.put("per", String.join(",", verbs));
      organization.put("fpm", matrix(List.copyOf(verbs), verbsByFeature.values()));
    }
  }

  private static String matrix(List<String> order, Collection<Set<String>> features) {
    return joined(features.stream().map(verbs -> Long.toString(bits(order, verbs))));
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(","));
  }

  private static long bits(List<String> order, Set<String> verbs) {
    return verbs.stream().mapToLong(verb -> 1L << order.indexOf(verb)).sum();
  }
}
