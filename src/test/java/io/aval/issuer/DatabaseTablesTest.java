package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseTablesTest {
  private final JdbcConnectionPool source = Databases.h2();

  @AfterEach
  void close() {
    source.dispose();
  }

  /** Everything of this test's class path, loaded anew, but Liquibase. */
  private static final class WithoutLiquibase extends URLClassLoader {
    WithoutLiquibase() {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(WithoutLiquibase::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return new File(entry).toURI().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("liquibase.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    Object open(DataSource source) throws Throwable {
      try {
        return loadClass(IssuerDatabase.class.getName())
            .getMethod("open", DataSource.class, String.class)
            .invoke(null, source, "throw-away password of a test");
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  @Test
  void namesWhatToAddWhereThereAreNeitherTablesNorLiquibase() throws IOException {
    try (WithoutLiquibase without = new WithoutLiquibase()) {
      assertThatThrownBy(() -> without.open(source))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("add org.liquibase:liquibase-core:4.29.2 to the application")
          .hasMessageContaining("io/aval/issuer/db/");
    }
  }

  @Test
  void needsNoLiquibaseWhereTheTablesAreThere() throws Throwable {
    IssuerDatabase.open(source, "throw-away password of a test");
    try (WithoutLiquibase without = new WithoutLiquibase()) {
      assertThat(without.open(source)).hasToString("IssuerDatabase");
    }
  }

  @Test
  void tellsADatabaseThatIsNotThereFromOneWithoutTables() {
    PGSimpleDataSource gone = new PGSimpleDataSource();
    gone.setUrl("jdbc:postgresql://127.0.0.1:1/confidential");
    assertThatThrownBy(() -> IssuerDatabase.open(gone, "throw-away password of a test"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The issuer's database cannot be used: PSQLException, SQLState 08001, code 0");
  }

  /** The JDK asks it for every connection, plain sockets included. */
  private static final class Recorder extends ProxySelector {
    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();

    @Override
    public List<Proxy> select(URI uri) {
      asked.add(uri);
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // as good as connected: it was tried
    }
  }

  @Test
  void callsNobodyWhenItMakesTheTables() {
    ProxySelector before = ProxySelector.getDefault();
    Recorder recorder = new Recorder();
    ProxySelector.setDefault(recorder);
    try {
      IssuerDatabase.open(source, "throw-away password of a test");
      assertThat(recorder.asked).isEmpty();
      assertThatThrownBy(() -> new Socket("127.0.0.1", 1)).isInstanceOf(IOException.class);
      assertThat(recorder.asked).as("it would have been seen").hasSize(1);
    } finally {
      ProxySelector.setDefault(before);
    }
  }
}
