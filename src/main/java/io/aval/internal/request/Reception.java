package io.aval.internal.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where beans find the application's doorkeeper, which is made before there are beans. Where Aval's
 * jar lies in {@code EAR/lib} it is one bean for several web applications, each with a doorkeeper
 * of its own; they are told apart by their class loaders.
 */
@ApplicationScoped
public class Reception {
  /** Why there is no doorkeeper. */
  public static final String NOT_STARTED =
      "Aval was not started in this application: its ServletContainerInitializer did not run."
          + " An <absolute-ordering> in web.xml must contain <name>aval</name> or <others/>.";

  private static final String WHICH_ONE =
      "Several web applications share Aval's jar in EAR/lib, and no call to one of them is being"
          + " served on this thread: whose configuration is to count cannot be told. Ask in a web"
          + " application, or while it serves a call.";

  private final Map<ClassLoader, Doorkeeper> doorkeepers = new ConcurrentHashMap<>();
  private final @Nullable CallHolder holder;

  /** For the client proxy only. */
  protected Reception() {
    this.holder = null;
  }

  /** Creates the bean. */
  @Inject
  Reception(CallHolder holder) {
    this.holder = holder;
  }

  /**
   * Sets the doorkeeper of a web application; done once, when it starts.
   *
   * @param application its class loader
   * @param made its doorkeeper
   */
  public void open(ClassLoader application, Doorkeeper made) {
    doorkeepers.put(application, made);
  }

  /**
   * The doorkeeper for who asks by hand: that of the web application that serves the current call
   * or whose thread this is, else the only one there is.
   *
   * @throws IllegalStateException when Aval was not started in this application, or when it cannot
   *     be told which one of several is meant
   */
  public Doorkeeper doorkeeper() {
    return ofCurrentCall().or(this::ofCurrentThread).orElseGet(this::only);
  }

  /**
   * The doorkeeper for a door of the web application whose thread this is. Never another's: in a
   * web application without Aval it would let in whom that one trusts.
   *
   * @throws IllegalStateException when Aval was not started in this application
   */
  public Doorkeeper atDoor() {
    return ofCurrentThread().orElseThrow(() -> new IllegalStateException(NOT_STARTED));
  }

  /** The doorkeeper of a web application, if Aval was started in it. */
  public Optional<Doorkeeper> doorkeeperOf(ClassLoader application) {
    return Optional.ofNullable(doorkeepers.get(application));
  }

  /**
   * Checks the caller of the current call against a rule, which is the same one whoever asks.
   *
   * @throws io.aval.IdentityException when the caller may not enter
   * @throws IllegalStateException when Aval was not started in this application
   */
  public void check(AccessRule rule, Caller caller) {
    doorkeepers.values().stream()
        .findAny()
        .orElseThrow(() -> new IllegalStateException(NOT_STARTED))
        .check(rule, caller);
  }

  private Optional<Doorkeeper> ofCurrentCall() {
    try {
      return holder == null ? Optional.empty() : holder.doorkeeper();
    } catch (ContextNotActiveException noRequestScope) {
      return Optional.empty();
    }
  }

  /** The doorkeeper of the web application whose thread this is, if it is one's with Aval. */
  public Optional<Doorkeeper> ofCurrentThread() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return Optional.ofNullable(loader)
        .flatMap(this::doorkeeperOf)
        .or(() -> doorkeeperOf(Reception.class.getClassLoader())); // the jar is the application's
  }

  private Doorkeeper only() {
    List<Doorkeeper> all = List.copyOf(doorkeepers.values());
    if (all.size() > 1) {
      throw new IllegalStateException(WHICH_ONE);
    }
    return all.stream().findFirst().orElseThrow(() -> new IllegalStateException(NOT_STARTED));
  }
}
