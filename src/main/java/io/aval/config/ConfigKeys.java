package io.aval.config;

import static io.aval.config.ConfigKey.Form.BOOLEAN;
import static io.aval.config.ConfigKey.Form.CHOICE;
import static io.aval.config.ConfigKey.Form.DURATION;
import static io.aval.config.ConfigKey.Form.FILE;
import static io.aval.config.ConfigKey.Form.LIST;
import static io.aval.config.ConfigKey.Form.SIZE;
import static io.aval.config.ConfigKey.Form.TEXT;
import static io.aval.config.ConfigKey.Form.URL;

import io.aval.config.ConfigKey.Form;
import io.aval.config.ConfigKey.Group;
import java.util.List;
import java.util.Optional;

/**
 * The one catalogue of keys. What is not in here is not a key: the reader refuses it, and the
 * reference in the documentation is written from it.
 */
public final class ConfigKeys {
  static final String PREFIX = "aval.";
  static final String PROVIDERS = "aval.providers.";

  static final ConfigKey DOMAIN =
      provider(
          "domain",
          URL,
          "OIDC provider: the issuer URL, under which discovery finds the keys. `https://` is added"
              + " where the scheme is missing, and a slash at the end does not matter. May have one"
              + " path segment `{tenant}`.");
  static final ConfigKey APPLICATION_ID =
      provider(
          "application-id",
          LIST,
          "The audiences (`aud`) of which a token must carry one. Required, unless"
              + " `allow-any-audience=true`.");
  static final ConfigKey ALLOW_ANY_AUDIENCE =
      provider(
          "allow-any-audience",
          BOOLEAN,
          "false",
          "`true` accepts tokens that the issuer made for other applications too; for issuers whose"
              + " tokens have no audience. Warns.");
  static final ConfigKey AUDIENCE_CLAIMS =
      provider("audience-claims", LIST, "aud", "The claims in which the audience may stand.");
  static final ConfigKey TYPE =
      provider(
          "type",
          CHOICE,
          "oidc",
          "`oidc`: `domain` names the issuer. `custom-jwt`: `issuer` and `jwks` do.");
  static final ConfigKey ISSUER =
      provider(
          "issuer",
          TEXT,
          "`custom-jwt`: the issuer (`iss`), which is compared and never fetched, so any text will"
              + " do.");
  static final ConfigKey JWKS =
      provider(
          "jwks",
          URL,
          "Where the keys are, a JWKS or PEM: `https:`, `data:`, `classpath:` or `file:`. Required"
              + " for `custom-jwt`, unless there is a secret; replaces discovery for `oidc`.");
  static final ConfigKey DISCOVERY =
      provider(
          "discovery",
          URL,
          "`oidc`: where the discovery document is, when it is not at"
              + " `/.well-known/openid-configuration` under `domain`; its `issuer` must still be"
              + " `domain`. May have the path segment `{tenant}` when `domain` has it.");
  static final ConfigKey TENANTS =
      provider(
          "tenants",
          LIST,
          "The tenants trusted in the place of `{tenant}`, or `*` for all, which needs `jwks` or a"
              + " `discovery` without `{tenant}`.");
  static final ConfigKey ALGORITHMS =
      provider(
          "algorithms",
          LIST,
          "RS256,ES256,EdDSA",
          "The signature algorithms accepted: `RS`, `PS`, `ES` with `256`, `384`, `512`; `EdDSA`;"
              + " `HS256`, `HS384`, `HS512` only with a secret and without published keys.");
  static final ConfigKey TOKEN_TYPES =
      provider(
          "token-types",
          LIST,
          "JWT",
          "The `typ` headers accepted; a token without one counts as `JWT`. `at+jwt` brings the"
              + " required claims of RFC 9068.");
  static final ConfigKey AUTHORIZED_PARTIES =
      provider(
          "authorized-parties",
          LIST,
          "The `azp` values accepted; when set, a token must have one of them.");
  static final ConfigKey CLOCK_SKEW =
      provider(
          "clock-skew", DURATION, "5s", "The difference between clocks that is tolerated; at most `5m`.");
  static final ConfigKey MAX_TOKEN_LIFETIME =
      provider(
          "max-token-lifetime", DURATION, "Refuses tokens that were issued for longer than this.");
  static final ConfigKey REQUIRED_CLAIMS =
      provider(
          "required-claims",
          LIST,
          "Claims that a token must have: `name`, or `name=value` for the value it must have.");
  static final ConfigKey ROLES_CLAIMS =
      provider(
          "roles-claims",
          LIST,
          "The claim paths that grant roles, united; without it tokens grant none.");
  static final ConfigKey ALLOWED_ROLES =
      provider(
          "allowed-roles",
          LIST,
          "The roles that this provider may grant; without it, all that its tokens name.");
  static final ConfigKey SCOPES_CLAIMS =
      provider("scopes-claims", LIST, "scope,scp", "The claim paths that grant scopes, united.");
  static final ConfigKey IDENTITY =
      provider(
          "identity." + ConfigKey.FIELD,
          TEXT,
          "Takes a field of the identity from another claim path than the standard one. Fields: "
              + IdentityFields.documented()
              + ".");
  static final ConfigKey INSECURE_HTTP =
      provider(
          "insecure-http",
          BOOLEAN,
          "false",
          "`true` accepts `http` URLs for hosts other than loopback. Warns; not for production.");
  static final ConfigKey SECRET =
      provider(
          "secret",
          Form.SECRET,
          "The secret that `HS` algorithms share with the issuer, as UTF-8 text: at least 32, 48 or"
              + " 64 bytes for `HS256`, `HS384`, `HS512`. Better kept in `secret-file` or"
              + " `${env.NAME}`.");
  static final ConfigKey SECRET_FILE =
      provider(
          "secret-file",
          FILE,
          "A file with the secret; a line break at its end does not count.");

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

