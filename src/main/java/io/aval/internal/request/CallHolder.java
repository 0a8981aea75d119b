package io.aval.internal.request;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Remembers the verdict on the call that a request scope belongs to. */
@RequestScoped
public class CallHolder {
  private @Nullable Verdict verdict;

  /** Takes note of the verdict; a later door brings the same one. */
  public void enter(Verdict found) {
    this.verdict = found;
  }

  /** The verdict; anonymous in a scope that no door of ours opened, a timer's for one. */
  public Verdict verdict() {
    return verdict == null ? Verdict.anonymous() : verdict;
  }
}
