package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.ProbeFinding.Check;
import io.aval.internal.jose.ProbeFinding.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a private authority, and what must not pass. The key is made by keytool for the run. */
@Timeout(60)
final class HttpFetchTlsTest {
  private static final char[] PASSWORD = "throw-away".toCharArray();

  @TempDir Path directory;

  @Test
  void trustsTheAuthoritiesOfTheFileBesidesTheJvms() throws Exception {
    KeyStore store = keyStore("san=dns:localhost");
    HttpsServer server = server(store);
    try {
      URI place = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      HttpFetch trusting = new HttpFetch(http(Optional.of(pem(store))));
      assertThat(new String(trusting.get(place).body(), StandardCharsets.UTF_8)).isEqualTo("{}");
      HttpFetch plain = new HttpFetch(http(Optional.empty()));
      assertThatThrownBy(() -> plain.get(place))
          .hasRootCauseInstanceOf(Exception.class)
          .cause()
          .isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  /** keytool's certificates are good for 90 days. */
  @Test
  void tellsAProbeUntilWhenTheCertificateIsGood() throws Exception {
    KeyStore store = keyStore("san=dns:localhost");
    HttpsServer server = server(store);
    try {
      ProviderConfig provider =
          ProviderConfig.builder("a")
              .domain("https://localhost:" + server.getAddress().getPort())
              .applicationIds("notes")
              .build();
      assertCertificate(provider, store, Duration.ZERO, Outcome.PASSED, "localhost: good until 2");
      assertCertificate(provider, store, Duration.ofDays(80), Outcome.WARNED, ", 9 days");
    } finally {
      server.stop(0);
    }
  }

  private void assertCertificate(
      ProviderConfig provider, KeyStore store, Duration later, Outcome outcome, String detail)
      throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    ClassLoader resources = getClass().getClassLoader();
    assertThat(new ProviderProbe(http(Optional.of(pem(store))), clock, resources).probe(provider))
        .filteredOn(finding -> finding.check() == Check.CERTIFICATE)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.detail()).contains(detail);
              assertThat(finding.outcome()).isEqualTo(outcome);
            });
  }

  @Test
  void refusesATrustedCertificateOfAnotherHost() throws Exception {
    KeyStore store = keyStore("san=dns:other.example");
    HttpsServer server = server(store);
    try {
      URI place = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      HttpFetch trusting = new HttpFetch(http(Optional.of(pem(store))));
      assertThatThrownBy(() -> trusting.get(place)).cause().isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void givesUpOnAHandshakeThatNeverComes() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      HttpFetch fetch = KeyFixture.impatient(Duration.ofMillis(400));
      URI place = URI.create("https://localhost:" + silent.getLocalPort() + "/");
      long begin = System.nanoTime();
      assertThatThrownBy(() -> fetch.get(place)).isInstanceOf(IOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
  }

  private static IdentityConfig.Http http(Optional<Path> authorities) {
    return new IdentityConfig.Http(authorities, Optional.empty());
  }

  private KeyStore keyStore(String extension) throws Exception {
    Path file = directory.resolve("throw-away.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=throw-away test key",
                "-ext",
                extension,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Path pem(KeyStore store) throws Exception {
    Certificate certificate = store.getCertificate("a");
    String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return Files.writeString(
        directory.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
  }

  private static HttpsServer server(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    return server;
  }
}