  private static final List<ConfigKey> ALL =
      List.of(
          DOMAIN, APPLICATION_ID, TYPE, ISSUER, JWKS, DISCOVERY, TENANTS, ALGORITHMS, SECRET,
          SECRET_FILE, TOKEN_TYPES, ALLOW_ANY_AUDIENCE, AUDIENCE_CLAIMS, AUTHORIZED_PARTIES,
          CLOCK_SKEW, MAX_TOKEN_LIFETIME, REQUIRED_CLAIMS, ROLES_CLAIMS, ALLOWED_ROLES,
          SCOPES_CLAIMS, IDENTITY, INSECURE_HTTP, PRINCIPAL_NAME, TOKEN_SOURCES, ALLOWED_ORIGINS,
          ERROR_DETAILS, INVALID_TOKEN, CONTAINER_SECURITY, MAX_TOKEN_SIZE, TOKEN_CACHE_SIZE,
          CA_FILE, PROXY, ISSUER_ENABLED, ISSUER_URL, ISSUER_DEMO_USERS);

  private ConfigKeys() {}

  /**
   * Returns every key there is, in the order of the reference.
   *
   * @return an unmodifiable list
   */
  public static List<ConfigKey> all() {
    return ALL;
  }

  private static ConfigKey provider(String name, Form form, String meaning) {
    return key("providers.<name>." + name, Group.PROVIDER, form, null, meaning);
  }

  private static ConfigKey provider(String name, Form form, String defaultValue, String meaning) {
    return key("providers.<name>." + name, Group.PROVIDER, form, defaultValue, meaning);
  }

  private static ConfigKey key(
      String name,
      Group group,
      Form form,
      @org.jspecify.annotations.Nullable String defaultValue,
      String meaning) {
    return new ConfigKey(PREFIX + name, group, form, Optional.ofNullable(defaultValue), meaning);
  }
}
