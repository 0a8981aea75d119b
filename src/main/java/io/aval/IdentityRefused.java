package io.aval;

import java.util.Optional;

/**
 * CDI event, fired once per refusal.
 *
 * <p>Observed synchronously with {@code @Observes}, on the thread of the call; it never holds the
 * token. What was read from the token before it was refused is unverified: it is escaped and cut to
 * 200 characters, fit for a log and for nothing else.
 *
 * @param reason why the call was turned away
 * @param explanation what exactly was wrong, for the operator; empty when the reason says it all
 * @param hint what the token most likely is and what cures it, for the operator; empty where that
 *     is not known, and where the call was turned away for something other than its token
 */
public record IdentityRefused(
    Reason reason, Optional<String> explanation, Optional<RefusalHint> hint) {}
