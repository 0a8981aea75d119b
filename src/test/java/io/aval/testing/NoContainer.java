package io.aval.testing;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.internal.request.Surroundings;
import io.aval.internal.request.Verdict;
import java.util.Optional;

/**
 * The surroundings of a test without CDI: the request's attribute is all there is to find a verdict
 * by, and nobody hears of anything but a subclass.
 */
public class NoContainer implements Surroundings {
  @Override
  public void enter(Verdict verdict) {}

  @Override
  public Optional<Verdict> current() {
    return Optional.empty();
  }

  @Override
  public void verified(UserIdentity identity) {}

  @Override
  public void refused(IdentityException refusal) {}
}
