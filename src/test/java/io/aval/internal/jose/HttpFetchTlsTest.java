package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.ProbeFinding.Check;
import io.aval.internal.jose.ProbeFinding.Outcome;
import io.aval.testing.PrivateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with a private authority, and what must not pass. */
@Timeout(60)
final class HttpFetchTlsTest {
  @TempDir Path directory;

  private final PrivateAuthority authority = PrivateAuthority.named("throw-away test authority");

  @Test
  void trustsTheAuthoritiesOfTheFileBesidesTheJvms() throws Exception {
    HttpsServer server = server("localhost");
    try {
      URI place = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      HttpFetch trusting = new HttpFetch(http(Optional.of(pem())));
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

  /** The authority's certificates are good for 90 days. */
  @Test
  void tellsAProbeUntilWhenTheCertificateIsGood() throws Exception {
    HttpsServer server = server("localhost");
    try {
      ProviderConfig provider =
          ProviderConfig.builder("a")
              .domain("https://localhost:" + server.getAddress().getPort())
              .applicationIds("notes")
              .build();
      assertCertificate(provider, Duration.ZERO, Outcome.PASSED, "localhost: good until 2");
      assertCertificate(provider, Duration.ofDays(80), Outcome.WARNED, ", 9 days");
    } finally {
      server.stop(0);
    }
  }

  private void assertCertificate(
      ProviderConfig provider, Duration later, Outcome outcome, String detail) throws Exception {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    ClassLoader resources = getClass().getClassLoader();
    assertThat(new ProviderProbe(http(Optional.of(pem())), clock, resources).probe(provider))
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
    HttpsServer server = server("other.example");
    try {
      URI place = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
      HttpFetch trusting = new HttpFetch(http(Optional.of(pem())));
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

  private Path pem() throws IOException {
    return authority.writePem(directory.resolve("ca.pem"));
  }

  private HttpsServer server(String host) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.serverOf(List.of(host))));
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
