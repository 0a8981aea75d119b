package io.aval.internal.cdi;

import io.aval.config.IdentityConfig.ContainerSecurity;
import io.aval.internal.issuer.IssuerDesk;
import io.aval.internal.issuer.TransactionSuspender;
import io.aval.internal.request.AccessRule;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.CallScope;
import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.CurrentIdentityProvider;
import io.aval.internal.request.InjectedIdentity;
import io.aval.internal.request.Reception;
import io.aval.internal.security.BearerMechanism;
import io.aval.internal.security.ContainerCaller;
import io.aval.internal.websocket.IdentityEndpoints;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Lists every bean of Aval, and decides whether the Jakarta Security mechanism is one of them.
 *
 * <p>Runs before there is a {@code ServletContext}, so what web.xml says about the mechanism is
 * read from the file itself (see {@link EarlyWebXml}).
 */
public class IdentityExtension implements Extension {
  private static final System.Logger LOG = System.getLogger(IdentityExtension.class.getName());

  private static final List<Class<?>> BEANS =
      List.of(
          Reception.class,
          CallHolder.class,
          CallScope.class,
          CurrentCall.class,
          IssuerDesk.class,
          TransactionSuspender.class,
          InjectedIdentity.class,
          CurrentIdentityProvider.class,
          CurrentCallerToken.class,
          AuthenticatedInterceptor.class,
          ScopeInterceptor.class,
          StepUpInterceptor.class,
          BeanRules.class,
          GuardedInterceptor.class);

  private final SameNames names = new SameNames();
  private final Set<Class<?>> otherMechanisms = new CopyOnWriteArraySet<>();

  void addBeans(@Observes BeforeBeanDiscovery discovery) {
    BEANS.forEach(bean -> discovery.addAnnotatedType(bean, bean.getName()));
    securityBeans().forEach(bean -> discovery.addAnnotatedType(bean, bean.getName()));
    if (WebSocketApi.isThere()) {
      SocketLifecycle.beans().forEach(bean -> discovery.addAnnotatedType(bean, bean.getName()));
    }
  }

  private static List<Class<?>> securityBeans() {
    return SecurityApi.isThere() ? List.of(ContainerCaller.class) : List.of(UnknownContainer.class);
  }

  /** An application that brings or declares a mechanism of its own has claimed authentication. */
  <T> void noticeMechanism(@Observes ProcessAnnotatedType<T> event) {
    if (!SecurityApi.isThere()) {
      return;
    }
    Class<T> type = event.getAnnotatedType().getJavaClass();
    boolean claims =
        (HttpAuthenticationMechanism.class.isAssignableFrom(type)
                && !Modifier.isAbstract(type.getModifiers()))
            || event.getAnnotatedType().getAnnotations().stream()
                .map(annotation -> annotation.annotationType().getName())
                .anyMatch(IdentityExtension::definesMechanism);
    if (claims && isOfApplication(type) && type != BearerMechanism.class) {
      otherMechanisms.add(type);
    }
  }

  /** The mechanisms of the application's own, or of all web applications that share the jar. */
  Set<Class<?>> otherMechanisms() {
    return otherMechanisms;
  }

  /** WildFly shows its own mechanisms to every application, whether it uses them or not. */
  private static boolean isOfApplication(Class<?> type) {
    return seesAval(type)
        || type.getClassLoader() == Thread.currentThread().getContextClassLoader();
  }

  private static boolean definesMechanism(String annotation) {
    return annotation.startsWith("jakarta.security.enterprise.authentication.mechanism.http.")
        && annotation.endsWith("MechanismDefinition");
  }

  /**
   * The standard annotations are no interceptor bindings, and those that are do not reach from an
   * interface or an overridden method to the bean, so one of ours is put on whatever is concerned.
   */
  <T> void bind(@Observes ProcessAnnotatedType<T> event) {
    if (isGuardedHere(event.getAnnotatedType()) && isConcerned(event.getAnnotatedType())) {
      event.configureAnnotatedType().add(Guarded.Literal.INSTANCE);
    }
  }

  /** What cannot be intercepted would run unguarded, and nobody would be told. */
  <T> void refuseWhatCannotBeGuarded(@Observes ProcessManagedBean<T> event) {
    AnnotatedType<T> type = event.getAnnotatedBeanClass();
    if (isGuardedHere(type)) {
      UnguardedCode.in(type.getJavaClass())
          .ifPresent(fault -> event.addDefinitionError(new DefinitionException(fault)));
    }
  }

