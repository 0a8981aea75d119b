package io.aval.internal.cdi;

import io.aval.internal.request.CallerLookup;
import jakarta.enterprise.context.Dependent;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A container without Jakarta Security, which can tell nothing of its callers. */
@Dependent
class UnknownContainer implements CallerLookup {

  @Override
  public @Nullable Principal principal() {
    return null;
  }

  @Override
  public @Nullable Principal taskPrincipal() {
    return null;
  }

  @Override
  public boolean isInRole(String role) {
    return false;
  }
}
