package io.aval.internal.cdi;

import io.aval.IdentityException;
import io.aval.IdentityRefused;
import io.aval.IdentityVerified;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import io.aval.internal.request.ApplicationBeans;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.InjectedIdentity;
import io.aval.internal.request.Surroundings;
import io.aval.internal.request.Verdict;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of a call in a CDI container. Made by the servlet initializer, when the
 * container may not be up yet, and connected to it when it is.
 */
final class CdiSurroundings implements Surroundings {
  private final System.Logger log;
  private volatile @Nullable Connection connection;

  CdiSurroundings() {
    this(System.getLogger("io.aval.refusals"));
  }

  /** Writes refusals into another log. */
  CdiSurroundings(System.Logger log) {
    this.log = log;
  }

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
                .resolveObserverMethods(
                    new IdentityRefused(Reason.NO_TOKEN, Optional.empty(), Optional.empty()))
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
    if (known == null) {
      return () -> {};
    }
    try {
      return known.holder().keep();
    } catch (ContextNotActiveException noRequestScope) {
      return begin(known.beans());
    }
  }

  /**
   * WildFly does not take the request scope along to an application of another deployment; without
   * one its beans would not know the caller.
   */
  private static Runnable begin(BeanManager beans) {
    Instance<RequestContextController> controllers =
        beans.createInstance().select(RequestContextController.class);
    RequestContextController controller = controllers.get();
    controller.activate();
    return () -> {
      controller.deactivate();
      controllers.destroy(controller);
    };
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
    refused(refusal, Optional::empty);
  }

  @Override
  public void refused(IdentityException refusal, Supplier<Optional<RefusalHint>> hint) {
    Connection known = connection;
    boolean heard = known != null && known.hearsRefused();
    boolean logged = log.isLoggable(System.Logger.Level.DEBUG);
    if (!heard && !logged) {
      return;
    }
    Optional<RefusalHint> found = hint.get();
    if (logged) {
      log.log(System.Logger.Level.DEBUG, line(refusal, found));
    }
    if (heard && known != null) {
      known
          .beans()
          .getEvent()
          .fire(new IdentityRefused(refusal.getReason(), refusal.getExplanation(), found));
    }
  }

  private static String line(IdentityException refusal, Optional<RefusalHint> hint) {
    return refusal.getReason().getLogId()
        + ' '
        + refusal.getReason()
        + refusal.getExplanation().map(said -> ": " + said).orElse("")
        + hint.map(one -> "; " + one).orElse("");
  }
}
