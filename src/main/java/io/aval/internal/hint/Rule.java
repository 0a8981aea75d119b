package io.aval.internal.hint;

import io.aval.Reason;
import io.aval.RefusalHint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of the catalogue: a mistake that is known, and how it is recognised. Immutable.
 *
 * @param id its name, which stays
 * @param reasons the reasons for which tokens of this kind are refused
 * @param page where more is said, or empty text for the page of the token's issuer
 * @param says what the operator is told
 * @param sign how it is recognised
 */
record Rule(String id, Set<Reason> reasons, String page, Says says, Sign sign) {
  private static final String NO_PAGE_OF_ITS_OWN = "docs/issuers/README.md";

  /**
   * What the operator is told: fixed texts, in which {@code <name>} and the like stand for what the
   * configuration says.
   *
   * @param sentence what the token most likely is
   * @param cure what to do
   */
  record Says(String sentence, String cure) {}

  /** Recognises a mistake. */
  interface Sign {
    /**
     * Looks for it.
     *
     * @return where it is there, what the places in the cure stand for; all of it the
     *     configuration's, and nothing the token's
     */
    Optional<Map<String, String>> in(RefusedToken token);
  }

  /** The hint for a token, where this is its mistake. */
  Optional<RefusalHint> about(RefusedToken token) {
    if (!reasons.contains(token.reason())) {
      return Optional.empty();
    }
    return sign.in(token)
        .map(values -> new RefusalHint(id, says.sentence(), filled(values), pageFor(token)));
  }

  private String filled(Map<String, String> values) {
    String text = says.cure();
    for (Map.Entry<String, String> value : values.entrySet()) {
      Optional<String> harmless = Harmless.word(value.getValue());
      if (harmless.isPresent()) {
        text = text.replace("<" + value.getKey() + ">", harmless.get());
      }
    }
    return text;
  }

  private String pageFor(RefusedToken token) {
    return page.isEmpty()
        ? token
            .known()
            .or(() -> KnownIssuer.of(token.header("iss")))
            .map(KnownIssuer::page)
            .orElse(NO_PAGE_OF_ITS_OWN)
        : page;
  }
}
