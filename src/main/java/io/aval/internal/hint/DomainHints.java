package io.aval.internal.hint;

import static io.aval.Reason.UNKNOWN_ISSUER;

import io.aval.config.ProviderConfig;
import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Configured issuers that cannot be one: an address of theirs in another form than the one that
 * stands in tokens. The client is the right one then, and the configuration is not.
 */
final class DomainHints {
  private static final Pattern BARE_SUPABASE =
      Pattern.compile("https?://[^/]+\\.supabase\\.(co|in)/*");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern FIREBASE_ID =
      Pattern.compile("([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]");

  private static final Pattern B2C_ISSUER =
      Pattern.compile("https?://[^/]+/(tfp/[^/]+/[^/]+|[0-9a-fA-F-]{36})/v2\\.0/*");

  /** The configuration refuses what lies under {@code /.well-known/} by itself. */
  private static final Pattern KEY_SET =
      Pattern.compile("https?://.+/(jwks|jwks\\.json|keys|certs)/*");

  private static final Rule SUPABASE_DOMAIN =
      new Rule(
          "supabase-domain",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.SUPABASE.page(),
          new Says(
              "The project's URL is configured, and the issuer of its tokens is /auth/v1 under it.",
              "aval.providers.<name>.domain (custom-jwt: issuer) is https://<host>/auth/v1"),
          ofSameHost(one -> BARE_SUPABASE.matcher(one.issuer()).matches()));

  private static final Rule ENTRA_DOMAIN =
      new Rule(
          "entra-domain",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.ENTRA.page(),
          new Says(
              "The issuer of Entra ID's tokens ends with /v2.0 and has the tenant's id in it, not"
                  + " its name; the configured one is written in another way.",
              "aval.providers.<name>.domain=https://<host>/<tenant-id>/v2.0, where the id is a"
                  + " UUID: Directory (tenant) ID in the portal"),
          ofSameHost(DomainHints::isNoEntraIssuer));

  private static final Rule B2C_DOMAIN =
      new Rule(
          "b2c-domain",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.B2C.page(),
          new Says(
              "A policy's address is configured as the issuer, which has the tenant's id and no"
                  + " policy in it.",
              "aval.providers.<name>.domain=https://<host>/<tenant-id>/v2.0/ and"
                  + " aval.providers.<name>.discovery=https://<host>/<tenant>/<policy>/v2.0"
                  + "/.well-known/openid-configuration"),
          ofSameHost(
              one -> is(one, KnownIssuer.B2C) && !B2C_ISSUER.matcher(one.issuer()).matches()));

  private static final Rule FIREBASE_DOMAIN =
      new Rule(
          "firebase-domain",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.FIREBASE.page(),
          new Says(
              "The configured issuer has the number or name of the Firebase project; tokens have"
                  + " its id.",
              "aval.providers.<name>.domain=https://securetoken.google.com/<project-id>, and the"
                  + " same id in aval.providers.<name>.application-id"),
          ofSameHost(DomainHints::isNoFirebaseIssuer));

  private static final Rule DOMAIN_IS_A_KEY_SET =
      new Rule(
          "domain-is-a-key-set",
          Set.of(UNKNOWN_ISSUER),
          "",
          new Says(
              "The address of a key set is configured as the issuer.",
              "aval.providers.<name>.domain is the issuer, with which that address begins; the"
                  + " address itself may stand in aval.providers.<name>.jwks"),
          ofSameHost(one -> KEY_SET.matcher(one.issuer()).matches()));

  private DomainHints() {}

  static List<Rule> all() {
    return List.of(DOMAIN_IS_A_KEY_SET, SUPABASE_DOMAIN, ENTRA_DOMAIN, B2C_DOMAIN, FIREBASE_DOMAIN);
  }

  private static Rule.Sign ofSameHost(Predicate<ProviderConfig> misspelt) {
    return token -> {
      String host = NearIssuer.host(token.issuer());
      return token.configured().stream()
          .filter(one -> !host.isEmpty() && host.equals(NearIssuer.host(one.issuer())))
          .filter(misspelt)
          .findFirst()
          .map(DomainHints::values);
    };
  }

  /** What the configuration itself says of the right form. */
  private static Map<String, String> values(ProviderConfig provider) {
    Map<String, String> values = Values.of(provider, "host", NearIssuer.host(provider.issuer()));
    Optional<String> tenant = tenant(provider).filter(id -> UUID.matcher(id).matches());
    tenant.ifPresent(id -> values.put("tenant-id", id));
    return values;
  }

  private static boolean is(ProviderConfig provider, KnownIssuer known) {
    return KnownIssuer.of(provider.issuer()).filter(known::equals).isPresent();
  }

  private static Optional<String> tenant(ProviderConfig provider) {
    return KnownIssuer.ENTRA
        .part(provider.issuer(), "tenant")
        .or(() -> KnownIssuer.ENTRA_BARE.part(provider.issuer(), "tenant"));
  }

  private static boolean isNoEntraIssuer(ProviderConfig provider) {
    return is(provider, KnownIssuer.ENTRA_BARE)
        || (is(provider, KnownIssuer.ENTRA)
            && tenant(provider).filter(id -> !UUID.matcher(id).matches()).isPresent());
  }

  private static boolean isNoFirebaseIssuer(ProviderConfig provider) {
    return KnownIssuer.FIREBASE
        .part(provider.issuer(), "project")
        .filter(id -> !FIREBASE_ID.matcher(id).matches())
        .isPresent();
  }
}
