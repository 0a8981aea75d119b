package io.aval.issuer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The organisation that a user has chosen to act for, and what the user is in it. Immutable.
 *
 * <p>Shortcodes show it as {@code org.id}, {@code org.role}, {@code org.name}, {@code org.slug},
 * {@code org.image_url}, {@code org.has_image}, {@code org.public_metadata}, {@code
 * org_membership.public_metadata} and {@code org_membership.permissions}.
 *
 * @param organization the organisation's id
 * @param name its name
 * @param slug its short name in addresses, if it has one
 * @param imageUrl its picture, if it has one
 * @param publicMetadata what is known of it besides, a JSON object; copied
 * @param role the user's role in it
 * @param membershipMetadata what is known of the membership besides, a JSON object; copied
 * @param permissions what the role allows
 */
public record IssuerMembership(
    String organization,
    String name,
    Optional<String> slug,
    Optional<String> imageUrl,
    Map<String, ? extends @Nullable Object> publicMetadata,
    String role,
    Map<String, ? extends @Nullable Object> membershipMetadata,
    List<String> permissions) {

  /**
   * Copies what can change.
   *
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} when metadata is not
   *     JSON or nests too deep
   */
  public IssuerMembership {
    publicMetadata = JsonTree.copyObject("org.public_metadata", publicMetadata);
    membershipMetadata = JsonTree.copyObject("org_membership.public_metadata", membershipMetadata);
    permissions = List.copyOf(permissions);
  }

  Map<String, @Nullable Object> organizationAttributes() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("id", organization);
    all.put("name", name);
    all.put("slug", slug.orElse(null));
    all.put("image_url", imageUrl.orElse(null));
    all.put("has_image", imageUrl.isPresent());
    all.put("role", role);
    all.put("public_metadata", publicMetadata);
    return all;
  }

  Map<String, @Nullable Object> membershipAttributes() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("public_metadata", membershipMetadata);
    all.put("permissions", new ArrayList<>(permissions));
    return all;
  }
}
