package io.aval.internal.request;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The beans that the web application of the current thread sees, its own among them.
 *
 * <p>Asked for by its name in JNDI, which is the web application's wherever Aval's jar lies. {@code
 * CDI.current()} answers for the class that asks: for one in {@code EAR/lib}, on WildFly, with no
 * bean of any WAR, so that an application's {@code RevocationStore} would be there and never be
 * asked; and on Payara not at all where two WARs have a class of the same name. It is asked where
 * there is no name: on threads of no web application, and in a WAR on Payara that has no bean.
 */
public final class ApplicationBeans {
  private static final String NAME = "java:comp/BeanManager";

  private ApplicationBeans() {}

  /** Where beans are selected. */
  public static Instance<Object> all() {
    return container().createInstance();
  }

  /** The container, as the web application sees it. */
  @SuppressWarnings("BanJNDI") // a constant name of the server's own
  public static BeanManager container() {
    try {
      return (BeanManager) new InitialContext().lookup(NAME);
    } catch (NamingException none) {
      System.getLogger(ApplicationBeans.class.getName())
          .log(System.Logger.Level.DEBUG, "The server names no BeanManager", none);
      return CDI.current().getBeanManager();
    }
  }
}
