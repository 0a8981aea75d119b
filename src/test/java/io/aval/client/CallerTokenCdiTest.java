package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.UserIdentity;
import io.aval.internal.cdi.IdentityExtension;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.Verdict;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** The caller's token as a bean, in a real CDI container. */
final class CallerTokenCdiTest {

  @Dependent
  static class Uses {
    final TokenSource own;
    final CallerTokenSource callers;

    @Inject
    Uses(TokenSource own, CallerTokenSource callers) {
      this.own = own;
      this.callers = callers;
    }
  }

  private static WeldContainer start(Class<?>... beans) {
    Weld weld = new Weld().disableDiscovery().addBeanClasses(beans);
    return weld.addExtension(new IdentityExtension()).initialize();
  }

  @Test
  void anApplicationProducesItsOwnSourceAsTheDocumentationShows() {
    try (WeldContainer container = start(ClientsDocExamples.Tokens.class, Uses.class)) {
      Uses uses = container.select(Uses.class).get();
      assertThat(uses.own).isNotInstanceOf(CallerTokenSource.class);
      assertThat(uses.callers).isNotNull();
    }
  }

  @Test
  void nobodyGetsTheCallersTokenWhoAsksForAnySource() {
    try (WeldContainer container = start()) {
      assertThat(container.select(TokenSource.class).isUnsatisfied()).isTrue();
      assertThat(container.select(CallerTokenSource.class).isResolvable()).isTrue();
    }
  }

  @Test
  void aCallerWithoutAKeptTokenIsNotTakenForAnonymous() {
    try (WeldContainer container = start()) {
      CallerTokenSource callers = container.select(CallerTokenSource.class).get();
      RequestContextController request = container.select(RequestContextController.class).get();
      request.activate();
      assertThat(callers.getToken()).as("anonymous").isEmpty();
      CallHolder holder = container.select(CallHolder.class).get();
      holder.enter(Verdict.ofConversation(Optional.empty()), null);
      assertThat(callers.getToken()).as("nobody, on a socket").isEmpty();
      holder.enter(Verdict.ofConversation(Optional.of(somebody())), null);
      assertThatThrownBy(callers::getToken)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("WebSocket");
      assertThatThrownBy(callers::capture).isInstanceOf(IllegalStateException.class);
      request.deactivate();
    }
  }

  /** Only that there is somebody is looked at. */
  private static UserIdentity somebody() {
    return (UserIdentity)
        Proxy.newProxyInstance(
            UserIdentity.class.getClassLoader(),
            new Class<?>[] {UserIdentity.class},
            (proxy, method, arguments) -> null);
  }
}
