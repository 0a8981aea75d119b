package io.aval.internal.request;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Where beans find the application's doorkeeper, which is made before there are beans. */
@ApplicationScoped
public class Reception {
  /** Why there is no doorkeeper. */
  public static final String NOT_STARTED =
      "Aval was not started in this application: its ServletContainerInitializer did not run."
          + " An <absolute-ordering> in web.xml must contain <name>aval</name> or <others/>.";

  private volatile @Nullable Doorkeeper doorkeeper;

  /** Sets the doorkeeper; done once, when the application starts. */
  public void open(Doorkeeper made) {
    this.doorkeeper = made;
  }

  /**
   * The application's doorkeeper.
   *
   * @throws IllegalStateException when Aval was not started in this application
   */
  public Doorkeeper doorkeeper() {
    Doorkeeper made = doorkeeper;
    if (made == null) {
      throw new IllegalStateException(NOT_STARTED);
    }
    return made;
  }

  /** Whether Aval was started in this application. */
  public boolean isOpen() {
    return doorkeeper != null;
  }
}
