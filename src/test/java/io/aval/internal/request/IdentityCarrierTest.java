package io.aval.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.UserIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.security.Principal;
import org.junit.jupiter.api.Test;

/** Whose principals are whose. */
class IdentityCarrierTest {
  private static final UserIdentity ANYBODY = AnonymousIdentity.INSTANCE;

  /** Loads Aval's classes anew, as the class loader of another application does. */
  private static final class Elsewhere extends ClassLoader {
    Elsewhere() {
      super(IdentityCarrierTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("io.aval.internal.request.Identity")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? again(name) : loaded;
    }

    private Class<?> again(String name) {
      try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = file.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void knowsAPrincipalByTheIdentityItWasMadeOf() {
    IdentityPrincipal principal = new IdentityPrincipal("name", ANYBODY);
    assertThat(IdentityCarrier.standsFor(principal, ANYBODY)).isTrue();
    assertThat(IdentityCarrier.isOther(principal, ANYBODY)).isFalse();
    assertThat(IdentityCarrier.isOther(principal, null)).isTrue();
    assertThat(IdentityCarrier.isOther(() -> "name", ANYBODY)).isFalse();
    assertThat(IdentityCarrier.isOther(null, ANYBODY)).isFalse();
  }

  @Test
  void knowsThePrincipalOfAnotherApplicationsAval() throws Exception {
    Constructor<?> constructor =
        new Elsewhere()
            .loadClass(IdentityPrincipal.class.getName())
            .getConstructor(String.class, UserIdentity.class);
    Principal foreign = (Principal) constructor.newInstance("name", ANYBODY);
    assertThat(foreign).isNotInstanceOf(IdentityCarrier.class);
    assertThat(IdentityCarrier.isOne(foreign)).isTrue();
    assertThat(IdentityCarrier.standsFor(foreign, ANYBODY)).isFalse();
    assertThat(IdentityCarrier.isOther(foreign, ANYBODY)).isTrue();
  }
}
