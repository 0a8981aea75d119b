package io.aval.internal.cdi;

import io.aval.internal.issuer.IssuerDesk;
import io.aval.internal.issuer.IssuerDoor;
import io.aval.internal.request.ApplicationBeans;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Home;
import io.aval.internal.request.Reception;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/** Connects what the initializer made to the CDI container, and ends it with the application. */
final class Lifecycle implements ServletContextListener {
  private final Doorkeeper doorkeeper;
  private final CdiSurroundings surroundings;
  private final Core core;
  private final IssuerDoor.Opened issuer;
  private final ApplicationUsers users;

  Lifecycle(
      Doorkeeper doorkeeper,
      CdiSurroundings surroundings,
      Core core,
      IssuerDoor.Opened issuer,
      ApplicationUsers users) {
    this.users = users;
    this.issuer = issuer;
    this.doorkeeper = doorkeeper;
    this.surroundings = surroundings;
    this.core = core;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Instance<Object> beans = ApplicationBeans.all();
    Instance<Reception> reception = beans.select(Reception.class);
    if (!reception.isResolvable()) {
      throw new IllegalStateException(
          "Aval's beans cannot be seen from this application. Where web.xml has an"
              + " <absolute-ordering>, Payara needs <others/> in it. Where the jar lies in"
              + " EAR/lib, put it into each WAR instead.");
    }
    refuseBesideMechanisms(event.getServletContext());
    ClassLoader application = event.getServletContext().getClassLoader();
    reception.get().open(application, doorkeeper);
    beans.select(IssuerDesk.class).get().open(issuer);
    surroundings.connect(doorkeeper);
    core.executor().connect();
    core.revocations().connect();
    core.roles().connect(new Home(application, doorkeeper));
    users.connect();
  }

  private static void refuseBesideMechanisms(ServletContext context) {
    Set<Class<?>> mechanisms =
        ApplicationBeans.container().getExtension(IdentityExtension.class).otherMechanisms();
    JarPlace.besideMechanisms(
            context, mechanisms, EarlyWebXml.ofThisApplication().containerSecurity())
        .ifPresent(
            fault -> {
              throw new IllegalStateException(fault);
            });
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    core.close();
  }
}