  /** Its annotations count, but it reads them itself, and final methods cannot be intercepted. */
  <T> void unbind(@Observes ProcessAnnotatedType<T> event) {
    if (IdentityEndpoints.isOne(event.getAnnotatedType().getJavaClass())) {
      AnnotatedTypeConfigurator<T> type = event.configureAnnotatedType();
      type.remove(IdentityExtension::isOurBinding);
      type.methods().forEach(method -> method.remove(IdentityExtension::isOurBinding));
    }
  }

  private static boolean isOurBinding(Annotation annotation) {
    Class<?> kind = annotation.annotationType();
    return kind.isAnnotationPresent(InterceptorBinding.class)
        && kind.getName().startsWith("io.aval.");
  }

  /** Enterprise beans are the container's, resources the JAX-RS door's. */
  private static boolean isGuardedHere(AnnotatedType<?> type) {
    if (IdentityEndpoints.isOne(type.getJavaClass()) || !seesAval(type.getJavaClass())) {
      return false;
    }
    return type.getAnnotations().stream()
        .map(annotation -> annotation.annotationType().getName())
        .noneMatch(name -> name.startsWith("jakarta.ejb.") || name.equals("jakarta.ws.rs.Path"));
  }

  /**
   * Whether a class sees this very Aval. In an EAR the extension of one WAR may be shown the
   * classes of another, whose annotations are the business of its own.
   */
  private static boolean seesAval(Class<?> type) {
    try {
      return Class.forName(Guarded.class.getName(), false, type.getClassLoader()) == Guarded.class;
    } catch (ClassNotFoundException | LinkageError other) {
      return false;
    }
  }

  private static boolean isConcerned(AnnotatedType<?> type) {
    try {
      Class<?> bean = type.getJavaClass();
      // A final class cannot be intercepted; whether it must be is asked when it becomes a bean.
      // An interceptor is not guarded but guards: one more binding, and it would see only what has
      // them both, and so no WebSocket endpoint on Payara.
      return !bean.isInterface()
          && !type.isAnnotationPresent(Interceptor.class)
          && !Modifier.isFinal(bean.getModifiers())
          && AccessRule.concerns(bean);
    } catch (LinkageError | TypeNotPresentException incomplete) {
      return false; // lacks a class that it names, so CDI makes no bean of it either
    }
  }

  /** Only of classes that see this very Aval: others are not of the same EAR's applications. */
  <T> void noticeName(@Observes ProcessAnnotatedType<T> event) {
    if (seesAval(event.getAnnotatedType().getJavaClass())) {
      names.note(event.getAnnotatedType().getJavaClass());
    }
  }

  /** Else the server fails somewhere, or calls do. */
  void refuseSameNames(@Observes AfterBeanDiscovery discovery) {
    names.fault().ifPresent(fault -> discovery.addDefinitionError(new DefinitionException(fault)));
  }

  /** Else the container says of the beans' names that they are ambiguous, and not what to do. */
  void refuseTwoCopies(@Observes AfterBeanDiscovery discovery) throws IOException {
    JarPlace.twice(IdentityExtension.class.getClassLoader())
        .ifPresent(fault -> discovery.addDefinitionError(new DefinitionException(fault)));
  }

  /** Else every call would fail, and only when it comes. */
  void refuseToBeLeftOut(@Observes AfterBeanDiscovery discovery) {
    if (EarlyWebXml.ofThisApplication().leavesAvalOut()) {
      discovery.addDefinitionError(new DefinitionException(Reception.NOT_STARTED));
    }
  }

  private static String whyNot(ContainerSecurity wanted, String claimant) {
    if (!SecurityApi.isThere()) {
      return "this server has no Jakarta Security";
    }
    return wanted == ContainerSecurity.OFF
        ? "aval.container-security=off"
        : claimant + " has claimed this application's authentication";
  }

  void addMechanism(@Observes AfterTypeDiscovery discovery) {
    EarlyWebXml webXml = EarlyWebXml.ofThisApplication();
    String claimant =
        otherMechanisms.stream().findFirst().map(Class::getName).orElseGet(webXml::loginConfig);
    ContainerSecurity wanted = webXml.containerSecurity();
    boolean allowed =
        wanted == ContainerSecurity.ON || (wanted == ContainerSecurity.AUTO && claimant.isEmpty());
    if (allowed && SecurityApi.isThere()) {
      discovery.addAnnotatedType(BearerMechanism.class, BearerMechanism.class.getName());
    } else {
      LOG.log(
          System.Logger.Level.INFO,
          "AVAL-202 Aval does not log callers in to the container ({0}). JAX-RS and servlets know"
              + " them all the same; enterprise beans and <security-constraint> do not.",
          whyNot(wanted, claimant));
    }
  }
}
