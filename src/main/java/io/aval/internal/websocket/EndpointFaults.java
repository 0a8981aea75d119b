package io.aval.internal.websocket;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.internal.request.AccessRule;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds at deployment why an endpoint's annotations could not be kept. */
public final class EndpointFaults {
  private static final System.Logger LOG = System.getLogger(EndpointFaults.class.getName());
  private static final List<String> NO_SCOPES =
      List.of("jakarta.enterprise.context.Dependent", "jakarta.inject.Scope");

  private EndpointFaults() {}

  /**
   * Looks at an endpoint, and says in the log what it cannot do.
   *
   * @param endpoint a class with {@code @ServerEndpoint}, or an {@link Endpoint}
   * @return a sentence for whoever deploys it; empty where all is well
   */
  public static Optional<String> in(Class<?> endpoint) {
    if (Endpoint.class.isAssignableFrom(endpoint)) {
      return programmatic(endpoint);
    }
    if (!endpoint.isAnnotationPresent(ServerEndpoint.class) || !isGuarded(endpoint)) {
      return Optional.empty();
    }
    EndpointPlan plan = EndpointPlan.of(endpoint).orElseThrow();
    Optional<String> fault = fault(plan);
    if (fault.isEmpty() && !plan.isInBand()) {
      LOG.log(
          System.Logger.Level.INFO,
          "AVAL-210 The WebSocket endpoint {0} takes its token from the handshake alone, since its"
              + " text messages go through a decoder, a Reader or come in parts; its clients renew"
              + " a token by connecting again.",
          endpoint.getName());
    }
    return fault.map(
        sentence -> "Aval: the WebSocket endpoint " + endpoint.getName() + " " + sentence);
  }

  /**
   * Looks whether an endpoint is the web application's own. One in {@code EAR/lib} may be several
   * applications', and nobody could tell whose configuration counts.
   *
   * @param endpoint a class with {@code @ServerEndpoint}, or an {@link Endpoint}
   * @param application the class loader of the web application
   * @return a sentence for whoever deploys it; empty where all is well
   */
  public static Optional<String> outside(Class<?> endpoint, ClassLoader application) {
    if (endpoint.getClassLoader() == application
        || Modifier.isAbstract(endpoint.getModifiers())
        || !(IdentityEndpoints.isOne(endpoint) || isSurelyGuarded(endpoint))) {
      return Optional.empty();
    }
    return Optional.of(
        "Aval: the WebSocket endpoint "
            + endpoint.getName()
            + " lies outside of the web application; put its class into the WAR.");
  }

  private static boolean isSurelyGuarded(Class<?> endpoint) {
    try {
      return isGuarded(endpoint);
    } catch (LinkageError | TypeNotPresentException incomplete) {
      return false;
    }
  }

  /** Libraries bring endpoints, too, some of which lack a class that they name. */
  private static Optional<String> programmatic(Class<?> endpoint) {
    if (IdentityEndpoints.isOne(endpoint)) {
      return IdentityEndpoints.bypass(endpoint)
          .map(
              method ->
                  "Aval: the WebSocket endpoint "
                      + endpoint.getName()
                      + " overrides "
                      + method
                      + ", in which Aval guards it; override opened, closed or failed instead.");
    }
    if (Modifier.isAbstract(endpoint.getModifiers())) {
      return Optional.empty();
    }
    try {
      return isGuarded(endpoint)
          ? Optional.of(
              "Aval: the WebSocket endpoint "
                  + endpoint.getName()
                  + " has annotations of Aval's, which are kept only where it extends "
                  + IdentityEndpoints.NAME
                  + ".")
          : Optional.empty();
    } catch (LinkageError | TypeNotPresentException incomplete) {
      return Optional.empty();
    }
  }

  /** Whether an endpoint's callbacks are Aval's to lead. */
  public static boolean isGuarded(Class<?> endpoint) {
    return AccessRule.concerns(endpoint);
  }

  private static Optional<String> fault(EndpointPlan plan) {
    Class<?> type = plan.type();
    if (!type.isAnnotationPresent(Authenticated.class)
        && !type.isAnnotationPresent(Identified.class)) {
      return Optional.of(
          "has annotations of Aval's, and needs @Authenticated or @Identified on the class itself:"
              + " on some servers no other is seen.");
    }
    if (isAnnotatedBy(type, "jakarta.ejb.")) {
      return Optional.of("is an enterprise bean, which Aval cannot guard as an endpoint.");
    }
    if (plan.callbacks().values().stream()
        .noneMatch(it -> it.kind() == CallbackPlan.Kind.OPEN && it.session() >= 0)) {
      return Optional.of(
          "needs an @OnOpen method with a jakarta.websocket.Session parameter: from there Aval"
              + " knows the connection whose caller it identifies.");
    }
    if (makesInstances(type)) {
      return Optional.of(
          "has a configurator with a getEndpointInstance of its own, and Aval cannot tell that the"
              + " instances are CDI's, which alone are guarded.");
    }
    return CallbackFaults.in(plan, isShared(type));
  }

  /** What a configurator makes with {@code new}, or keeps, no interceptor sees. */
  private static boolean makesInstances(Class<?> type) {
    ServerEndpoint endpoint = type.getAnnotation(ServerEndpoint.class);
    Class<?> at = endpoint == null ? null : endpoint.configurator();
    for (; at != null && at != ServerEndpointConfig.Configurator.class; at = at.getSuperclass()) {
      if (Arrays.stream(at.getDeclaredMethods())
          .anyMatch(method -> method.getName().equals("getEndpointInstance"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has a scope, in which one instance serves many connections. */
  private static boolean isShared(Class<?> type) {
    List<Class<? extends Annotation>> kinds = new ArrayList<>();
    Arrays.stream(type.getAnnotations()).forEach(one -> kinds.add(one.annotationType()));
    return kinds.stream()
        .filter(kind -> !NO_SCOPES.contains(kind.getName()))
        .anyMatch(
            kind ->
                isAnnotatedBy(kind, "jakarta.enterprise.context.NormalScope")
                    || isAnnotatedBy(kind, "jakarta.inject.Scope"));
  }

  private static boolean isAnnotatedBy(AnnotatedElement element, String prefix) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(one -> one.annotationType().getName().startsWith(prefix));
  }
}
