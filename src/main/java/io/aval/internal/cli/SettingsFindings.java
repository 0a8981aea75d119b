package io.aval.internal.cli;

import io.aval.config.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was found to be wrong with the settings of a provider, a sentence each. */
final class SettingsFindings {
  private final ProviderConfig provider;
  private final List<String> warnings = new ArrayList<>();

  SettingsFindings(ProviderConfig provider) {
    this.provider = provider;
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  void warn(boolean holds, String warning) {
    if (holds) {
      warnings.add(warning);
    }
  }

  boolean idsMatch(String pattern) {
    return provider.applicationIds().stream().anyMatch(one -> one.matches(pattern));
  }

  /** Warns of an audience that this issuer never sets. */
  void only(String audience, String why) {
    warn(
        !provider.allowAnyAudience() && !provider.applicationIds().contains(audience),
        "application-id should be " + audience + ": " + why);
  }

  /** Whether a claim must have a certain value; that it is there says little of whose it is. */
  boolean requiresValueOf(Predicate<String> claim) {
    return provider.requiredClaims().entrySet().stream()
        .anyMatch(entry -> claim.test(entry.getKey()) && entry.getValue().isPresent());
  }

  /** Whether nothing says where the keys are but the issuer. */
  boolean hasNoOtherPlaceOfKeys() {
    return provider.discovery().isEmpty() && provider.jwks().isEmpty();
  }
}
