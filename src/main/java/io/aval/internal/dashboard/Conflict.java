package io.aval.internal.dashboard;

import io.aval.issuer.IssuerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody else changed the template meanwhile, to what this shows. */
final class Conflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final IssuerException error;
  private final transient Map<String, @Nullable Object> current;

  Conflict(IssuerException error, Map<String, @Nullable Object> current) {
    super(error.getMessage(), null, false, false);
    this.error = error;
    this.current = current;
  }

  IssuerException error() {
    return error;
  }

  /** What the template has become. */
  Map<String, @Nullable Object> current() {
    return current;
  }
}
