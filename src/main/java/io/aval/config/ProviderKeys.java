package io.aval.config;

import static io.aval.config.ConfigKey.Form.BOOLEAN;
import static io.aval.config.ConfigKey.Form.CHOICE;
import static io.aval.config.ConfigKey.Form.DURATION;
import static io.aval.config.ConfigKey.Form.FILE;
import static io.aval.config.ConfigKey.Form.LIST;
import static io.aval.config.ConfigKey.Form.TEXT;
import static io.aval.config.ConfigKey.Form.URL;

import io.aval.config.ConfigKey.Form;
import io.aval.config.ConfigKey.Group;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of one provider: a part of the catalogue. */
final class ProviderKeys {
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
  static final ConfigKey ACCEPT_TEMPLATE_TOKENS =
      provider(
          "accept-template-tokens",
          BOOLEAN,
          "true",
          "`false` refuses tokens whose header says that they were made from a JWT template, by"
              + " Aval's issuer or by Clerk.");
  static final ConfigKey AUTHORIZED_PARTIES =
      provider(
          "authorized-parties",
          LIST,
          "The `azp` values accepted; when set, a token must have one of them.");
  static final ConfigKey CLOCK_SKEW =
      provider(
          "clock-skew",
          DURATION,
          "5s",
          "The difference between clocks that is tolerated; at most `5m`.");
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
          "secret-file", FILE, "A file with the secret; a line break at its end does not count.");

  private ProviderKeys() {}

  /** In the order of the reference. */
  static List<ConfigKey> all() {
    return List.of(
        DOMAIN,
        APPLICATION_ID,
        TYPE,
        ISSUER,
        JWKS,
        DISCOVERY,
        TENANTS,
        ALGORITHMS,
        SECRET,
        SECRET_FILE,
        TOKEN_TYPES,
        ACCEPT_TEMPLATE_TOKENS,
        ALLOW_ANY_AUDIENCE,
        AUDIENCE_CLAIMS,
        AUTHORIZED_PARTIES,
        CLOCK_SKEW,
        MAX_TOKEN_LIFETIME,
        REQUIRED_CLAIMS,
        ROLES_CLAIMS,
        ALLOWED_ROLES,
        SCOPES_CLAIMS,
        IDENTITY,
        INSECURE_HTTP);
  }

  private static ConfigKey provider(String name, Form form, String meaning) {
    return provider(name, form, null, meaning);
  }

  private static ConfigKey provider(
      String name, Form form, @Nullable String defaultValue, String meaning) {
    String key = ConfigKeys.PROVIDERS + ConfigKey.PROVIDER + "." + name;
    return new ConfigKey(key, Group.PROVIDER, form, Optional.ofNullable(defaultValue), meaning);
  }
}
