package io.aval.internal.hint;

import io.aval.RefusalHint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The catalogue of known mistakes. Closed: what it says is fixed, but for what the configuration
 * puts in; it never proposes to trust an issuer, an audience or a party that only the token names.
 */
public final class Hints {
  /** The more particular ones first, for the first that fits is given. */
  private static final List<Rule> ALL =
      Stream.of(
              HostedHints.all(),
              TextHints.all(),
              KeycloakHints.all(),
              MicrosoftHints.all(),
              WorkloadHints.all(),
              SignInHints.all(),
              TokenKindHints.all(),
              AudienceHints.all(),
              DomainHints.all(),
              IssuerHints.all(),
              RuleHints.all())
          .flatMap(List::stream)
          .toList();

  private Hints() {}

  /**
   * Says what is known of a refused token.
   *
   * @param token what there is to see of it
   * @return the hint; mostly there is none
   */
  public static Optional<RefusalHint> about(RefusedToken token) {
    for (Rule rule : ALL) {
      Optional<RefusalHint> hint = rule.about(token);
      if (hint.isPresent()) {
        return hint;
      }
    }
    return Optional.empty();
  }

  /** The whole catalogue, in its order. */
  static List<Rule> all() {
    return ALL;
  }
}
