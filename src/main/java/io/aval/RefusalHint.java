package io.aval;

/**
 * What a refused token most likely is, and what cures it: for the operator, never for the caller.
 *
 * <p>It is concluded from what the token says of itself, which nobody has verified where the
 * signature was not reached, so it may be mistaken. Its texts come from a closed catalogue
 * (<i>docs/refusals.md</i>) and from the application's own configuration; nothing in them is the
 * token's, and each is one line. Immutable.
 *
 * @param id the catalogue's name of it, such as {@code keycloak-account-audience}: lower case with
 *     dashes, and the same in every release
 * @param sentence what the token most likely is
 * @param cure the line of configuration, with the provider's real name in it, or the step at the
 *     issuer or in the page
 * @param page where more is said: a path in the project's documentation, such as {@code
 *     docs/issuers/keycloak.md}
 */
public record RefusalHint(String id, String sentence, String cure, String page) {

  /**
   * One line for a log.
   *
   * @return everything that the hint says
   */
  @Override
  public String toString() {
    return "hint " + id + ": " + sentence + " " + cure + " (" + page + ")";
  }
}
