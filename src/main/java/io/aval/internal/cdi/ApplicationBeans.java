package io.aval.internal.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The beans that the web application of the current thread sees, its own among them.
 *
 * <p>Asked for by its name in JNDI, which is the web application's wherever Aval's jar lies. {@code
 * CDI.current()} answers for the archive of the class that asks: for one in {@code EAR/lib}, on
 * WildFly, with no bean of any WAR, so that an application's {@code RevocationStore} would be there
 * and never be asked.
 */
final class ApplicationBeans {
  private static final String NAME = "java:comp/BeanManager";

  private ApplicationBeans() {}

  /** Where beans are selected. */
  static Instance<Object> all() {
    return container().createInstance();
  }

  /** The container, as the web application sees it. */
  static BeanManager container() {
    return named().orElseGet(() -> CDI.current().getBeanManager());
  }

  /** The container by its name, if the server gives it one. */
  @SuppressWarnings("BanJNDI") // a constant name of the server's own
  static Optional<BeanManager> named() {
    try {
      return Optional.ofNullable((BeanManager) new InitialContext().lookup(NAME));
    } catch (NamingException none) {
      System.getLogger(ApplicationBeans.class.getName())
          .log(System.Logger.Level.DEBUG, "The server names no BeanManager", none);
      return Optional.empty();
    }
  }
}
