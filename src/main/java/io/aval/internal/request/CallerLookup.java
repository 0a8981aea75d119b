package io.aval.internal.request;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What the container itself knows of the caller on the current thread. Unlike the request scope, it
 * goes along to the threads of the container's managed executors.
 */
public interface CallerLookup {

  /** The caller's principal, or null where the container knows none. */
  @Nullable Principal principal();

  /** Whether the container says that the caller has a role. */
  boolean isInRole(String role);
}
