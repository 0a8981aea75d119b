package io.aval.config;

import static io.aval.config.ConfigKey.Form.CHOICE;
import static io.aval.config.ConfigKey.Form.FILE;
import static io.aval.config.ConfigKey.Form.LIST;
import static io.aval.config.ConfigKey.Form.SIZE;
import static io.aval.config.ConfigKey.Form.TEXT;
import static io.aval.config.ConfigKey.Form.URL;

import io.aval.config.ConfigKey.Form;
import io.aval.config.ConfigKey.Group;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of an application that belong to no provider and no issuer: a part of the catalogue. */
final class ApplicationKeys {
  static final ConfigKey PRINCIPAL_NAME =
      key(
          "principal-name",
          Group.APPLICATION,
          TEXT,
          "token-identifier",
          "What `getUserPrincipal().getName()` says: `token-identifier`, which is unique across"
              + " issuers, `subject`, or a claim path.");
  static final ConfigKey TOKEN_SOURCES =
      key(
          "token-sources",
          Group.APPLICATION,
          LIST,
          "header",
          "Where a token is looked for, in order: `header` (`Authorization: Bearer`),"
              + " `header:<name>`, `cookie:<name>`, `query:<name>`, `form`. The last two warn.");
  static final ConfigKey ALLOWED_ORIGINS =
      key(
          "allowed-origins",
          Group.APPLICATION,
          LIST,
          null,
          "Origins (`https://app.example.com`) whose pages may call with a cookie, open a WebSocket,"
              + " and read all answers (CORS); without it only the application's own.");
  static final ConfigKey ERROR_DETAILS =
      key(
          "error-details",
          Group.APPLICATION,
          CHOICE,
          "full",
          "`full`: a refusal says its reason. `status`: it has status and RFC 6750 error, nothing"
              + " more.");
  static final ConfigKey INVALID_TOKEN =
      key(
          "invalid-token",
          Group.APPLICATION,
          CHOICE,
          "reject",
          "`reject`: a call with a bad token is refused. `defer`: only when the code asks for the"
              + " identity, but for a WebSocket's handshake, which is refused.");
  static final ConfigKey CONTAINER_SECURITY =
      key(
          "container-security",
          Group.APPLICATION,
          CHOICE,
          "auto",
          "Whether the Jakarta Security mechanism is installed: `auto`, where nothing else claims the"
              + " application; `on`; `off`.");
  static final ConfigKey MAX_TOKEN_SIZE =
      key(
          "max-token-size",
          Group.APPLICATION,
          SIZE,
          "16384",
          "The longest token accepted, in bytes; from `1KiB` to `1MiB`.");
  static final ConfigKey TOKEN_CACHE_SIZE =
      key(
          "token-cache-size",
          Group.APPLICATION,
          SIZE,
          "8MiB",
          "Bound of the cache of verified tokens, at most `1GiB`; `0` switches it off.");
  static final ConfigKey CA_FILE =
      key(
          "http.ca-file",
          Group.HTTP,
          FILE,
          null,
          "PEM file with authorities that are trusted beside the JVM's when keys are fetched.");
  static final ConfigKey PROXY =
      key(
          "http.proxy",
          Group.HTTP,
          URL,
          null,
          "Proxy to fetch keys through, `http://host:port`; without it, the JVM's, which may make"
              + " exceptions (`http.nonProxyHosts`). Loopback is always reached directly. A proxy"
              + " that asks for a user name and password (407) cannot be used.");

  private ApplicationKeys() {}

  /** In the order of the reference. */
  static List<ConfigKey> all() {
    return List.of(
        PRINCIPAL_NAME,
        TOKEN_SOURCES,
        ALLOWED_ORIGINS,
        ERROR_DETAILS,
        INVALID_TOKEN,
        CONTAINER_SECURITY,
        MAX_TOKEN_SIZE,
        TOKEN_CACHE_SIZE,
        CA_FILE,
        PROXY);
  }

  private static ConfigKey key(
      String name, Group group, Form form, @Nullable String defaultValue, String meaning) {
    return new ConfigKey(
        ConfigKeys.PREFIX + name, group, form, Optional.ofNullable(defaultValue), meaning);
  }
}
