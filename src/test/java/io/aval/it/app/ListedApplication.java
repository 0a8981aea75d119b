package io.aval.it.app;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Lists its own classes, and therefore nothing of Aval's. */
@ApplicationPath("rest")
public class ListedApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(OpenResource.class);
  }
}
