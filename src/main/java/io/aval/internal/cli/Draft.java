package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A provider of which not everything may be known yet. Immutable.
 *
 * @param provider what is known
 */
record Draft(WrittenProvider provider) {
  /** What stands in for an answer that is still to come, so that the others can be judged. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          "domain", "https://issuer.invalid",
          "issuer", "https://issuer.invalid",
          "jwks", "https://issuer.invalid/jwks",
          "application-id", "stand-in");

  private static final Pattern API_KEY =
      Pattern.compile("(https://)?[ps]k_(test|live)_.*", Pattern.DOTALL);

  /** The keys that it cannot be without, in the order of the questions; the audience comes last. */
  List<String> wanted() {
    Map<String, String> keys = provider.keys();
    List<String> wanted = new ArrayList<>();
    if (keys.getOrDefault("type", "oidc").equals("oidc")) {
      wanted.add("domain");
    } else {
      wanted.add("issuer");
      if (!keys.containsKey("secret") && !keys.containsKey("secret-file")) {
        wanted.add("jwks");
      }
    }
    if (!keys.getOrDefault("allow-any-audience", "").equals("true")) {
      wanted.add("application-id");
    }
    return wanted;
  }

  List<String> missing() {
    return wanted().stream().filter(key -> !provider.keys().containsKey(key)).toList();
  }

  /** Whether enough is known to ask the issuer. */
  boolean canBeAsked() {
    return missing().isEmpty() || missing().equals(List.of("application-id"));
  }

  /** Whether it is said whose tokens it is about. */
  boolean isIssuerKnown() {
    return provider.keys().containsKey("domain") || provider.keys().containsKey("issuer");
  }

  Draft with(String key, String value) {
    Map<String, String> keys = new LinkedHashMap<>(provider.keys());
    keys.put(key, tidy(key, value));
    return new Draft(provider.with(keys));
  }

  /** Whether every tenant's tokens are accepted, and each may grant whatever role it likes. */
  boolean trustsAllTenants() {
    return "*".equals(provider.keys().get("tenants"))
        && !provider.keys().containsKey("allowed-roles");
  }

  /** Whether a further key gets along with what is said already. */
  boolean takes(String key, String value) {
    return faults().containsAll(with(key, value).faults());
  }

  /** What is wrong with what is known, each fault with its key in front. */
  List<String> faults() {
    if (API_KEY.matcher(provider.keys().getOrDefault("domain", "")).matches()) {
      return List.of(
          "domain: this is an API key, and not the issuer's URL. Clerk's dashboard has that beside"
              + " the keys, as Frontend API URL: https://….clerk.accounts.dev, or"
              + " https://clerk.<your domain>");
    }
    Set<String> faults = new LinkedHashSet<>(whole().withSomeSecret().faults());
    whole().faults().stream().filter(WrittenProvider::isUnset).forEach(faults::add);
    return List.copyOf(faults);
  }

  /** Whether a fault is the application's, and of nothing that was said of this provider. */
  boolean isOfApplication(String fault) {
    return fault.startsWith("aval.")
        && provider.keys().keySet().stream().noneMatch(key -> fault.startsWith(key + ":"));
  }

  /**
   * What the application would make of it.
   *
   * @throws ConfigException when there are faults
   */
  IdentityConfig read() {
    return whole().read();
  }

  /** Whether another provider would be taken for it: the same issuer, and an audience of both. */
  boolean repeats(WrittenProvider other) {
    Optional<ProviderConfig> mine = whole().config();
    Optional<ProviderConfig> its = other.config();
    if (mine.isEmpty() || its.isEmpty()) {
      return provider.issuer().equals(other.issuer())
          && provider.audience().equals(other.audience());
    }
    ProviderConfig one = mine.get();
    ProviderConfig two = its.get();
    return one.issuer().equals(two.issuer())
        && (one.applicationIds().equals(two.applicationIds())
            || !Collections.disjoint(one.applicationIds(), two.applicationIds()));
  }

  /** Its issuer, as far as it can be told here. */
  String issuer() {
    return whole().config().map(ProviderConfig::issuer).orElseGet(provider::issuer);
  }

  private WrittenProvider whole() {
    Map<String, String> keys = new LinkedHashMap<>(provider.keys());
    missing().forEach(key -> keys.put(key, String.valueOf(STAND_INS.get(key))));
    return provider.with(keys);
  }

  /** An answer as it is kept: a domain with its scheme, and without what is found under it. */
  private static String tidy(String key, String answer) {
    String text = answer.strip();
    if (!key.equals("domain")) {
      return text;
    }
    String domain = text.replaceFirst("/\\.well-known/(openid-configuration|jwks\\.json)/?$", "");
    boolean asItIs = domain.contains("://") || domain.matches("(?i)(https?:|[/\"']|\\$\\{).*");
    return asItIs || domain.isEmpty() ? domain : "https://" + domain;
  }
}
