package io.aval.testing.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.testing.NodeProcess;
import io.aval.testing.NodeProgram;
import io.aval.testing.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/**
 * The OpenID Connect provider of npm, a process on loopback. Its access tokens for a resource are
 * JWTs after RFC 9068, others are opaque; two clients are registered, a worker and a page.
 */
public final class OidcProvider implements AutoCloseable {
  /** The API that tokens are asked for. */
  public static final String RESOURCE = "https://notes.example.com/api";

  /** The same API, for tokens that live for a second. */
  public static final String BRIEF_RESOURCE = "https://notes.example.com/brief";

  /** Another API. */
  public static final String OTHER_RESOURCE = "https://other.example.com/api";

  /** The page's client id, and the audience of its ID tokens. */
  public static final String PAGE = "notes";

  /** The worker's client id. */
  public static final String WORKER = "worker";

  /** The worker's secret. */
  public static final String SECRET = "throw-away";

  static final String REDIRECT = "http://127.0.0.1/callback";

  private final String issuer;
  private final NodeProcess process;

  private OidcProvider(String issuer, NodeProcess process) {
    this.issuer = issuer;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param node where it is installed
   * @param issuer its URL, with the port on which it listens
   * @param keys of which the first signs
   */
  public static OidcProvider start(NodeProgram node, String issuer, TestKey... keys)
      throws IOException, InterruptedException {
    Path given = Files.createTempFile(node.folder().toAbsolutePath(), "provider", ".json");
    Files.writeString(
        given,
        JsonUtil.toJson(
            Map.of(
                "issuer",
                issuer,
                "keys",
                List.of(keys).stream().map(TestKey::privateJwk).toList(),
                "secret",
                SECRET,
                "redirect",
                REDIRECT,
                "resources",
                Map.of(
                    RESOURCE, resource(RESOURCE, 600),
                    BRIEF_RESOURCE, resource(RESOURCE, 1),
                    OTHER_RESOURCE, resource(OTHER_RESOURCE, 600)))));
    return new OidcProvider(issuer, node.start("oidc-provider.mjs", given.toString()));
  }

  private static Map<String, Object> resource(String audience, int seconds) {
    return Map.of("audience", audience, "seconds", seconds);
  }

  /** A user signs in at the page, which asks for tokens for {@link #RESOURCE}. */
  public Map<String, Object> signIn(String user) throws IOException, InterruptedException {
    Map<String, Object> tokens = new CodeFlow(issuer).signIn(user);
    assertThat(tokens).containsKeys("access_token", "id_token");
    return tokens;
  }

  @Override
  public void close() {
    process.close();
  }
}
