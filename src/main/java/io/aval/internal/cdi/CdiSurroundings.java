package io.aval.internal.cdi;

import io.aval.IdentityException;
import io.aval.IdentityRefused;
import io.aval.IdentityVerified;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.InjectedIdentity;
import io.aval.internal.request.Surroundings;
import io.aval.internal.request.Verdict;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of a call in a CDI container. Made by the servlet initializer, when the
 * container may not be up yet, and connected to it when it is.
 */
final class CdiSurroundings implements Surroundings {
  private static final System.Logger LOG = System.getLogger("io.aval.refusals");

  private volatile @Nullable Connection connection;

  /**
   * What is looked up once and used for every call.
   *
   * @param doorkeeper the application's
   * @param holder the client proxy of the request-scoped holder
   * @param beans the container
   * @param hearsVerified whether anybody observes verified calls; mostly nobody does
   * @param hearsRefused whether anybody observes refusals
   */
  private record Connection(
      Doorkeeper doorkeeper,
      CallHolder holder,
      BeanManager beans,
      boolean hearsVerified,
      boolean hearsRefused) {}

  /** Connects an application's doorkeeper to the container of the same, current application. */
  void connect(Doorkeeper doorkeeper) {
    BeanManager beans = ApplicationBeans.container();
    Instance<Object> cdi = beans.createInstance();
    this.connection =
        new Connection(
            doorkeeper,
            cdi.select(CallHolder.class).get(),
            beans,
            !beans
                .resolveObserverMethods(
                    new IdentityVerified(cdi.select(InjectedIdentity.class).get()))
                .isEmpty(),
            !beans
                .resolveObserverMethods(new IdentityRefused(Reason.NO_TOKEN, Optional.empty()))
                .isEmpty());
  }

  @Override
  public void enter(Verdict verdict) {
    Connection known = connection;
    if (known == null) {
      return;
    }
    try {
      known.holder().enter(verdict, known.doorkeeper());
    } catch (ContextNotActiveException noRequestScope) {
      // An asynchronous dispatch on Payara: the verdict is on the request, which is enough there.
    }
  }

  @Override
  public Optional<Verdict> current() {
    Connection known = connection;
    if (known == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(known.holder().verdict());
    } catch (ContextNotActiveException noRequestScope) {
      return Optional.empty();
    }
  }

  @Override
  public Runnable keep() {
    Connection known = connection;
    try {
      return known == null ? () -> {} : known.holder().keep();
    } catch (ContextNotActiveException noRequestScope) {
      return () -> {};
    }
  }

  @Override
  public void verified(UserIdentity identity) {
    Connection known = connection;
    if (known != null && known.hearsVerified()) {
      known.beans().getEvent().fire(new IdentityVerified(identity));
    }
  }

  @Override
  public void refused(IdentityException refusal) {
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            refusal.getReason().getLogId()
                + ' '
                + refusal.getReason()
                + refusal.getExplanation().map(said -> ": " + said).orElse(""));
    Connection known = connection;
    if (known != null && known.hearsRefused()) {
      known
          .beans()
          .getEvent()
          .fire(new IdentityRefused(refusal.getReason(), refusal.getExplanation()));
    }
  }
}
