package io.aval.internal.cdi;

import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Reception;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Connects what the initializer made to the CDI container, and ends it with the application. */
final class Lifecycle implements ServletContextListener {
  private final Doorkeeper doorkeeper;
  private final CdiSurroundings surroundings;
  private final Core core;

  Lifecycle(Doorkeeper doorkeeper, CdiSurroundings surroundings, Core core) {
    this.doorkeeper = doorkeeper;
    this.surroundings = surroundings;
    this.core = core;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    CDI.current().select(Reception.class).get().open(doorkeeper);
    surroundings.connect();
    core.executor().connect();
    core.revocations().connect();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    core.close();
  }
}
