package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.config.IdentityConfig;
import io.aval.testing.Behaviour;
import io.aval.testing.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HttpFetchTest {
  private static final int MEBIBYTE = 1 << 20;

  private final TestIssuer issuer = TestIssuer.start();
  private final HttpFetch fetch = new HttpFetch(KeyFixture.PLAIN);
  private final HttpFetch impatient = KeyFixture.impatient(Duration.ofMillis(400));

  @AfterEach
  void close() {
    issuer.close();
  }

  @Test
  void getsTheBodyAndItsAge() throws IOException {
    assertThat(fetch.get(issuer.jwksUri()).maxAge()).isEmpty();
    issuer.maxAge(Duration.ofSeconds(90));
    Fetch.Fetched answer = fetch.get(issuer.jwksUri());
    assertThat(answer.maxAge()).contains(Duration.ofSeconds(90));
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"keys\"");
  }

  @Test
  void readsEveryFormOfMaxAge() throws Exception {
    assertThat(ageOf("max-age=5")).contains(Duration.ofSeconds(5));
    assertThat(ageOf("public, Max-Age=\"6\" , must-revalidate")).contains(Duration.ofSeconds(6));
    assertThat(ageOf("s-maxage=9")).isEmpty();
    assertThat(ageOf("max-age=-1")).isEmpty();
    assertThat(ageOf("max-age=99999999999999999999").orElseThrow())
        .isGreaterThan(Duration.ofDays(365));
  }

  private Optional<Duration> ageOf(String cacheControl) throws Exception {
    return raw("HTTP/1.1 200 OK\r\nCache-Control: " + cacheControl + "\r\n\r\n{}").maxAge();
  }

  @Test
  void givesUpOnAnIssuerThatSaysNothing() {
    issuer.jwks(Behaviour.stall());
    assertEndsInTime();
  }

  @Test
  void givesUpOnABodyThatDrips() {
    issuer.jwks(Behaviour.drip(Duration.ofMillis(20)));
    assertEndsInTime();
  }

  @Test
  void givesUpOnAHeaderThatDrips() {
    String endless = "HTTP/1.1 200 OK\r\nX: " + "y".repeat(200) + "\r\n\r\n{}";
    assertThatThrownBy(() -> raw(endless, 20)).hasMessageMatching(".*(in time|timed out).*");
  }

  private void assertEndsInTime() {
    long begin = System.nanoTime();
    assertThatThrownBy(() -> impatient.get(issuer.jwksUri())).isInstanceOf(IOException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(2));
  }

  @Test
  void failsWhenTheConnectionBreaks() {
    issuer.jwks(Behaviour.hangUp());
    assertThatThrownBy(() -> fetch.get(issuer.jwksUri())).hasMessageContaining("broke off");
    issuer.jwks(Behaviour.breakOff());
    assertThatThrownBy(() -> fetch.get(issuer.jwksUri())).hasMessageContaining("broke off");
  }

  @Test
  void failsWhenNobodyListens() {
    URI place = issuer.jwksUri();
    issuer.close();
    assertThatThrownBy(() -> fetch.get(place)).isInstanceOf(IOException.class);
  }

  @Test
  void onlyTwoHundredIsAnAnswer() {
    for (int status : new int[] {201, 204, 304, 401, 404, 500, 503}) {
      issuer.jwks(Behaviour.status(status, status == 204 || status == 304 ? "" : "{}"));
      assertThatThrownBy(() -> fetch.get(issuer.jwksUri()))
          .hasMessageContaining(String.valueOf(status));
    }
  }

  @Test
  void acceptsAMebibyteAndNotAByteMore() throws IOException {
    for (boolean announced : new boolean[] {true, false}) {
      issuer.jwks(Behaviour.padded(MEBIBYTE, announced));
      assertThat(fetch.get(issuer.jwksUri()).body()).hasSize(MEBIBYTE);
      issuer.jwks(Behaviour.padded(MEBIBYTE + 1, announced));
      assertThatThrownBy(() -> fetch.get(issuer.jwksUri())).hasMessageContaining("larger");
    }
  }

  @Test
  void stopsReadingFiftyMegabytes() {
    issuer.jwks(Behaviour.padded(50L * MEBIBYTE, false));
    assertThatThrownBy(() -> fetch.get(issuer.jwksUri())).hasMessageContaining("larger");
  }

  @Test
  void followsTwoRedirectsOnTheSameServerAndNoThird() throws IOException {
    issuer.discovery(Behaviour.redirect("/jwks.json"));
    assertThat(new String(fetch.get(issuer.discoveryUri()).body(), StandardCharsets.UTF_8))
        .contains("\"keys\"");
    int[] count = {0};
    issuer.jwks(
        (exchange, honest, closing) ->
            (++count[0] <= 2 ? Behaviour.redirect("?again") : Behaviour.honest())
                .answer(exchange, honest, closing));
    assertThat(fetch.get(issuer.jwksUri()).body()).isNotEmpty();
    issuer.jwks(Behaviour.redirect(issuer.jwksUri().toString()));
    int before = issuer.jwksRequests();
    assertThatThrownBy(() -> fetch.get(issuer.jwksUri())).hasMessageContaining("redirects");
    assertThat(issuer.jwksRequests() - before).isEqualTo(3);
  }

  @Test
  void followsNoRedirectToAnotherSchemeHostOrPort() {
    try (TestIssuer other = TestIssuer.start()) {
      int port = issuer.jwksUri().getPort();
      for (String place :
          new String[] {
            other.jwksUri().toString(),
            "https://127.0.0.1:" + port + "/jwks.json",
            "http://localhost:" + port + "/jwks.json",
            "//example.com/jwks.json",
            "file:///etc/passwd",
            "data:,x",
            ":::"
          }) {
        issuer.jwks(Behaviour.redirect(place));
        assertThatThrownBy(() -> fetch.get(issuer.jwksUri())).isInstanceOf(IOException.class);
      }
      assertThat(other.jwksRequests()).isZero();
    }
  }

  @Test
  void readsWhateverHttpAllows() throws Exception {
    String head = "HTTP/1.1 200 OK\r\n";
    assertThat(body(raw(head + "\r\n{}"))).isEqualTo("{}");
    assertThat(body(raw(head + "content-length: 2\r\n\r\n{}rest"))).isEqualTo("{}");
    assertThat(body(raw("HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n" + head + "\r\n{}")))
        .isEqualTo("{}");
    String chunks = "Transfer-Encoding: Chunked\r\n\r\n1;x=y\r\n{\r\n01\r\n}\r\n0\r\n\r\n";
    assertThat(body(raw(head + chunks))).isEqualTo("{}");
  }

  @Test
  void refusesBrokenAnswers() {
    String head = "HTTP/1.1 200 OK\r\n";
    for (String broken :
        new String[] {
          "",
          "SSH-2.0-OpenSSH\r\n\r\n",
          "HTTP/2 200\r\n\r\n{}",
          head + "no colon\r\n\r\n{}",
          head + "X: " + "y".repeat(70_000) + "\r\n\r\n{}",
          head + "Content-Length: -1\r\n\r\n{}",
          head + "Content-Length: 2, 2\r\n\r\n{}",
          head + "Content-Length: 3\r\n\r\n{}",
          head + "Content-Encoding: gzip\r\n\r\n{}",
          head + "Transfer-Encoding: gzip, chunked\r\n\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n".repeat(9),
        }) {
      assertThatThrownBy(() -> raw(broken)).as(broken).isInstanceOf(IOException.class);
    }
  }

  @Test
  void asksAConfiguredProxyForWhatIsNotOnLoopback() throws Exception {
    URI place = URI.create("http://issuer.example/keys?a=b");
    String[] request = {""};
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI relay = URI.create("http://127.0.0.1:" + proxy.getLocalPort());
      HttpFetch through =
          new HttpFetch(new IdentityConfig.Http(Optional.empty(), Optional.of(relay)));
      serve(proxy, "HTTP/1.1 200 OK\r\n\r\n{}", 0, request);
      assertThat(body(through.get(place))).isEqualTo("{}");
      assertThat(request[0]).startsWith("GET http://issuer.example/keys?a=b HTTP/1.1\r\n");
      serve(proxy, "HTTP/1.1 407 No\r\n\r\n", 0, request);
      assertThatThrownBy(() -> through.get(URI.create("https://issuer.example/keys")))
          .hasMessageContaining("407")
          .hasMessageContaining("asks for credentials");
      assertThat(request[0]).startsWith("CONNECT issuer.example:443 HTTP/1.1\r\n");
      assertThat(through.get(issuer.jwksUri()).body()).as("loopback, directly").isNotEmpty();
    }
  }

  @Test
  void saysWhichAuthoritiesAreMissing() {
    IdentityConfig.Http http =
        new IdentityConfig.Http(Optional.of(Path.of("no", "such.pem")), Optional.empty());
    assertThatThrownBy(() -> new HttpFetch(http))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aval.http.ca-file")
        .hasMessageContaining("such.pem");
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    fetch.get(issuer.jwksUri());
    issuer.jwks(Behaviour.stall());
    assertThatThrownBy(() -> impatient.get(issuer.jwksUri())).isInstanceOf(IOException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .extracting(Thread::getName)
        .allMatch(name -> name.startsWith("test-issuer") || name.startsWith("HTTP-Dispatcher"));
  }

  private static String body(Fetch.Fetched fetched) {
    return new String(fetched.body(), StandardCharsets.UTF_8);
  }

  private Fetch.Fetched raw(String answer) throws Exception {
    return raw(answer, 0);
  }

  /** Fetches from a server that sends exactly this, byte by byte when there is a pause. */
  private Fetch.Fetched raw(String answer, int pauseMillis) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      serve(server, answer, pauseMillis, new String[1]);
      return impatient.get(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
    }
  }

  private static void serve(ServerSocket server, String answer, int pause, String[] request) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                byte[] read = new byte[4096];
                int length = socket.getInputStream().read(read);
                request[0] = new String(read, 0, length, StandardCharsets.US_ASCII);
                byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
                if (pause == 0) {
                  socket.getOutputStream().write(bytes);
                  return;
                }
                for (byte b : bytes) {
                  socket.getOutputStream().write(b);
                  Thread.sleep(pause);
                }
              } catch (IOException | InterruptedException e) {
                return; // the client had enough
              }
            },
            "test-issuer-raw");
    thread.setDaemon(true);
    thread.start();
  }
}
