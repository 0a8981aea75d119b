package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.internal.cli.DevRun.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, as a page, a program and a stranger call it. */
class IssuerDevTest {
  private static final String MINT = "POST /v1/client/sessions/sess_ada/tokens/convex";
  private static final String DISCOVERY = "GET /.well-known/openid-configuration";
  private static final String JWKS = "GET /.well-known/jwks.json";

  @TempDir private Path project;

  @Test
  void mintsWhatAProjectAcceptsThatWasToldToByTheLineThatItPrints() throws Exception {
    try (DevRun dev = start()) {
      Path webXml = Files.createDirectories(project.resolve("trusting")).resolve("web.xml");
      String[] words = dev.after("  aval auth add ").split(" ");
      List<Object> add = new ArrayList<>(List.of("auth", "add"));
      add.addAll(List.of(words));
      add.addAll(List.of("--web-xml", webXml));
      CommandRun.of(add.toArray()).done();

      String curl = dev.after("  curl -s -X POST ");
      String token = dev.call("POST " + URI.create(curl).getPath()).jwt();
      CommandRun run = CommandRun.with(token, "token", "explain", "-", "--web-xml", webXml);

      assertThat(run.done())
          .startsWith("Accepted.")
          .contains("\"tokenIdentifier\": \"" + dev.url() + "|user_ada\"")
          .contains("\"name\": \"Ada Lovelace\"")
          .contains("\"email\": \"ada@example.com\"");
    }
  }

