package io.aval.it.pages;

import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what callers who are known have changed. */
@ApplicationScoped
public class Changes {
  @Inject private UserIdentity user;
  private final AtomicInteger changes = new AtomicInteger();

  String change() {
    if (user.isAnonymous()) {
      return "nobody changes anything";
    }
    changes.incrementAndGet();
    return count();
  }

  String count() {
    return (user.isAnonymous() ? "nobody" : user.getSubject()) + " sees " + changes.get();
  }
}
