package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.issuer.LoopbackIssuer;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An issuer that runs until it is closed.
 *
 * @param server what carries its calls
 * @param secretKey with which servers call, for as long as it runs
 */
record DevIssuer(LoopbackServer server, String secretKey) implements AutoCloseable {
  private static final int SECRET_BYTES = 24;

  /**
   * What it is made of.
   *
   * @param templates the templates
   * @param keys the signing keys
   * @param users for whom tokens are minted
   * @param allowedOrigins origins beyond this machine whose pages may fetch tokens
   */
  record Parts(
      TemplateStore templates, SigningKeys keys, DevUsers users, List<String> allowedOrigins) {}

  /**
   * Starts it.
   *
   * @param port the port; 0 for any free one
   * @throws Trouble when the port is taken, or an origin is none
   */
  static DevIssuer start(int port, Parts parts, Clock clock) throws Trouble {
    String secretKey = newSecretKey();
    LoopbackServer server = LoopbackServer.bind(port);
    try {
      IdentityConfig config = config(server.url(), secretKey, parts.allowedOrigins());
      server.serve(
          LoopbackIssuer.open(
              config, parts.templates(), parts.keys(), parts.users().users(), clock));
      return new DevIssuer(server, secretKey);
    } catch (Trouble | RuntimeException fault) {
      server.close();
      throw fault;
    }
  }

  URI url() {
    return server.url();
  }

  private static IdentityConfig config(URI url, String secretKey, List<String> origins)
      throws Trouble {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("aval.issuer.enabled", "true");
    keys.put("aval.issuer.url", url.toString());
    keys.put("aval.issuer.secret-keys", "sha256:" + sha256(secretKey));
    if (!origins.isEmpty()) {
      keys.put("aval.allowed-origins", String.join(",", origins));
    }
    try {
      return ConfigReader.read(ConfigSource.of("aval issuer dev", keys)).config();
    } catch (ConfigException faults) {
      throw new Trouble(String.valueOf(faults.getMessage()));
    }
  }

  private static String newSecretKey() {
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    return "sk_test_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
