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

  /**
   * The caller for whom a managed executor runs the current task, or null. On no other thread: a
   * thread that an application starts may have inherited the caller of the request that happened to
   * start it, and keep that one for every later task.
   */
  @Nullable Principal taskPrincipal();

  /** Whether the container says that the caller has a role. */
  boolean isInRole(String role);
}
