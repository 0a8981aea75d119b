package io.aval.internal.request;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the verdict on the call that a request scope belongs to, and whose verdict it is: the
 * web applications of one EAR share the scope where they share Aval's jar.
 */
@RequestScoped
public class CallHolder {
  private @Nullable Verdict verdict;
  private @Nullable Doorkeeper doorkeeper;

  /**
   * Takes note of a verdict; a later door of the same application brings the same one.
   *
   * @param found the verdict
   * @param finder the doorkeeper of the application that serves the call, if it has one
   */
  public void enter(Verdict found, @Nullable Doorkeeper finder) {
    this.verdict = found;
    this.doorkeeper = finder;
  }

  /** The verdict; anonymous in a scope that no door of ours opened, a timer's for one. */
  public Verdict verdict() {
    return verdict == null ? Verdict.anonymous() : verdict;
  }

  /** The doorkeeper of the application that serves the call, where a door of ours opened it. */
  Optional<Doorkeeper> doorkeeper() {
    return Optional.ofNullable(doorkeeper);
  }

  /** Remembers what is known now, and brings it back when it is run. */
  public Runnable keep() {
    Verdict before = verdict;
    Doorkeeper finder = doorkeeper;
    return () -> {
      this.verdict = before;
      this.doorkeeper = finder;
    };
  }
}
