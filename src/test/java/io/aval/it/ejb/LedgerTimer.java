package io.aval.it.ejb;

import io.aval.IdentityProvider;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

/** Asks on a thread that serves no call, and belongs to no web application. */
@Singleton
public class LedgerTimer {
  @Inject private IdentityProvider identities;
  @Resource private TimerService timers;

  private volatile CompletableFuture<String> told = new CompletableFuture<>();
  private volatile String token = "";

  /** Starts a timer that asks who calls, and verifies a token by hand. */
  public CompletableFuture<String> ask(String candidate) {
    told = new CompletableFuture<>();
    token = candidate;
    timers.createSingleActionTimer(1, new TimerConfig(null, false));
    return told;
  }

  @Timeout
  void ring() {
    told.complete(who() + " " + verified());
  }

  private String who() {
    try {
      return identities.getUserIdentity().isPresent() ? "somebody" : "nobody";
    } catch (RuntimeException fault) {
      return fault.getClass().getSimpleName();
    }
  }

  private String verified() {
    try {
      return identities.verify(token).getTokenIdentifier();
    } catch (RuntimeException fault) {
      return fault.getClass().getSimpleName();
    }
  }
}
