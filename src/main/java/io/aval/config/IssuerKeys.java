package io.aval.config;

import static io.aval.config.ConfigKey.Form.BOOLEAN;
import static io.aval.config.ConfigKey.Form.DURATION;
import static io.aval.config.ConfigKey.Form.FILE;
import static io.aval.config.ConfigKey.Form.LIST;
import static io.aval.config.ConfigKey.Form.NUMBER;
import static io.aval.config.ConfigKey.Form.SECRET;
import static io.aval.config.ConfigKey.Form.TEXT;

import io.aval.config.ConfigKey.Form;
import io.aval.config.ConfigKey.Group;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of the application's own issuer: a part of the catalogue. */
final class IssuerKeys {
  static final ConfigKey ENABLED =
      key("issuer.enabled", BOOLEAN, "false", "Whether the application is an issuer itself.");
  static final ConfigKey URL =
      key(
          "issuer.url",
          Form.URL,
          null,
          "The issuer URL of the application's own tokens; without it the request's, on loopback"
              + " only.");
  static final ConfigKey DEMO_USERS =
      key(
          "issuer.demo-users",
          TEXT,
          null,
          "A JSON file under `/WEB-INF/` of users for whom callers on the server's own machine may mint"
              + " tokens without a password. Warns; for development only.");
  static final ConfigKey TEMPLATES =
      key(
          "issuer.templates",
          FILE,
          null,
          "A directory of JWT templates, one JSON file each, which several servers may share; made"
              + " when it is not there. Without it the files in `/WEB-INF/jwt-templates/`.");
  static final ConfigKey KEYS =
      key(
          "issuer.keys",
          FILE,
          null,
          "A PKCS#12 file in which the signing keys are kept, which several servers may share; made"
              + " when it is not there. Without it the issuer has new keys after each start.");
  static final ConfigKey KEYS_PASSWORD =
      key(
          "issuer.keys-password",
          SECRET,
          null,
          "What encrypts the kept signing keys; at least 16 characters.");
  static final ConfigKey KEY_ROTATION =
      key(
          "issuer.key-rotation",
          DURATION,
          "2160h",
          "How old a signing key becomes before the next one takes over.");
  static final ConfigKey KEY_PUBLISH_AHEAD =
      key(
          "issuer.key-publish-ahead",
          DURATION,
          "10m",
          "How long verifiers can fetch a key before it signs, from `2s` to `720h`; they are told to"
              + " fetch the keys twice in this time.");
  static final ConfigKey STRICT_SHORTCODES =
      key(
          "issuer.strict-shortcodes",
          BOOLEAN,
          "false",
          "`true`: a template with a shortcode that there is not is refused when it is saved; else"
              + " such a shortcode is null.");
  static final ConfigKey DATASOURCE =
      key(
          "issuer.datasource",
          TEXT,
          null,
          "The JNDI name of a container's data source, in whose database templates and signing keys"
              + " are kept; in place of `issuer.templates` and `issuer.keys`.");
  static final ConfigKey SECRET_KEYS =
      key(
          "issuer.secret-keys",
          LIST,
          null,
          "The secret keys with which servers may mint tokens and change templates, each as"
              + " `sha256:` and the SHA-256 of the key in hexadecimal.");
  static final ConfigKey RATE_LIMIT =
      key(
          "issuer.rate-limit",
          NUMBER,
          "1000",
          "How many calls of the issuer's endpoints a caller may make within 10 seconds, from `1` to"
              + " `1000000`.");
  static final ConfigKey DASHBOARD =
      key(
          "issuer.dashboard",
          BOOLEAN,
          "false",
          "Whether the application has the page *JWT Templates*, at `/aval/dashboard/`.");
  static final ConfigKey DASHBOARD_ROLE =
      key(
          "issuer.dashboard-role",
          TEXT,
          "admin",
          "The role that a caller must have to use the page. With demo users, the log also has a link"
              + " that works once, on the server's own machine.");

  private IssuerKeys() {}

  /** In the order of the reference. */
  static List<ConfigKey> all() {
    return List.of(
        ENABLED,
        URL,
        TEMPLATES,
        STRICT_SHORTCODES,
        KEYS,
        KEYS_PASSWORD,
        KEY_ROTATION,
        KEY_PUBLISH_AHEAD,
        DATASOURCE,
        SECRET_KEYS,
        RATE_LIMIT,
        DASHBOARD,
        DASHBOARD_ROLE,
        DEMO_USERS);
  }

  private static ConfigKey key(
      String name, Form form, @Nullable String defaultValue, String meaning) {
    return new ConfigKey(
        ConfigKeys.PREFIX + name, Group.ISSUER, form, Optional.ofNullable(defaultValue), meaning);
  }
}
