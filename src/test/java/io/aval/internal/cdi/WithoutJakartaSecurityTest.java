package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import io.aval.internal.request.CurrentCall;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Home;
import io.aval.testing.TestDoorkeeper;
import jakarta.enterprise.context.control.RequestContextController;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** A server without Jakarta Security, a plain servlet container with CDI for one. */
final class WithoutJakartaSecurityTest {

  /** Sees this process's classes, without those of Jakarta Security. */
  private static final class Server extends URLClassLoader {
    Server() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      List<URL> entries = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        try {
          entries.add(new File(entry).toURI().toURL());
        } catch (MalformedURLException e) {
          throw new IllegalStateException(e);
        }
      }
      return entries.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("jakarta.security.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  private static Doorkeeper nobodysDoorkeeper() {
    return TestDoorkeeper.of(
        token -> {
          throw new IdentityException(Reason.UNKNOWN_ISSUER);
        },
        new CdiSurroundings());
  }

  /** Runs on that server. */
  public static final class Application implements Callable<String> {
    @Override
    public String call() {
      Weld weld = new Weld().disableDiscovery().addExtension(new IdentityExtension());
      try (WeldContainer container = weld.initialize()) {
        ApplicationRoles roles = new ApplicationRoles();
        roles.connect(new Home(getClass().getClassLoader(), nobodysDoorkeeper()));
        container.select(RequestContextController.class).get().activate();
        UserIdentity user = container.select(UserIdentity.class).get();
        boolean known = container.select(CurrentCall.class).get().isInRole("admin");
        return SecurityApi.isThere() + " " + user.isAnonymous() + " " + known;
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void knowsItsCallersAllTheSame() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    try (Server server = new Server()) {
      thread.setContextClassLoader(server);
      Callable<String> application =
          (Callable<String>)
              server.loadClass(Application.class.getName()).getConstructor().newInstance();
      assertThat(application.call()).isEqualTo("false true false");
    } finally {
      thread.setContextClassLoader(usual);
    }
  }
}
