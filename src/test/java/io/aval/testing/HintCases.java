package io.aval.testing;

import static io.aval.Reason.ALGORITHM_NOT_ALLOWED;
import static io.aval.Reason.EXPIRED;
import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MALFORMED_TOKEN;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.NOT_YET_VALID;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.UNKNOWN_KEY;
import static io.aval.Reason.UNSUPPORTED_TOKEN;
import static io.aval.Reason.WRONG_AUDIENCE;
import static io.aval.Reason.WRONG_AUTHORIZED_PARTY;
import static io.aval.Reason.WRONG_TYPE;

import io.aval.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Mistakes that are known, one token for each hint of the catalogue, as the issuers make them. Each
 * meets a configuration of its own, with one provider {@code mine}.
 */
public final class HintCases {
  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String API = "66666666-7777-8888-9999-000000000000";
  private static final String ENTRA = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  private static final String STS = "https://sts.windows.net/" + TENANT + "/";
  private static final String KEYCLOAK = "https://sso.example.com/realms/notes";
  private static final String COGNITO =
      "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI";
  private static final String FIREBASE = "https://securetoken.google.com/notes-4711";
  private static final String SUPABASE = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";
  private static final String CLERK = "https://verb-noun-00.clerk.accounts.dev";
  private static final String ZITADEL = "https://notes.zitadel.cloud";
  private static final String AUTHENTIK = "https://id.example.com/application/o/notes/";
  private static final String CLOUDFLARE = "https://team.cloudflareaccess.com";
  private static final String OKTA = "https://dev-1.okta.com/oauth2/default";
  private static final String ADFS = "https://fs.example.com/adfs";
  private static final String AUTH0 = "https://example.eu.auth0.com/";
  private static final String OPAQUE = "ZXhhbXBsZS1vcGFxdWUtdGV4dA";

  private final List<Case> cases = new ArrayList<>();

  private HintCases() {
    texts();
    keycloak();
    microsoft();
    cognitoAndClerk();
    firebaseAndSupabase();
    zitadelAndAuthentik();
    workloads();
    proxies();
    issuers();
    rules();
  }

  /**
   * One mistake.
   *
   * @param id the hint that it should have
   * @param settings keys of the provider, beside {@code jwks} and {@code application-id}
   * @param reason why its token is refused
   * @param token spoils a good token of the provider's issuer
   */
  public record Case(
      String id, Map<String, String> settings, Reason reason, Function<TestTokens, String> token) {

    /** The configuration that it meets, whose keys are there. */
    public Map<String, String> configuration(String jwks) {
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("jwks", jwks);
      keys.put("application-id", "app");
      keys.putAll(settings);
      keys.values().removeIf(String::isEmpty);
      Map<String, String> full = new LinkedHashMap<>();
      keys.forEach((key, value) -> full.put("aval.providers.mine." + key, value));
      return full;
    }

    /** The token. */
    public String make(TestKey key, Instant now) {
      String issuer = settings.getOrDefault("domain", settings.getOrDefault("issuer", ""));
      return token.apply(TestTokens.valid(issuer, key, now));
    }

    @Override
    public String toString() {
      return id + " (" + reason + ")";
    }
  }

  /** All of them. */
  public static List<Case> all() {
    return List.copyOf(new HintCases().cases);
  }

