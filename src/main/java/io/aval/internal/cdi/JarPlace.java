package io.aval.internal.cdi;

import io.aval.config.IdentityConfig.ContainerSecurity;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamException;

/** Where Aval's jar lies, seen from one web application, and what does not go together with it. */
final class JarPlace {
  private static final String SELF = AvalInitializer.class.getName().replace('.', '/') + ".class";

  private JarPlace() {}

  /** A sentence for whoever deploys the web application; empty where all is well. */
  static Optional<String> fault(ServletContext context) throws IOException {
    return twice(context.getClassLoader()).or(() -> besideLogin(context));
  }

  /** Whether the jar lies in no web application but beside it, for several. */
  static boolean isShared(ServletContext context) {
    return AvalInitializer.class.getClassLoader() != context.getClassLoader();
  }

  /** Two copies are two Avals, each with beans and annotations of its own. */
  static Optional<String> twice(ClassLoader application) throws IOException {
    Set<String> copies = new TreeSet<>();
    for (URL copy : Collections.list(application.getResources(SELF))) {
      copies.add(copy.toString().replace(SELF, ""));
    }
    return copies.size() < 2
        ? Optional.empty()
        : Optional.of(
            "Aval: the jar is here more than once: "
                + String.join(" and ", copies)
                + ". Leave it in one place: in WEB-INF/lib of each web application, or, where"
                + " enterprise beans of an EAR use it, in EAR/lib.");
  }

  /** The extension, which decides for all web applications of the EAR, has not seen web.xml. */
  private static Optional<String> besideLogin(ServletContext context) {
    if (!isShared(context)) {
      return Optional.empty();
    }
    EarlyWebXml webXml = webXml(context);
    return webXml.loginConfig().isEmpty()
            || webXml.containerSecurity() == ContainerSecurity.ON
            || EarlyWebXml.ofThisApplication().containerSecurity() == ContainerSecurity.OFF
        ? Optional.empty()
        : Optional.of(
            "Aval: this web application has a <login-config>, and from EAR/lib Aval logs callers in"
                + " to all web applications of the EAR. Put the jar into WEB-INF/lib of each,"
                + " remove the <login-config>, or start the server with"
                + " -Daval.container-security=off.");
  }

  /**
   * Mechanisms of other web applications stand for all that share the jar, also for this one, which
   * has none: WildFly then fails each of its calls.
   */
  static Optional<String> besideMechanisms(
      ServletContext context, Set<Class<?>> mechanisms, ContainerSecurity wanted) {
    boolean isWildFly = AvalInitializer.isWildFly(context);
    boolean isWanted =
        wanted == ContainerSecurity.ON || (wanted == ContainerSecurity.OFF && !isWildFly);
    if (!isShared(context)
        || isWanted
        || mechanisms.stream().anyMatch(own -> seesIt(context, own))) {
      return Optional.empty();
    }
    return mechanisms.stream()
        .findFirst()
        .map(
            mechanism ->
                "Aval: another web application of the EAR has an authentication mechanism of its"
                    + " own, "
                    + mechanism.getName()
                    + ", and where Aval's jar lies in EAR/lib this one would have none. Put the jar"
                    + " into WEB-INF/lib of each web application instead"
                    + (isWildFly
                        ? "."
                        : ", or start the server with -Daval.container-security=off."));
  }

  private static boolean seesIt(ServletContext context, Class<?> type) {
    try {
      return Class.forName(type.getName(), false, context.getClassLoader()) == type;
    } catch (ClassNotFoundException | LinkageError unknown) {
      return false;
    }
  }

  private static EarlyWebXml webXml(ServletContext context) {
    try {
      URL file = context.getResource("/WEB-INF/web.xml");
      return file == null ? EarlyWebXml.none() : EarlyWebXml.read(file);
    } catch (IOException | XMLStreamException unreadable) {
      throw new IllegalStateException("Aval: web.xml cannot be read", unreadable);
    }
  }
}