  @Test
  void endsWhenItIsToldToAndGivesItsPortBack() throws Exception {
    DevRun dev = start();
    int port = dev.url().getPort();

    assertThat(dev.end()).isZero();

    // The JDK's server gives the port back a moment after it was told to stop.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (isOpen(port)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    try (DevRun again = start("--port", port)) {
      assertThat(again.url().getPort()).isEqualTo(port);
      assertThat(CommandRun.of("issuer", "dev", "--port", port).notDone())
          .contains("Port " + port + " cannot be used");
    }
  }

  @Test
  void letsPagesOfThisMachineReadItAndNoOthers() throws Exception {
    try (DevRun dev = start("--allow-origin", "https://preview.example.com")) {
      for (String origin :
          List.of(
              "http://localhost:5173", "http://127.0.0.1:3000", "https://preview.example.com")) {
        Reply minted = dev.call(MINT, "Origin: " + origin, "Sec-Fetch-Site: cross-site");
        assertThat(minted.jwt()).isNotEmpty();
        assertThat(minted.head())
            .containsIgnoringCase("Access-Control-Allow-Origin: " + origin)
            .containsIgnoringCase("Vary: Origin");
        assertThat(dev.call(MINT.replace("POST", "OPTIONS"), "Origin: " + origin).status())
            .isEqualTo(204);
      }
      for (String origin :
          List.of(
              "https://evil.test",
              "null",
              "http://localhost.evil.test",
              "http://evil.test/localhost:5173")) {
        Reply refused = dev.call(MINT, "Origin: " + origin);
        assertThat(refused.status()).as(origin).isEqualTo(403);
        assertThat(refused.head()).doesNotContainIgnoringCase("Access-Control-Allow-Origin");
        assertThat(refused.body()).contains("origin_invalid").doesNotContain("jwt\"");
      }
      assertThat(dev.call(MINT, "Sec-Fetch-Site: cross-site").status()).isEqualTo(403);
    }
  }

  @Test
  void answersNobodyWhoCallsItByAnotherNameOrThroughAProxy() throws Exception {
    try (DevRun dev = start()) {
      for (String line : List.of(MINT, DISCOVERY, JWKS, "GET /v1/client", "GET /nothing")) {
        for (String host : List.of("rebound.test", "rebound.test:80", "localhost.evil.test", "")) {
          Reply refused = dev.callAs(host, line);
          assertThat(refused.status()).as(host + " " + line).isEqualTo(403);
          assertThat(refused.body()).contains("authorization_invalid");
        }
        assertThat(dev.call(line, "X-Forwarded-For: 10.0.0.1").status()).isEqualTo(403);
      }
    }
  }

  @Test
  void isReachedFromThisMachineAlone() throws Exception {
    try (DevRun dev = start()) {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : each.inetAddresses().toList()) {
          if (!address.isLoopbackAddress()) {
            InetSocketAddress there = new InetSocketAddress(address, dev.url().getPort());
            assertThatThrownBy(
                    () -> {
                      try (Socket socket = new Socket()) {
                        socket.connect(there, 2_000);
                      }
                    })
                .as(address.toString())
                .isInstanceOf(IOException.class);
          }
        }
      }
    }
  }

  @Test
  void answersServersThatHaveItsSecretKey() throws Exception {
    try (DevRun dev = start()) {
      String line = "POST /v1/sessions/sess_grace/tokens/convex";
      String right = "Authorization: Bearer " + dev.secretKey();
      assertThat(dev.call(line, right).jwt()).isNotEmpty();
      assertThat(dev.call("GET /v1/jwt_templates", right).body()).contains("\"name\":\"convex\"");
      assertThat(dev.call(line, right + "x").status()).isEqualTo(401);
      assertThat(dev.call(line).status()).isEqualTo(401);
      assertThat(dev.secretKey()).startsWith("sk_test_").hasSizeGreaterThan(35);
    }
  }

  @Test
  void answersOtherMethodsAndPathsAsTheServletsDo() throws Exception {
    try (DevRun dev = start()) {
      Reply head = dev.call(JWKS.replace("GET", "HEAD"));
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.head()).containsIgnoringCase("Cache-Control: public, max-age=300");
      assertThat(dev.call(JWKS.replace("GET", "POST")).head())
          .startsWith("HTTP/1.1 405")
          .containsIgnoringCase("Allow: GET, HEAD, OPTIONS");
      assertThat(dev.call(MINT.replace("POST", "GET")).status()).isEqualTo(405);
      for (String path : List.of("/", "/v1/clients", "/v1/client/", "/v1/client/sessions/%2e%2e")) {
        assertThat(dev.call("GET " + path).status()).as(path).isEqualTo(404);
      }
      assertThat(dev.call(MINT.replace("ada", "mallory")).status()).isEqualTo(404);
      assertThat(dev.call("GET /v1/client").body()).contains("sess_ada", "sess_grace");
    }
  }

  @Test
  void takesTheProjectsOwnTemplatesAndUsersAndSeesEdits() throws Exception {
    Path webXml = CommandRun.webXml(project, Map.of("aval.issuer.enabled", "true"));
    Path webInf = webXml.getParent();
    Path templates = Files.createDirectories(webInf.resolve("jwt-templates"));
    Files.writeString(webInf.resolve("demo-users.json"), "[{\"id\":\"u1\",\"username\":\"eve\"}]");
    Files.writeString(
        templates.resolve("mine.json"), "{\"name\":\"mine\",\"claims\":{\"aud\":\"notes\"}}");
    try (DevRun dev = start("--web-xml", webXml)) {
      assertThat(dev.told())
          .contains("Templates    mine\n")
          .contains("Users        eve (" + webInf.resolve("demo-users.json") + ")")
          .contains("--application-id notes");
      String mint = "POST /v1/client/sessions/sess_eve/tokens/mine";
      assertThat(dev.call(mint).status()).isEqualTo(200);

      Files.writeString(
          templates.resolve("mine.json"), "{\"name\":\"mine\",\"claims\":{\"sub\":\"me\"}}");
      assertThat(dev.call(mint).body()).contains("jwt_template_reserved_claim", "mine.json");
      assertThat(dev.call(MINT.replace("ada", "eve")).status()).isGreaterThanOrEqualTo(400);
    }
  }

  @Test
  void saysWhatIsMissingBeforeItBegins() throws Exception {
    Path users = project.resolve("users.json");
    Files.writeString(users, "[]");
    assertThat(CommandRun.of("issuer", "dev", "--users", users).notDone())
        .contains("There are no users in");
    assertThat(CommandRun.of("issuer", "dev", "--users", project.resolve("none")).notDone())
        .contains("none");
    assertThat(CommandRun.of("issuer", "dev", "--templates", project.resolve("none")).notDone())
        .contains("There is no directory");
    assertThat(CommandRun.of("issuer", "dev", "--keys", project.resolve("keys.p12")).notDone())
        .contains(KeysFile.PASSWORD_VARIABLE);
  }

  private static DevRun start(Object... options) throws Exception {
    return DevRun.start(options);
  }

  private static boolean isOpen(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (ConnectException refused) {
      return false;
    }
  }
}
