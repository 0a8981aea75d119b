package io.aval.issuer;

import java.util.List;
import java.util.Set;

/**
 * The claims that no template may set: the issuer sets them, or a session token of Clerk has them,
 * so that a verifier would take the template's word for a fact.
 */
final class ReservedClaims {
  private static final Set<String> NAMES =
      Set.of(
          "azp",
          "exp",
          "iat",
          "iss",
          "jti",
          "nbf",
          "sub", // set by the issuer
          "sid",
          "fva",
          "v",
          "pla",
          "fea",
          "sts",
          "o",
          "act", // session tokens, version 2
          "org_id",
          "org_role",
          "org_slug",
          "org_permissions"); // session tokens, version 1

  private ReservedClaims() {}

  /** All of them, in the order of the alphabet. */
  static List<String> all() {
    return NAMES.stream().sorted().toList();
  }

  static void refuseIn(Set<String> claimNames) {
    List<String> used = claimNames.stream().filter(NAMES::contains).sorted().toList();
    if (!used.isEmpty()) {
      throw new IssuerException(
          IssuerException.Code.RESERVED_CLAIM,
          "A template cannot set these claims, which are reserved: "
              + String.join(", ", used)
              + ".",
          new IssuerException.Place("claims", "/" + used.get(0), -1)); // none has a / or a ~
    }
  }
}
