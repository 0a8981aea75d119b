package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.Authenticated;
import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RequiresScope;
import io.aval.internal.request.Reception;
import io.aval.testing.TestDoorkeeper;
import io.aval.websocket.IdentityEndpoint;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** Which beans are guarded, in a real CDI container; a caller without a token asks for all. */
class GuardedBeansTest {

  interface Crud<T> {
    @RolesAllowed("admin")
    String save(T what);

    String open();
  }

  /** Annotated nowhere itself. */
  @Dependent
  static class ByInterface implements Crud<String> {
    @Override
    public String save(String what) {
      return "ran";
    }

    @Override
    public String open() {
      return "ran";
    }
  }

  @Authenticated
  interface Closed {
    String run();
  }

  @ApplicationScoped
  static class ByTypeOfInterface implements Closed {
    @Override
    public String run() {
      return "ran";
    }
  }

  @RolesAllowed("admin")
  static class Base {
    String run() {
      return "ran";
    }
  }

  @Dependent
  static class BySuperclass extends Base {}

  /** Is put aside with the session, and what guards it with it. */
  @Authenticated
  @SessionScoped
  static class OfSession implements Serializable {
    private static final long serialVersionUID = 1L;

    String run() {
      return "ran";
    }
  }

  static class Methods {
    @Authenticated
    String authenticated() {
      return "ran";
    }

    @RequiresScope("x")
    String scoped() {
      return "ran";
    }

    @DenyAll
    String denied() {
      return "ran";
    }

    String open() {
      return "ran";
    }
  }

  @ApplicationScoped
  static class Overrides extends Methods {
    @Override
    String authenticated() {
      return "ran";
    }

    @Override
    String scoped() {
      return "ran";
    }

    @Override
    String denied() {
      return "ran";
    }

    @Override
    String open() {
      return "ran";
    }
  }

  @Dependent
  @RolesAllowed("admin")
  static final class FinalBean {
    String run() {
      return "ran";
    }
  }

  @Dependent
  static final class FinalWithAMethod {
    @RolesAllowed("admin")
    String run() {
      return "ran";
    }
  }

  @Dependent
  @RolesAllowed("admin")
  static class FinalMethod {
    final String run() {
      return "ran";
    }
  }

  @Dependent
  static final class FinalAndOpen {
    @PermitAll
    String run() {
      return "ran";
    }
  }

  @Dependent
  @Authenticated
  static class Programmatic extends IdentityEndpoint {
    @Override
    @RequiresScope("x")
    public void opened(Session session, EndpointConfig config) {}
  }

  private static void with(Consumer<WeldContainer> test, Class<?>... beans) {
    Weld weld = new Weld().disableDiscovery().addBeanClasses(beans);
    weld.addExtension(new IdentityExtension());
    try (WeldContainer container = weld.initialize()) {
      CdiSurroundings surroundings = new CdiSurroundings();
      container
          .select(Reception.class)
          .get()
          .open(
              GuardedBeansTest.class.getClassLoader(),
              TestDoorkeeper.of(
                  token -> {
                    throw new IdentityException(Reason.MALFORMED_TOKEN);
                  },
                  surroundings));
      RequestContextController request = container.select(RequestContextController.class).get();
      request.activate();
      try {
        test.accept(container);
      } finally {
        request.deactivate();
      }
    }
  }

  private static void refuses(Runnable call, Reason reason) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            IdentityException.class, refusal -> assertThat(refusal.getReason()).isEqualTo(reason));
  }

  @Test
  void guardsWhatAnInterfaceOrSuperclassProtects() {
    with(
        beans -> {
          ByInterface crud = beans.select(ByInterface.class).get();
          refuses(() -> crud.save("x"), Reason.NO_TOKEN);
          Crud<String> asInterface = crud;
          refuses(() -> asInterface.save("x"), Reason.NO_TOKEN);
          assertThat(crud.open()).isEqualTo("ran");
          refuses(() -> beans.select(ByTypeOfInterface.class).get().run(), Reason.NO_TOKEN);
          refuses(() -> beans.select(BySuperclass.class).get().run(), Reason.NO_TOKEN);
          Overrides overrides = beans.select(Overrides.class).get();
          refuses(overrides::authenticated, Reason.NO_TOKEN);
          refuses(overrides::scoped, Reason.NO_TOKEN);
          refuses(overrides::denied, Reason.FORBIDDEN);
          assertThat(overrides.open()).isEqualTo("ran");
        },
        ByInterface.class,
        ByTypeOfInterface.class,
        BySuperclass.class,
        Overrides.class);
  }

  @Test
  void deploysNothingThatItCannotGuard() {
    for (Class<?> bean : List.of(FinalBean.class, FinalWithAMethod.class, FinalMethod.class)) {
      assertThatThrownBy(() -> with(beans -> {}, bean))
          .as(bean.getSimpleName())
          .hasStackTraceContaining(bean.getName());
    }
    // Nothing in it to be called, or nothing that is asked of callers.
    assertThatThrownBy(() -> with(beans -> {}, FinalBean.class))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void letsAFinalBeanBeThatAsksNothing() {
    with(
        beans -> assertThat(beans.select(FinalAndOpen.class).get().run()).isEqualTo("ran"),
        FinalAndOpen.class);
  }

  @Test
  void leavesAProgrammaticEndpointToGuardItself() {
    with(
        beans ->
            assertThat(beans.select(Programmatic.class).get().getClass())
                .isEqualTo(Programmatic.class), // no subclass that intercepts
        Programmatic.class);
  }

  /** Payara makes endpoints from what stands on the class, and not from what an extension added. */
  @Test
  void deploysGuardedBeansThatArePutAside() {
    Weld weld = new Weld().disableDiscovery().addBeanClass(OfSession.class);
    weld.addExtension(new IdentityExtension());
    try (WeldContainer container = weld.initialize()) {
      assertThat(container.select(OfSession.class).isResolvable()).isTrue();
    }
  }

  @Test
  void guardsAndMakesWhatAContainerReadsAfresh() {
    with(
        beans -> {
          BeanManager manager = beans.getBeanManager();
          for (Class<?> guard : SocketLifecycle.GUARDS) {
            assertThat(SocketLifecycle.isCalled(manager, guard)).as(guard.getName()).isTrue();
          }
          AnnotatedType<Programmatic> afresh = manager.createAnnotatedType(Programmatic.class);
          assertThat(
                  manager
                      .getInjectionTargetFactory(afresh)
                      .createInjectionTarget(null)
                      .produce(manager.createCreationalContext(null)))
              .isInstanceOf(Programmatic.class);
        },
        Programmatic.class);
  }
}
