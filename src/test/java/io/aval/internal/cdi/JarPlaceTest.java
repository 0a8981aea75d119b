package io.aval.internal.cdi;

import static io.aval.config.IdentityConfig.ContainerSecurity.AUTO;
import static io.aval.config.IdentityConfig.ContainerSecurity.OFF;
import static io.aval.config.IdentityConfig.ContainerSecurity.ON;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.config.IdentityConfig.ContainerSecurity;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the jar lies, and whether it lies there once. */
class JarPlaceTest {
  @TempDir private Path directory;

  private URL copy(String place) throws IOException {
    String name = AvalInitializer.class.getName().replace('.', '/') + ".class";
    Path file = directory.resolve(place).resolve(name);
    Files.createDirectories(file.getParent());
    try (InputStream original = AvalInitializer.class.getClassLoader().getResourceAsStream(name)) {
      Files.copy(original, file);
    }
    return directory.resolve(place).toUri().toURL();
  }

  @Test
  void mayBeInTheWebApplicationOrBesideIt() throws Exception {
    try (URLClassLoader ear = new URLClassLoader(new URL[] {copy("lib")}, null);
        URLClassLoader war = new URLClassLoader(new URL[0], ear)) {
      assertThat(JarPlace.twice(ear)).isEmpty();
      assertThat(JarPlace.twice(war)).isEmpty();
    }
  }

  @Test
  void mayBeTheSamePlaceSeenTwice() throws Exception {
    URL lib = copy("lib");
    try (URLClassLoader ear = new URLClassLoader(new URL[] {lib}, null);
        URLClassLoader war = new URLClassLoader(new URL[] {lib}, ear)) {
      assertThat(JarPlace.twice(war)).isEmpty();
    }
  }

  @Test
  void needsAMechanismInEachWebApplicationWhereOneHasOne() {
    ClassLoader own = new ClassLoader(getClass().getClassLoader()) {};
    Set<Class<?>> two = Set.of(Own.class, Strange.class);
    assertThat(refused(own, Set.of(), AUTO, "WildFly")).isEmpty();
    assertThat(refused(own, two, AUTO, "WildFly")).isEmpty();
    ClassLoader other = ClassLoader.getPlatformClassLoader();
    for (ContainerSecurity wanted : ContainerSecurity.values()) {
      assertThat(refused(other, two, wanted, "WildFly").isPresent()).isEqualTo(wanted != ON);
      assertThat(refused(other, two, wanted, "Payara").isPresent()).isEqualTo(wanted == AUTO);
    }
    assertThat(refused(other, Set.of(Own.class), AUTO, "Payara").orElseThrow())
        .contains(Own.class.getName(), "container-security=off");
    assertThat(refused(other, two, OFF, "WildFly").orElseThrow()).doesNotContain("=off");
  }

  private static Optional<String> refused(
      ClassLoader application, Set<Class<?>> mechanisms, ContainerSecurity wanted, String server) {
    ServletContext context =
        (ServletContext)
            Proxy.newProxyInstance(
                JarPlaceTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getServerInfo") ? server + " 1" : application);
    return JarPlace.besideMechanisms(context, mechanisms, wanted);
  }

  private static final class Own {}

  private static final class Strange {}

  @Test
  void mayNotBeInBoth() throws Exception {
    try (URLClassLoader ear = new URLClassLoader(new URL[] {copy("lib")}, null);
        URLClassLoader war = new URLClassLoader(new URL[] {copy("WEB-INF")}, ear)) {
      assertThat(JarPlace.twice(war)).get().asString().contains("lib/", "WEB-INF/", "one place");
    }
  }
}