  private void add(
      String id, Reason reason, Function<TestTokens, String> token, String... settings) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      keys.put(settings[i], settings[i + 1]);
    }
    cases.add(new Case(id, keys, reason, token));
  }

  private void texts() {
    for (String word : List.of("undefined", "null", "NaN", "[object Object]")) {
      add("no-token-yet", MALFORMED_TOKEN, t -> word, "domain", KEYCLOAK);
    }
    add("google-access-token", MALFORMED_TOKEN, t -> "ya29.a0AfExample-x", "domain", KEYCLOAK);
    add("auth0-opaque-token", MALFORMED_TOKEN, t -> OPAQUE, "domain", AUTH0);
    String dir = "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"iss\":\"https://x.us.auth0.com/\"}";
    add("encrypted-token", UNSUPPORTED_TOKEN, t -> encrypted(dir), "domain", AUTH0);
    add("api-key", MALFORMED_TOKEN, t -> "sk_test_made-up", "domain", KEYCLOAK);
    add("github-token", MALFORMED_TOKEN, t -> "ghs_made-up", "domain", KEYCLOAK);
    add("gitlab-job-token", MALFORMED_TOKEN, t -> "glcbt-made-up", "domain", KEYCLOAK);
    add("supabase-new-api-key", MALFORMED_TOKEN, t -> "sb_secret_made-up", "domain", SUPABASE);
    add("opaque-token", MALFORMED_TOKEN, t -> OPAQUE, "domain", KEYCLOAK);
    String rsa = "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"cty\":\"JWT\"}";
    add("encrypted-token", UNSUPPORTED_TOKEN, t -> encrypted(rsa), "domain", COGNITO);
    add("zitadel-opaque-token", MALFORMED_TOKEN, t -> OPAQUE, "domain", ZITADEL);
  }

  private void keycloak() {
    for (String type : List.of("Refresh", "Offline")) {
      add(
          "keycloak-refresh-token",
          ALGORITHM_NOT_ALLOWED,
          t -> t.header("alg", "HS512").claim("typ", type).claim("aud", KEYCLOAK).sign(),
          "domain",
          KEYCLOAK);
    }
    add(
        "id-token",
        WRONG_AUDIENCE,
        t -> t.claim("typ", "ID").claim("aud", "notes-web").sign(),
        "domain",
        KEYCLOAK);
    add(
        "keycloak-account-audience",
        WRONG_AUDIENCE,
        t -> t.claim("typ", "Bearer").claim("aud", "account").claim("azp", "notes-web").sign(),
        "domain",
        KEYCLOAK);
    add(
        "keycloak-account-audience",
        WRONG_AUDIENCE,
        t -> t.claim("typ", "Bearer").without("aud").claim("nonce", "n").sign(),
        "domain",
        KEYCLOAK);
    add("keycloak-no-subject", MISSING_CLAIM, t -> t.without("sub").sign(), "domain", KEYCLOAK);
    add("keycloak-at-jwt", WRONG_TYPE, t -> t.header("typ", "at+jwt").sign(), "domain", KEYCLOAK);
    add(
        "keycloak-at-jwt",
        MISSING_CLAIM,
        t -> t.header("typ", "at+jwt").sign(),
        "domain",
        KEYCLOAK,
        "token-types",
        "at+jwt");
  }

  private void microsoft() {
    String graph = "00000003-0000-0000-c000-000000000000";
    add(
        "microsoft-graph-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", graph).sign(),
        "domain",
        ENTRA);
    add(
        "microsoft-graph-token",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", STS).claim("aud", "https://graph.microsoft.com").sign(),
        "domain",
        ENTRA);
    add(
        "microsoft-graph-token",
        UNKNOWN_KEY,
        t -> t.header("nonce", "n").header("kid", "other").sign(),
        "domain",
        ENTRA);
    add("entra-v1-token", UNKNOWN_ISSUER, t -> t.claim("iss", STS).sign(), "domain", ENTRA);
    add("entra-v2-token", UNKNOWN_ISSUER, t -> t.claim("iss", ENTRA).sign(), "domain", STS);
    add(
        "entra-common",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", ENTRA).sign(),
        "domain",
        "https://login.microsoftonline.com/common/v2.0");
    add(
        "entra-audience-form",
        WRONG_AUDIENCE,
        t -> t.claim("aud", API).sign(),
        "domain",
        ENTRA,
        "application-id",
        "api://" + API);
    String b2c = "https://notes.b2clogin.com/";
    add(
        "b2c-policy-issuer",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", b2c + "tfp/" + TENANT + "/b2c_1_signin/v2.0/").sign(),
        "domain",
        b2c + TENANT + "/v2.0");
    String trust = "http://fs.example.com/adfs/services/trust";
    add("adfs-issuer", UNKNOWN_ISSUER, t -> t.claim("iss", trust).sign(), "domain", ADFS);
    add(
        "adfs-no-subject",
        MISSING_CLAIM,
        t -> t.without("sub").sign(),
        "type",
        "custom-jwt",
        "issuer",
        trust);
  }

  private void cognitoAndClerk() {
    add(
        "cognito-access-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("client_id", "app").claim("token_use", "access").sign(),
        "domain",
        COGNITO);
    add(
        "cognito-id-token",
        WRONG_AUDIENCE,
        t -> t.claim("token_use", "id").claim("at_hash", "x").sign(),
        "domain",
        COGNITO,
        "audience-claims",
        "client_id");
    add(
        "cognito-id-token",
        INVALID_CLAIM,
        t -> t.claim("token_use", "id").sign(),
        "domain",
        COGNITO,
        "required-claims",
        "token_use=access");
    add(
        "id-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "a").claim("nonce", "n").sign(),
        "domain",
        AUTH0);
    add(
        "id-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "a").claim("jti", "ID.x").sign(),
        "domain",
        OKTA);
    add(
        "clerk-session-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sid", "sess_1").claim("azp", "https://a.test").sign(),
        "domain",
        CLERK);
    add(
        "clerk-machine-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sub", "mch_1").sign(),
        "domain",
        CLERK);
    add(
        "clerk-origin-slash",
        WRONG_AUTHORIZED_PARTY,
        t -> t.claim("azp", "https://app.example.com").sign(),
        "domain",
        CLERK,
        "authorized-parties",
        "https://app.example.com/");
  }

  private void firebaseAndSupabase() {
    for (String other :
        List.of("https://session.firebase.google.com/notes-4711", "https://accounts.google.com")) {
      add(
          "firebase-other-token",
          UNKNOWN_ISSUER,
          t -> t.claim("iss", other).sign(),
          "domain",
          FIREBASE);
    }
    add(
        "firebase-emulator",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "none").sign(),
        "domain",
        FIREBASE);
    add(
        "firebase-emulator",
        MALFORMED_TOKEN,
        t -> t.header("alg", "none").unsigned() + ".",
        "domain",
        FIREBASE);
    add(
        "supabase-api-key",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "supabase").claim("role", "anon").sign(),
        "domain",
        SUPABASE);
    add(
        "supabase-legacy-secret",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "HS256").sign(),
        "domain",
        SUPABASE);
    add(
        "supabase-new-keys",
        ALGORITHM_NOT_ALLOWED,
        TestTokens::sign,
        "type",
        "custom-jwt",
        "issuer",
        SUPABASE,
        "jwks",
        "",
        "secret",
        "throw-away test secret of 32 bytes or more",
        "algorithms",
        "HS256");
    add(
        "apple-client-secret",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "ABCDE12345").claim("aud", "https://appleid.apple.com").sign(),
        "domain",
        "https://appleid.apple.com");
  }

  private void zitadelAndAuthentik() {
    add(
        "zitadel-project-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "1").sign(),
        "domain",
        ZITADEL);
    add(
        "zitadel-id-token",
        MISSING_CLAIM,
        TestTokens::sign,
        "domain",
        ZITADEL,
        "required-claims",
        "jti");
    add(
        "authentik-no-signing-key",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "HS256").sign(),
        "domain",
        AUTHENTIK);
    add(
        "authentik-issuer-mode",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://id.example.com/").sign(),
        "domain",
        AUTHENTIK);
    add(
        "authentik-id-token",
        WRONG_AUTHORIZED_PARTY,
        TestTokens::sign,
        "domain",
        AUTHENTIK,
        "authorized-parties",
        "app");
    add(
        "apple-event",
        MISSING_CLAIM,
        t -> t.without("sub").claim("events", "{}").sign(),
        "domain",
        "https://appleid.apple.com");
    String aval = "https://notes.example.com";
    add(
        "aval-template-without-audience",
        WRONG_AUDIENCE,
        t -> t.header("cat", "aval_template").without("aud").sign(),
        "domain",
        aval);
    add(
        "aval-own-key",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("cat", "aval_template").header("alg", "HS256").withoutHeader("kid").sign(),
        "domain",
        aval);
    add(
        "aval-session-token",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sid", "s").claim("sts", "active").sign(),
        "domain",
        aval);
  }

  private void workloads() {
    String github = "https://token.actions.githubusercontent.com";
    add(
        "github-default-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "https://github.com/o").sign(),
        "domain",
        github);
    add(
        "github-subject-format",
        INVALID_CLAIM,
        t -> t.claim("sub", "repo:o@1/r@2:ref:refs/heads/main").sign(),
        "domain",
        github,
        "required-claims",
        "sub=repo:o/r:ref:refs/heads/main");
    add(
        "gitlab-other-project",
        INVALID_CLAIM,
        t -> t.claim("project_id", "2").sign(),
        "domain",
        "https://gitlab.com",
        "required-claims",
        "project_id=1");
    add(
        "gitlab-legacy-job-jwt",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sub", "job_1").sign(),
        "domain",
        "https://gitlab.com");
    add(
        "github-other-repository",
        INVALID_CLAIM,
        t -> t.claim("repository_id", "2").sign(),
        "domain",
        github,
        "required-claims",
        "repository_id=1");
    String kubernetes = "https://kubernetes.default.svc.cluster.local";
    add(
        "kubernetes-api-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", kubernetes).claim("kubernetes.io", Map.of("namespace", "n")).sign(),
        "domain",
        kubernetes);
    add(
        "kubernetes-legacy-token",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "kubernetes/serviceaccount").sign(),
        "domain",
        kubernetes);
  }

  private void proxies() {
    add(
        "cloudflare-global-session",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "x").claim("type", "org").sign(),
        "domain",
        CLOUDFLARE);
    add(
        "cloudflare-other-application",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "x").sign(),
        "domain",
        CLOUDFLARE);
    add(
        "cloudflare-service-token",
        MISSING_CLAIM,
        t -> t.claim("common_name", "x").sign(),
        "domain",
        CLOUDFLARE,
        "required-claims",
        "email");
    String iap = "https://cloud.google.com/iap";
    add(
        "iap-caller-token",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://accounts.google.com").sign(),
        "domain",
        iap);
    add(
        "iap-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "/projects/1/global/backendServices/2").sign(),
        "domain",
        iap);
  }

  private void issuers() {
    add(
        "okta-org-server",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://dev-1.okta.com").sign(),
        "domain",
        OKTA);
    Stream.of(
            new String[] {"issuer-scheme", "http://sso.example.com/realms/notes"},
            new String[] {"issuer-spelling", "https://SSO.example.com:443/realms/Notes"},
            new String[] {"issuer-host", "http://keycloak:8080/realms/notes"},
            new String[] {"issuer-path", "https://sso.example.com/auth/realms/notes"})
        .forEach(
            row ->
                add(
                    row[0],
                    UNKNOWN_ISSUER,
                    t -> t.claim("iss", row[1]).sign(),
                    "domain",
                    KEYCLOAK));
    add(
        "issuer-scheme",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://fs.example.com/adfs/services/trust").sign(),
        "type",
        "custom-jwt",
        "issuer",
        "http://fs.example.com/adfs/services/trust");
    add(
        "issuer-host",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "http://127.0.0.1:3000").sign(),
        "domain",
        "http://localhost:3000");
    add(
        "issuer-path",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", ENTRA).sign(),
        "domain",
        "https://login.microsoftonline.com/{tenant}/v2.0",
        "tenants",
        API);
  }

  private void rules() {
    add(
        "shared-secret-token",
        ALGORITHM_NOT_ALLOWED,
        t -> t.header("alg", "HS256").sign(),
        "domain",
        AUTH0);
    add("access-token-type", WRONG_TYPE, t -> t.header("typ", "at+jwt").sign(), "domain", AUTH0);
    add("clock-difference", EXPIRED, t -> t.fromNow("exp", -59).sign(), "domain", AUTH0);
    add("clock-difference", NOT_YET_VALID, t -> t.fromNow("nbf", 59).sign(), "domain", AUTH0);
    add("clock-difference", NOT_YET_VALID, t -> t.fromNow("iat", 59).sign(), "domain", AUTH0);
  }

  /** Five parts, of which only the first one can be read. */
  private static String encrypted(String header) {
    String first =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8));
    return first + "..bWFkZS11cA.bWFkZS11cA.bWFkZS11cA";
  }
}
