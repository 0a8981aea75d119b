package io.aval.internal.hint;

import static io.aval.Reason.BAD_SIGNATURE;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.UNKNOWN_KEY;

import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Issuers that are nearly one that is configured. */
final class IssuerHints {
  private static final Rule OKTA_ORG_SERVER =
      new Rule(
          "okta-org-server",
          Set.of(UNKNOWN_ISSUER, UNKNOWN_KEY, BAD_SIGNATURE),
          KnownIssuer.OKTA.page(),
          new Says(
              "The token is from Okta's org authorization server, whose access tokens only Okta"
                  + " can verify.",
              "Have the page sign in at a custom authorization server, and trust that one:"
                  + " aval.providers.<name>.domain=https://<host>/oauth2/default"),
          IssuerHints::oktaOrg);

  private static final Rule ISSUER_SCHEME =
      new Rule(
          "issuer-scheme",
          Set.of(UNKNOWN_ISSUER),
          "",
          new Says(
              "The token's issuer differs from a configured one by http and https alone.",
              "aval.providers.<name>.domain (custom-jwt: issuer) has to be what stands in iss."
                  + " Where that is http and should not be, let the issuer know its outer address"
                  + " (Keycloak behind a proxy: --hostname)."),
          near(NearIssuer::isOtherScheme));

  private static final Rule ISSUER_SPELLING =
      new Rule(
          "issuer-spelling",
          Set.of(UNKNOWN_ISSUER),
          "",
          new Says(
              "The token's issuer is a configured one, written in another way: upper and lower"
                  + " case, a port that goes without saying, a slash.",
              "Write aval.providers.<name>.domain (custom-jwt: issuer) as it stands in iss,"
                  + " letter by letter."),
          near(NearIssuer::isSpelling));

  private static final Rule ISSUER_HOST =
      new Rule(
          "issuer-host",
          Set.of(UNKNOWN_ISSUER),
          "",
          new Says(
              "The token's issuer has the path of a configured one, under another host or port:"
                  + " an inner and an outer address, or localhost and 127.0.0.1.",
              "If both are yours: aval.providers.<name>.domain is the address that stands in the"
                  + " tokens, and where the server needs another one to fetch the keys, that is"
                  + " aval.providers.<name>.discovery="
                  + "<issuer>/.well-known/openid-configuration"),
          near(NearIssuer::isOtherHost));

  private static final Rule ISSUER_PATH =
      new Rule(
          "issuer-path",
          Set.of(UNKNOWN_ISSUER),
          "",
          new Says(
              "The token's issuer is another path on the host of a configured one: another"
                  + " realm, tenant, pool, project or authorization server.",
              "Have the client sign in at <issuer>; or, if the other one is the right one, name"
                  + " it in aval.providers.<name>.domain"),
          near(NearIssuer::isOtherPath));

  private IssuerHints() {}

  static List<Rule> all() {
    return List.of(OKTA_ORG_SERVER, ISSUER_SCHEME, ISSUER_SPELLING, ISSUER_HOST, ISSUER_PATH);
  }

  private static Rule.Sign near(BiPredicate<NearIssuer, NearIssuer> alike) {
    return token ->
        NearIssuer.of(token.issuer())
            .flatMap(
                its ->
                    token.configured().stream()
                        .filter(
                            one ->
                                NearIssuer.of(one.issuer())
                                    .filter(configured -> alike.test(its, configured))
                                    .isPresent())
                        .findFirst())
            .map(Values::of);
  }

  private static Optional<Map<String, String>> oktaOrg(RefusedToken token) {
    Optional<String> host = KnownIssuer.OKTA_ORG.part(token.issuer(), "host");
    return token.configured().stream()
        .filter(one -> host.isPresent() && host.equals(Optional.of(NearIssuer.host(one.issuer()))))
        .findFirst()
        .map(one -> Values.of(one, "host", host.orElseThrow()));
  }
}
