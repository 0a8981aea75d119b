package io.aval.internal.request;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.IdentityException;
import io.aval.Reason;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may enter. Where annotations on one element contradict each other, the strictest wins.
 *
 * @param kind what is asked of a caller
 * @param roles with {@link Kind#ROLES}: any one suffices
 */
record Entry(Kind kind, List<String> roles) {
  enum Kind {
    OPEN,
    AUTHENTICATED,
    ROLES,
    NOBODY
  }

  static Entry open() {
    return new Entry(Kind.OPEN, List.of());
  }

  /** Reads the annotations of one element; null where it says nothing about who may enter. */
  static @Nullable Entry of(Declared declared) {
    RolesAllowed roles = declared.find(RolesAllowed.class);
    if (declared.find(DenyAll.class) != null) {
      return new Entry(Kind.NOBODY, List.of());
    }
    if (roles != null) {
      return new Entry(Kind.ROLES, List.of(roles.value()));
    }
    if (declared.find(Authenticated.class) != null) {
      return new Entry(Kind.AUTHENTICATED, List.of());
    }
    boolean opened =
        declared.find(PermitAll.class) != null || declared.find(Identified.class) != null;
    return opened ? open() : null;
  }

  boolean isOpen() {
    return kind == Kind.OPEN;
  }

  void check(Caller caller) {
    switch (kind) {
      case OPEN -> {}
      case AUTHENTICATED -> AccessRule.verified(caller);
      case ROLES -> checkRoles(caller);
      case NOBODY -> throw new IdentityException(Reason.FORBIDDEN, "@DenyAll");
    }
  }

  private void checkRoles(Caller caller) {
    if (!caller.isKnown()) {
      AccessRule.verified(caller); // NO_TOKEN, or the token's own refusal
    }
    boolean allowed =
        roles.stream()
            .anyMatch(role -> role.equals(Caller.ANY_AUTHENTICATED) || caller.isInRole(role));
    if (!allowed) {
      throw new IdentityException(Reason.FORBIDDEN, "the caller has none of the roles " + roles);
    }
  }
}
