package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void mayNotBeInBoth() throws Exception {
    try (URLClassLoader ear = new URLClassLoader(new URL[] {copy("lib")}, null);
        URLClassLoader war = new URLClassLoader(new URL[] {copy("WEB-INF")}, ear)) {
      assertThat(JarPlace.twice(war)).get().asString().contains("lib/", "WEB-INF/", "one place");
    }
  }
}
