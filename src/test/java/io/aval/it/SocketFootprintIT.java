package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.it.app.RestApplication;
import io.aval.it.sockets.Journal;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What an idle authenticated connection costs the server's heap: {@code -Dit.sockets=10000} is the
 * measurement that the documentation quotes. The connections are bare sockets, so that the client
 * costs nothing.
 */
@ExtendWith(ArquillianExtension.class)
class SocketFootprintIT {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final int SOCKETS = Integer.getInteger("it.sockets", 500);
  private static final int WARM = 200;

  @ArquillianResource private URL base;

  @Deployment(testable = false)
  static WebArchive application() {
    return TestWar.named("socket-footprint")
        .packageOf(Journal.class)
        .classes(RestApplication.class)
        .parameter("aval.providers.main.domain", ISSUER.issuer())
        .parameter("aval.providers.main.application-id", "app")
        .parameter("aval.token-cache-size", "0")
        .archive();
  }

  private static String token(int user) {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("sub", "user-" + user)
        .claim("name", "User Number " + user)
        .claim("email", "user-" + user + "@example.test")
        .fromNow("exp", 7200)
        .sign();
  }

  @Test
  void costsABoundedNumberOfBytes() throws Exception {
    List<String> tokens = IntStream.range(0, SOCKETS).parallel().mapToObj(i -> token(i)).toList();
    open("unannotated", tokens.subList(0, WARM)).close();
    open("protected", tokens.subList(0, WARM)).close();
    long anonymous = perSocket("unannotated", null, tokens.size());
    long principal = perSocket("unannotated", tokens, tokens.size());
    long guarded = perSocket("protected", tokens, tokens.size());
    String report =
        String.format(
            Locale.ROOT,
            "%s, %d sockets: %d bytes each without a token, %d with its identity, %d guarded"
                + " (difference %d)%n",
            Server.current(),
            SOCKETS,
            anonymous,
            principal,
            guarded,
            guarded - principal);
    Files.writeString(
        Path.of("target", "websocket-footprint-" + Server.current() + ".txt"), report);
    assertThat(guarded - principal).as(report).isLessThan(8192);
  }

  private long perSocket(String path, List<String> tokens, int count) throws Exception {
    long before = ServerJvm.usedHeap();
    try (Opened opened = tokens == null ? open(path, count) : open(path, tokens)) {
      assertThat(opened.sockets()).hasSize(count);
      return (ServerJvm.usedHeap() - before) / count;
    }
  }

  private record Opened(List<Socket> sockets) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      for (Socket socket : sockets) {
        socket.getOutputStream().write(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
      }
      for (Socket socket : sockets) {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
          // until the server has closed it, too
        }
        socket.close();
      }
    }
  }

  private Opened open(String path, List<String> tokens) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (String token : tokens) {
      sockets.add(open(path, "Authorization: Bearer " + token + "\r\n"));
    }
    return new Opened(sockets);
  }

  private Opened open(String path, int count) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(open(path, ""));
    }
    return new Opened(sockets);
  }

  private Socket open(String path, String header) throws IOException {
    Socket socket = new Socket(base.getHost(), base.getPort());
    String request =
        "GET "
            + base.getPath()
            + path
            + " HTTP/1.1\r\nHost: "
            + base.getAuthority()
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + header
            + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    socket.setSoTimeout(20_000);
    String answer = "";
    InputStream in = socket.getInputStream();
    while (!answer.endsWith("\r\n\r\n")) {
      int next = in.read();
      assertThat(next).as(answer).isNotNegative();
      answer += (char) next;
    }
    assertThat(answer).startsWith("HTTP/1.1 101");
    return socket;
  }
}
