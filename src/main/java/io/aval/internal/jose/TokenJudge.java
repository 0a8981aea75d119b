package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import java.util.Optional;

/** Says whose token it is, or why it is nobody's. Safe for many threads. */
public interface TokenJudge {

  /**
   * Verifies a token.
   *
   * @param token the text that was sent
   * @return the identity, an immutable value
   * @throws IdentityException when the token is refused
   */
  UserIdentity verify(String token);

  /**
   * Says what a refused token most likely is. Costs about as much as refusing it did, so it is
   * asked only when somebody wants to hear it.
   *
   * @param token the text that was refused
   * @param reason why
   * @return a hint for the operator; empty where nothing is known
   */
  default Optional<RefusalHint> hint(String token, Reason reason) {
    return Optional.empty();
  }
}
