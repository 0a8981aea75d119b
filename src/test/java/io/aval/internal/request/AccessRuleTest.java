package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.RequiresScope;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import org.junit.jupiter.api.Test;

class AccessRuleTest {

  @Authenticated
  interface Contract {
    void inherited();
  }

  @RequiresScope("read")
  static class Base implements Contract {
    @Override
    public void inherited() {}

    @PermitAll
    public void opened() {}

    @Identified
    public void identified() {}

    @DenyAll
    public void closed() {}

    @RolesAllowed("admin")
    public void admin() {}
  }

  /** As a proxy's class: extends, overrides, and carries no annotations. */
  static class Proxy extends Base {
    @Override
    public void admin() {}

    @Override
    public void closed() {}
  }

  static class Plain {
    public void method() {}
  }

  private static AccessRule rule(Class<?> type, String method) throws Exception {
    return AccessRule.of(type, type.getMethod(method));
  }

  @Test
  void asksNothingWhereNothingIsAnnotated() throws Exception {
    assertThat(rule(Plain.class, "method").isOpen()).isTrue();
  }

  @Test
  void letsAMethodOpenWhatItsClassClosed() throws Exception {
    assertThat(rule(Base.class, "opened").isOpen()).isTrue();
    assertThat(rule(Base.class, "identified").isOpen()).isTrue();
    assertThat(rule(Base.class, "inherited").isOpen()).isFalse();
  }

  @Test
  void isNotOpenedByAProxyThatCarriesNoAnnotations() throws Exception {
    assertThat(rule(Proxy.class, "admin").isOpen()).isFalse();
    assertThat(rule(Proxy.class, "closed").isOpen()).isFalse();
    assertThat(rule(Proxy.class, "inherited").isOpen()).isFalse();
  }
}
