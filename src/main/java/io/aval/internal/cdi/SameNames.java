package io.aval.internal.cdi;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Classes of the same name in two web applications that share Aval's jar in {@code EAR/lib}.
 * GlassFish and Payara look the archive of a class up by its name, and then take the one class for
 * the other: the deployment fails somewhere in their own code, or the first call does.
 */
final class SameNames {
  /** The system property that only those two servers set. */
  private static final String MIXED_UP_HERE = "com.sun.aas.instanceRoot";

  private final Map<String, ClassLoader> owners = new ConcurrentHashMap<>();
  private final Set<String> twice = new ConcurrentSkipListSet<>();

  /** Takes note of a class of an application. */
  void note(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == null || loader == SameNames.class.getClassLoader()) {
      return;
    }
    ClassLoader known = owners.putIfAbsent(type.getName(), loader);
    if (known != null && known != loader) {
      twice.add(type.getName());
    }
  }

  /** A sentence for whoever deploys the EAR; empty where all is well. */
  Optional<String> fault() {
    if (twice.isEmpty() || System.getProperty(MIXED_UP_HERE) == null) {
      return Optional.empty();
    }
    return Optional.of(
        "Aval: two web applications of the EAR have a bean of the same name ("
            + String.join(", ", twice)
            + "), which this server takes for each other where Aval's jar lies in EAR/lib. Name"
            + " them differently, or put the jar into WEB-INF/lib of each web application.");
  }
}
