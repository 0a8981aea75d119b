package io.aval.internal.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains a token check by check. Safe for many threads. */
@FunctionalInterface
public interface Inspector {

  /** Looks at a token, whatever it is worth. */
  View inspect(String token);

  /**
   * What there is to say of a token. Immutable.
   *
   * @param provider the configured name of who issued it, if anybody did
   * @param checks in the order in which they are made
   * @param header the JOSE header, empty where it cannot be read
   * @param claims the claims, empty where they cannot be read; worth nothing unless all checks pass
   */
  record View(
      Optional<String> provider,
      List<Check> checks,
      Map<String, ? extends @Nullable Object> header,
      Map<String, ? extends @Nullable Object> claims) {
    /** Copies the checks. */
    public View {
      checks = List.copyOf(checks);
    }
  }

  /**
   * One check.
   *
   * @param name what is checked, in a few words
   * @param outcome {@code passed}, {@code failed} or {@code skipped}
   * @param reason the name of the refusal, where it failed
   * @param detail what was found and what was wanted, in a sentence
   */
  record Check(String name, String outcome, Optional<String> reason, String detail) {}
}
