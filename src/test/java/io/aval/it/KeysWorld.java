package io.aval.it;

import io.aval.testing.LoopbackSite;
import io.aval.testing.LoopbackWorld;
import io.aval.testing.PrivateAuthority;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestKey;
import io.aval.testing.TestTokens;
import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The issuers of {@link IssuerKeysIT} and {@link IssuerOutageIT}, and where their keys are. */
final class KeysWorld implements AutoCloseable {
  static final String WELL_KNOWN = "/.well-known/openid-configuration";

  /** The same id everywhere: a key must mean nothing beyond its issuer. */
  private static final String KID = "key-1";

  private final Map<String, TestKey> keys = new LinkedHashMap<>();
  private final Map<String, String> documents = new LinkedHashMap<>();
  private final LoopbackSite foreign;
  private final LoopbackWorld world;

  /** Somebody on this machine, whom no proxy reaches. */
  final TestIssuer local = TestIssuer.start();

  KeysWorld() {
    publish("plain", "https://plain.example", "https://plain.example" + WELL_KNOWN);
    publish("moved", "https://public.example", "https://inner.example:8443/conf");
    keySet("placed", "https://keys.example/placed.json");
    publish("one", "https://login.example/one/v2.0", "https://login.example/one/v2.0" + WELL_KNOWN);
    publish("two", "https://login.example/two/v2.0", "https://login.example/two/v2.0" + WELL_KNOWN);
    publish("policy", "https://b2c.example/one/v2.0", "https://b2c.example/one/policy/conf");
    publish("all", "https://all.example/{tenantid}/v2.0", "https://all.example/common/conf");
    keySet("shared", "https://keys.example/shared.json");
    publish("liar", "https://other.example", "https://liar.example" + WELL_KNOWN);
    publish("locked", "https://locked.example", "https://locked.example" + WELL_KNOWN);
    keySet("open", "http://open.example/keys.json");
    keySet("locked-open", "http://locked-open.example/keys.json");
    world = LoopbackWorld.start(Path.of("target"), documents);
    world.proxy().lock("locked.example:443");
    world.proxy().lock("locked-open.example:80");
    foreign =
        LoopbackSite.https(PrivateAuthority.named("foreign").serverOf(List.of("foreign.example")));
    world.proxy().know("foreign.example:443", foreign.port());
  }

  private void publish(String name, String issuer, String discovery) {
    String jwks = discovery + ".keys";
    documents.put(
        discovery,
        Json.createObjectBuilder().add("issuer", issuer).add("jwks_uri", jwks).build().toString());
    keySet(name, jwks);
  }

  private void keySet(String name, String url) {
    TestKey key = TestKey.generate(KID, "P-256");
    keys.put(name, key);
    documents.put(url, TestKey.keySet(List.of(key)));
  }

  /** A good token, signed by the key that is published under a name. */
  TestTokens token(String issuer, String key) {
    return TestTokens.valid(issuer, keys.get(key), Instant.now()).algorithm("ES256");
  }

  /** A good token of the issuer on this machine. */
  TestTokens localToken() {
    return TestTokens.valid(local.issuer(), local.current(), Instant.now());
  }

  LoopbackWorld outside() {
    return world;
  }

  @Override
  public void close() {
    world.close();
    foreign.close();
    local.close();
  }
}
