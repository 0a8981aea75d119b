package io.aval.internal.request;

import io.aval.UserIdentity;
import java.security.Principal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A principal that remembers the identity it stands for.
 *
 * <p>It counts only beside the verdict that it was made of. Requests are passed on between the
 * applications of a server, and what another one's Aval has found says nothing here.
 */
public interface IdentityCarrier {
  /** The verified identity. */
  UserIdentity identity();

  /**
   * Whether a principal is Aval's: this application's, or another's, whose classes are others under
   * the same names.
   */
  static boolean isOne(@Nullable Principal principal) {
    return principal instanceof IdentityCarrier
        || (principal != null && carries(principal.getClass()));
  }

  private static boolean carries(@Nullable Class<?> type) {
    return type != null
        && (type.getName().equals(IdentityCarrier.class.getName())
            || carries(type.getSuperclass())
            || Stream.of(type.getInterfaces()).anyMatch(IdentityCarrier::carries));
  }

  /** Whether a principal was made of exactly that identity, and not of one that looks like it. */
  static boolean standsFor(@Nullable Principal principal, @Nullable UserIdentity identity) {
    return principal instanceof IdentityCarrier carrier
        && identity != null
        && carrier.identity() == identity;
  }

  /** Whether a principal is Aval's, and somebody else than that caller. */
  static boolean isOther(@Nullable Principal principal, @Nullable UserIdentity identity) {
    return isOne(principal) && !standsFor(principal, identity);
  }
}
