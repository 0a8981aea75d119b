package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RequiresScope;
import io.aval.StepUp;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.internal.jose.Environment;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.Issuers;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  interface Crud<T> {
    @RolesAllowed("admin")
    String save(T what);

    @DenyAll
    default String drop(List<T> what, T[] them) {
      return "";
    }
  }

  abstract static class Stored<K, V> implements Crud<V> {
    @RolesAllowed("admin")
    public abstract void put(K key, V value);

    @DenyAll
    private void save(Integer notOverridden) {}
  }

  static class Notes extends Stored<Integer, String> {
    @Override
    public String save(String what) {
      return what;
    }

    public String save(Integer overload) {
      return "";
    }

    @Override
    public String drop(List<String> what, String[] them) {
      return "";
    }

    @Override
    public void put(Integer key, String value) {}
  }

  /** As a proxy's class. */
  static class NotesProxy extends Notes {
    @Override
    public String save(String what) {
      return what;
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  static class Raw implements Crud {
    @Override
    public String save(Object what) {
      return "";
    }
  }

  static class Bounded<N extends Number> {
    @RolesAllowed("admin")
    public void take(N number) {}
  }

  static class Doubles extends Bounded<Double> {
    @Override
    public void take(Double number) {}
  }

  @Test
  void findsWhatAGenericInterfaceOrBaseSaysOfAMethod() throws Exception {
    for (Class<?> type : List.of(Notes.class, NotesProxy.class)) {
      assertThat(AccessRule.of(type, type.getMethod("save", String.class)).isOpen()).isFalse();
      assertThat(AccessRule.of(type, type.getMethod("put", Integer.class, String.class)).isOpen())
          .isFalse();
      assertThat(AccessRule.of(type, type.getMethod("drop", List.class, String[].class)).isOpen())
          .isFalse();
    }
    assertThat(AccessRule.of(Raw.class, Raw.class.getMethod("save", Object.class)).isOpen())
        .isFalse();
    assertThat(AccessRule.of(Doubles.class, Doubles.class.getMethod("take", Double.class)).isOpen())
        .isFalse();
  }

  static class Annotated implements Crud<String> {
    @Override
    @PermitAll
    public String save(String what) {
      return what;
    }
  }

  @Test
  void readsTheSameWhenTheCallComesByTheGenericInterface() throws Exception {
    Method bridge = Notes.class.getDeclaredMethod("save", Object.class);
    assertThat(bridge.isBridge()).isTrue();
    assertThat(AccessRule.of(Notes.class, bridge).isOpen()).isFalse();
    Method opened = Annotated.class.getDeclaredMethod("save", Object.class);
    assertThat(AccessRule.of(Annotated.class, opened).isOpen()).isTrue();
    assertThat(AccessRule.of(NotesProxy.class, bridge).isOpen()).isFalse();
  }

  @Test
  void takesNothingFromAnOverloadOrAPrivateMethod() throws Exception {
    assertThat(AccessRule.of(Notes.class, Notes.class.getMethod("save", Integer.class)).isOpen())
        .isTrue();
  }

  @Test
  void anAuthenticationAtNoPossibleTimeIsNotFresh() throws Exception {
    AccessRule fresh = rule(Fresh.class, "method");
    Instant now = Instant.now();
    try (TestIssuer issuer = TestIssuer.start();
        Issuers issuers = open(issuer)) {
      for (Object time : List.of("1e30", "-5e20", "1e99999", "\"soon\"", "null", "[]")) {
        TestTokens token = TestTokens.valid(issuer.issuer(), issuer.current(), now);
        String claims = token.claimsJson().replaceFirst("\\{", "{\"auth_time\":" + time + ",");
        Caller caller = new TokenCaller(issuers.verify(token.rawClaims(claims).sign()));
        assertThatThrownBy(() -> fresh.check(caller, now))
            .as("auth_time " + time)
            .isInstanceOfSatisfying(
                IdentityException.class,
                refusal -> assertThat(refusal.getReason()).isEqualTo(Reason.STEP_UP_REQUIRED));
      }
      TestTokens good = TestTokens.valid(issuer.issuer(), issuer.current(), now);
      UserIdentity identity = issuers.verify(good.fromNow("auth_time", -50).sign());
      fresh.check(new TokenCaller(identity), now);
      assertThatThrownBy(() -> fresh.check(new TokenCaller(identity), now.plusSeconds(20)))
          .isInstanceOf(IdentityException.class);
      // No moment that a number can name is too far away to be compared.
      UserIdentity latest =
          issuers.verify(
              TestTokens.valid(issuer.issuer(), issuer.current(), now)
                  .claim("auth_time", 31_556_889_864_403_199L)
                  .sign());
      fresh.check(new TokenCaller(latest), now);
    }
  }

  static class Fresh {
    @StepUp(maxAge = 60)
    public void method() {}
  }

  private record TokenCaller(UserIdentity user) implements Caller {
    @Override
    public Optional<UserIdentity> identity() {
      return Optional.of(user);
    }

    @Override
    public boolean isKnown() {
      return true;
    }

    @Override
    public boolean isInRole(String role) {
      return user.getRoles().contains(role);
    }
  }

  private static Issuers open(TestIssuer issuer) {
    Map<String, String> keys =
        Map.of(
            "aval.providers.one.domain",
            issuer.issuer(),
            "aval.providers.one.application-id",
            "app");
    var config = ConfigReader.read(ConfigSource.of("test", keys)).config();
    HttpFetch fetch = new HttpFetch(config.http());
    ClassLoader loader = AccessRuleTest.class.getClassLoader();
    return Issuers.open(config, new Environment(Clock.systemUTC(), fetch, Runnable::run, loader));
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
