package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the checks of one inspection. For one thread. */
final class Checks {
  /** The checks, in the order in which verification makes them. */
  enum Name {
    SIZE,
    SHAPE,
    HEADER,
    CLAIMS,
    ISSUER,
    PROVIDER,
    ALGORITHM,
    TYPE,
    KEY,
    SIGNATURE,
    SUBJECT,
    TOKEN_ID,
    AUDIENCE,
    AUTHORIZED_PARTY,
    EXPIRY,
    NOT_BEFORE,
    ISSUED_AT,
    LIFETIME,
    REQUIRED_CLAIMS,
    IDENTITY,
    REVOCATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * What a check that did not fail found.
   *
   * @param asked whether there was anything to check
   * @param text the finding
   */
  record Finding(boolean asked, String text) {
    static Finding passed(String text) {
      return new Finding(true, text);
    }

    static Finding notAsked(String text) {
      return new Finding(false, text);
    }
  }

  private final Map<Name, Check> made = new EnumMap<>(Name.class);

  /**
   * Makes a check that yields something.
   *
   * @param rule what verification does, too
   * @return what the rule returned; empty when it refused the token
   */
  <T> Optional<T> look(Name name, Supplier<T> rule, Function<T, Finding> finding) {
    T result;
    try {
      result = rule.get();
    } catch (IdentityException refusal) {
      failed(name, refusal.getReason(), explanation(refusal));
      return Optional.empty();
    }
    Finding found = finding.apply(result);
    add(name, found.asked() ? Outcome.PASSED : Outcome.NOT_ASKED, null, found.text());
    return Optional.of(result);
  }

  /** Makes a check that yields nothing. */
  void ask(Name name, Runnable rule, Supplier<Finding> finding) {
    look(
        name,
        () -> {
          rule.run();
          return name;
        },
        (Name same) -> finding.get());
  }

  /** Notes a failure; without a reason it was not the token's fault. */
  void failed(Name name, @Nullable Reason reason, String detail) {
    add(name, Outcome.FAILED, reason, detail);
  }

  static String explanation(IdentityException refusal) {
    return refusal.getExplanation().orElse(refusal.getReason().getDetail());
  }

  private void add(Name name, Outcome outcome, @Nullable Reason reason, String detail) {
    made.put(
        name,
        new Check(
            name.toString(), outcome, Optional.ofNullable(reason), detail, failedBefore(name)));
  }

  /** The failed check that comes first for verification. */
  Optional<Check> firstFailed() {
    for (Check check : made.values()) {
      if (check.outcome() == Outcome.FAILED) {
        return Optional.of(check);
      }
    }
    return Optional.empty();
  }

  private boolean failedBefore(Name name) {
    return made.entrySet().stream()
        .anyMatch(
            entry ->
                entry.getKey().compareTo(name) < 0 && entry.getValue().outcome() == Outcome.FAILED);
  }

  /** Every check; those that were not made because of an earlier failure say so. */
  List<Check> all() {
    List<Check> all = new ArrayList<>();
    for (Name name : Name.values()) {
      Check check = made.get(name);
      all.add(
          check != null
              ? check
              : new Check(
                  name.toString(), Outcome.NOT_REACHED, Optional.empty(), "", failedBefore(name)));
    }
    return all;
  }
}
