package io.aval.internal.request;

import io.aval.UserIdentity;
import java.util.Optional;

/** Who calls, as the door at hand knows it: by our token, or by the container's own login. */
public interface Caller {
  /** The role that everybody has who is authenticated (Jakarta Servlet, section 13.4). */
  String ANY_AUTHENTICATED = "**";

  /**
   * The verified identity of the call's token.
   *
   * @return the identity, or empty without a token
   * @throws io.aval.IdentityException when the token was refused
   */
  Optional<UserIdentity> identity();

  /** Whether anybody is known to call, by a token or by another login of the container. */
  boolean isKnown();

  /** Whether the caller has a role, by its token or by the container's mapping. */
  boolean isInRole(String role);
}
