package io.aval.internal.cli;

import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.internal.jose.Inspection;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say of a token. Immutable.
 *
 * @param inspection what the rules of verification found
 * @param checks every check, as far as it can be made outside the application
 * @param fetched what was asked for over the network
 * @param outcome what the application would say
 */
record Explanation(
    Inspection inspection,
    List<Check> checks,
    List<RecordedFetch.Call> fetched,
    Explanation.Outlook outcome) {
  private static final String REVOCATION = "revocation";

  /** What the application would say, as far as it can be told from here. */
  enum Outlook {
    /** It would accept the token, unless it was revoked. */
    ACCEPTED,
    /** It would refuse the token. */
    REFUSED,
    /** Nothing is wrong but what could only be known by fetching. */
    UNDECIDED
  }

  static Explanation of(Inspection found, List<RecordedFetch.Call> fetched, boolean offline) {
    boolean undecided =
        offline
            && !found.verdict().accepted()
            && found.checks().stream()
                .filter(check -> check.outcome() == Outcome.FAILED)
                .allMatch(Explanation::needsKeys);
    Outlook outlook =
        undecided
            ? Outlook.UNDECIDED
            : found.verdict().accepted() ? Outlook.ACCEPTED : Outlook.REFUSED;
    List<Check> checks = found.checks().stream().map(check -> asOfHere(check, offline)).toList();
    return new Explanation(found, checks, fetched, outlook);
  }

  private static boolean needsKeys(Check check) {
    return check.reason().equals(Optional.of(Reason.KEYS_UNAVAILABLE));
  }

  /** Two things cannot be known here: what the application revoked, and what is not fetched. */
  private static Check asOfHere(Check check, boolean offline) {
    if (check.name().equals(REVOCATION) && check.outcome() == Outcome.PASSED) {
      return new Check(
          check.name(),
          Outcome.NOT_ASKED,
          Optional.empty(),
          "only the running application knows what it has revoked",
          check.afterRefusal());
    }
    if (offline && check.outcome() == Outcome.FAILED && needsKeys(check)) {
      return new Check(
          check.name(),
          Outcome.NOT_REACHED,
          check.reason(),
          "not made: the keys would have to be fetched (--offline)",
          check.afterRefusal());
    }
    return check;
  }

  boolean isAccepted() {
    return outcome == Outlook.ACCEPTED;
  }

  /** Why the token is refused; offline, what is wrong whatever its key. */
  Optional<Reason> reason() {
    return outcome == Outlook.REFUSED ? firstFailed().flatMap(Check::reason) : Optional.empty();
  }

  /** The check that refuses the token. */
  Optional<Check> firstFailed() {
    return checks.stream().filter(check -> check.outcome() == Outcome.FAILED).findFirst();
  }

  /** What the token most likely is, where that is known. */
  Optional<RefusalHint> hint() {
    return reason().filter(one -> one != Reason.KEYS_UNAVAILABLE).flatMap(one -> inspection.hint());
  }

  Optional<String> advice() {
    return reason().map(reason -> Advice.of(reason, inspection));
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> verdict = new LinkedHashMap<>();
    verdict.put("outcome", outcome.name());
    verdict.put("reason", reason().map(Enum::name).orElse(null));
    verdict.put("hint", hint().map(Inspection::json).orElse(null));
    verdict.put("advice", advice().orElse(null));
    verdict.put("identity", isAccepted() ? inspection.verdict().identity() : null);
    verdict.put("roles", inspection.verdict().roles());
    verdict.put("scopes", inspection.verdict().scopes());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("verdict", verdict);
    json.put("provider", inspection.provider().orElse(null));
    json.put("key", inspection.key().map(Explanation::json).orElse(null));
    json.put("checks", checks.stream().map(Explanation::json).toList());
    json.put("fetched", fetched.stream().map(Explanation::json).toList());
    json.put("header", inspection.header());
    json.put("claims", inspection.claims());
    return json;
  }

  private static Map<String, @Nullable Object> json(Inspection.UsedKey key) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kid", key.kid().orElse(null));
    json.put("algorithm", key.algorithm());
    return json;
  }

  private static Map<String, @Nullable Object> json(Check check) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", check.name());
    json.put("outcome", check.outcome().name());
    json.put("reason", check.reason().map(Enum::name).orElse(null));
    json.put("detail", check.detail());
    json.put("after_refusal", check.afterRefusal());
    return json;
  }

  private static Map<String, @Nullable Object> json(RecordedFetch.Call call) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("url", call.place());
    json.put("failure", call.failure().orElse(null));
    return json;
  }
}
