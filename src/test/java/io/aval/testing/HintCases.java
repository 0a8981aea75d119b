package io.aval.testing;

import io.aval.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Mistakes that are known, one token for each hint of the catalogue, as the issuers make them. Each
 * meets a configuration of its own, with one provider {@code mine}.
 */
public final class HintCases {
  private HintCases() {}

  /**
   * One mistake.
   *
   * @param id the hint that it should have
   * @param settings keys of the provider, beside {@code jwks} and {@code application-id}
   * @param reason why its token is refused
   * @param token spoils a good token of the provider's issuer
   */
  public record Case(
      String id, Map<String, String> settings, Reason reason, Function<TestTokens, String> token) {

    /** The configuration that it meets, whose keys are there. */
    public Map<String, String> configuration(String jwks) {
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("jwks", jwks);
      keys.put("application-id", "app");
      keys.putAll(settings);
      keys.values().removeIf(String::isEmpty);
      Map<String, String> full = new LinkedHashMap<>();
      keys.forEach((key, value) -> full.put("aval.providers.mine." + key, value));
      return full;
    }

    /** The token. */
    public String make(TestKey key, Instant now) {
      String issuer = settings.getOrDefault("domain", settings.getOrDefault("issuer", ""));
      return token.apply(TestTokens.valid(issuer, key, now));
    }

    @Override
    public String toString() {
      return id + " (" + reason + ")";
    }
  }

  /** All of them. */
  public static List<Case> all() {
    HintCaseList all = new HintCaseList();
    GeneralHintCases.addTo(all);
    HostedHintCases.addTo(all);
    SelfHostedHintCases.addTo(all);
    WorkloadHintCases.addTo(all);
    SignInHintCases.addTo(all);
    DomainHintCases.addTo(all);
    return all.cases();
  }
}
