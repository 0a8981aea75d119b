package io.aval.internal.jose;

import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an inspection found out about a token. Immutable, and never the token itself; for
 * administrators, since it says more than a caller may learn.
 *
 * @param header the header as it stands; empty when it cannot be read
 * @param claims the claims as they stand, believed or not; empty when they cannot be read
 * @param provider the provider that was asked; empty when there is none
 * @param key the key that was found for the token; empty when there is none
 * @param checks every check, in the order in which verification makes them
 * @param verdict what verification says
 * @param hint what a token with the first of these faults that is its own most likely is; empty
 *     where that is not known
 */
public record Inspection(
    Map<String, @Nullable Object> header,
    Map<String, @Nullable Object> claims,
    Optional<String> provider,
    Optional<UsedKey> key,
    List<Check> checks,
    Verdict verdict,
    Optional<RefusalHint> hint) {

  /** Copies the list; the maps are unmodifiable already. */
  public Inspection {
    checks = List.copyOf(checks);
  }

  /**
   * Writes the inspection as JSON values, for a page or a terminal.
   *
   * @return members named like the components here, absent ones null
   */
  public Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("header", header);
    json.put("claims", claims);
    json.put("provider", provider.orElse(null));
    json.put("key", key.map(UsedKey::toJson).orElse(null));
    json.put("checks", checks.stream().map(Check::toJson).toList());
    json.put("verdict", verdict.toJson());
    json.put("hint", hint.filter(any -> hasOwnFault()).map(Inspection::json).orElse(null));
    return Collections.unmodifiableMap(json);
  }

  /** Keys that cannot be had are not the token's fault, and what comes after is not what counts. */
  private boolean hasOwnFault() {
    return verdict.reason().filter(one -> one != Reason.KEYS_UNAVAILABLE).isPresent();
  }

  /**
   * Writes a hint as JSON values.
   *
   * @param hint the hint
   * @return members named like its components
   */
  public static Map<String, @Nullable Object> json(RefusalHint hint) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", hint.id());
    json.put("sentence", hint.sentence());
    json.put("cure", hint.cure());
    json.put("page", hint.page());
    return json;
  }

  /** How a check ended. */
  public enum Outcome {
    /** It was made, and the token is as it should be. */
    PASSED,
    /** It was made, and the token is refused. */
    FAILED,
    /** What it needs was not there, because an earlier one failed. */
    NOT_REACHED,
    /** The configuration does not ask for it, or the token has nothing to be checked. */
    NOT_ASKED
  }

  /**
   * One check.
   *
   * @param name what was checked
   * @param outcome how it ended
   * @param reason why the token is refused; only where it failed, and even then empty when it was
   *     not the token's fault
   * @param detail what was found, and by how much it misses: one line of at most 500 characters
   * @param afterRefusal whether an earlier check had failed, so that verification would not have
   *     come this far, and what was found may be a forger's word
   */
  public record Check(
      String name, Outcome outcome, Optional<Reason> reason, String detail, boolean afterRefusal) {
    /** Bounds the detail. */
    public Check {
      detail = LogText.line(detail);
    }

    private Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("name", name);
      json.put("outcome", outcome.name());
      json.put("reason", reason.map(Enum::name).orElse(null));
      json.put("detail", detail);
      json.put("afterRefusal", afterRefusal);
      return json;
    }
  }

  /**
   * The key by which a token was or would be verified.
   *
   * @param kid its id; empty when it has none
   * @param algorithm the {@code alg} value
   */
  public record UsedKey(Optional<String> kid, String algorithm) {
    private Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("kid", kid.orElse(null));
      json.put("algorithm", algorithm);
      return json;
    }
  }

  /**
   * What verification says.
   *
   * @param accepted whether the token is accepted
   * @param reason why it is not; empty when it is, or when something other than the token failed
   * @param identity the identity in its JSON form; empty when the token is not accepted
   * @param roles the roles that the token grants, without those of the application's identity
   *     stores; in alphabetical order, as the scopes are
   * @param scopes the scopes that the token grants
   */
  public record Verdict(
      boolean accepted,
      Optional<Reason> reason,
      Map<String, @Nullable Object> identity,
      List<String> roles,
      List<String> scopes) {
    /** Copies the lists; the map is unmodifiable already. */
    public Verdict {
      roles = List.copyOf(roles);
      scopes = List.copyOf(scopes);
    }

    static Verdict refused(Optional<Reason> reason) {
      return new Verdict(false, reason, Map.of(), List.of(), List.of());
    }

    static Verdict accepted(UserIdentity identity) {
      return new Verdict(
          true,
          Optional.empty(),
          identity.toJson(),
          identity.getRoles().stream().sorted().toList(),
          identity.getScopes().stream().sorted().toList());
    }

    private Map<String, @Nullable Object> toJson() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("accepted", accepted);
      json.put("reason", reason.map(Enum::name).orElse(null));
      json.put("identity", accepted ? identity : null);
      json.put("roles", roles);
      json.put("scopes", scopes);
      return json;
    }
  }
}
