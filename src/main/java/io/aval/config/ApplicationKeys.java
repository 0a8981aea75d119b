package io.aval.config;

import static io.aval.config.ConfigKey.Form.BOOLEAN;
import static io.aval.config.ConfigKey.Form.CHOICE;
import static io.aval.config.ConfigKey.Form.DURATION;
import static io.aval.config.ConfigKey.Form.FILE;
import static io.aval.config.ConfigKey.Form.LIST;
import static io.aval.config.ConfigKey.Form.SECRET;
import static io.aval.config.ConfigKey.Form.SIZE;
import static io.aval.config.ConfigKey.Form.TEXT;
import static io.aval.config.ConfigKey.Form.URL;

import io.aval.config.ConfigKey.Form;
import io.aval.config.ConfigKey.Group;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that belong to no provider: a part of the catalogue. */
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
              + " or read an answer; without it only the application's own.");
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
              + " identity.");
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
          "Proxy to fetch keys through, `http://host:port`; without it, the JVM's.");
  static final ConfigKey ISSUER_ENABLED =
      key(
          "issuer.enabled",
          Group.ISSUER,
          BOOLEAN,
          "false",
          "Whether the application is an issuer itself.");
  static final ConfigKey ISSUER_URL =
      key(
          "issuer.url",
          Group.ISSUER,
          URL,
          null,
          "The issuer URL of the application's own tokens; without it the request's, on loopback"
              + " only.");
  static final ConfigKey ISSUER_DEMO_USERS =
      key(
          "issuer.demo-users",
          Group.ISSUER,
          TEXT,
          null,
          "A JSON file under `/WEB-INF/` of users for whom anybody may mint tokens. Warns; for"
              + " development only.");

  static final ConfigKey ISSUER_TEMPLATES =
      key(
          "issuer.templates",
          Group.ISSUER,
          FILE,
          null,
          "A directory of JWT templates, one JSON file each, which several servers may share; made"
              + " when it is not there. Without it the files in `/WEB-INF/jwt-templates/`.");

  static final ConfigKey ISSUER_KEYS =
      key(
          "issuer.keys",
          Group.ISSUER,
          FILE,
          null,
          "A PKCS#12 file in which the signing keys are kept, which several servers may share; made"
              + " when it is not there. Without it the issuer has new keys after each start.");

  static final ConfigKey ISSUER_KEYS_PASSWORD =
      key(
          "issuer.keys-password",
          Group.ISSUER,
          SECRET,
          null,
          "What encrypts the kept signing keys; at least 16 characters.");

  static final ConfigKey ISSUER_KEY_ROTATION =
      key(
          "issuer.key-rotation",
          Group.ISSUER,
          DURATION,
          "2160h",
          "How old a signing key becomes before the next one takes over.");

  static final ConfigKey ISSUER_KEY_PUBLISH_AHEAD =
      key(
          "issuer.key-publish-ahead",
          Group.ISSUER,
          DURATION,
          "10m",
          "How long verifiers can fetch a key before it signs, from `2s` to `720h`; they are told to"
              + " fetch the keys twice in this time.");

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
        PROXY,
        ISSUER_ENABLED,
        ISSUER_URL,
        ISSUER_TEMPLATES,
        ISSUER_KEYS,
        ISSUER_KEYS_PASSWORD,
        ISSUER_KEY_ROTATION,
        ISSUER_KEY_PUBLISH_AHEAD,
        ISSUER_DEMO_USERS);
  }

  private static ConfigKey key(
      String name, Group group, Form form, @Nullable String defaultValue, String meaning) {
    return new ConfigKey(
        ConfigKeys.PREFIX + name, group, form, Optional.ofNullable(defaultValue), meaning);
  }
}
