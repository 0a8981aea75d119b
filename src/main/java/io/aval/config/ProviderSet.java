package io.aval.config;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** The rules that hold between providers: a token must fit one of them, or none. */
final class ProviderSet {
  private final Faults faults;

  ProviderSet(Faults faults) {
    this.faults = faults;
  }

  /** Refuses names that environment variables could not tell apart. */
  void checkNames(Collection<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.putIfAbsent(name.replace('-', '_').toLowerCase(Locale.ROOT), name);
      if (other != null) {
        faults.add(
            ConfigKeys.PROVIDERS + name,
            "differs from the provider "
                + other
                + " only in case or punctuation; use one spelling");
      }
    }
  }

  void check(List<ProviderConfig> providers) {
    for (int i = 0; i < providers.size(); i++) {
      for (int j = i + 1; j < providers.size(); j++) {
        if (shareIssuer(providers.get(i), providers.get(j))) {
          checkPair(providers.get(i), providers.get(j));
        }
      }
    }
  }

  private void checkPair(ProviderConfig one, ProviderConfig two) {
    if (one.allowAnyAudience() || two.allowAnyAudience()) {
      ProviderConfig any = one.allowAnyAudience() ? one : two;
      ProviderConfig other = one.allowAnyAudience() ? two : one;
      faults.add(
          ProviderKeys.ALLOW_ANY_AUDIENCE.named(any.name()),
          "would take the tokens of the provider " + other.name() + ", which has the same issuer");
    } else if (one.applicationIds().equals(two.applicationIds())
        && one.audienceClaims().equals(two.audienceClaims())) {
      faults.add(
          ProviderKeys.APPLICATION_ID.named(two.name()),
          "repeats the provider " + one.name() + ": issuer and audience are the same; remove one");
    }
  }

  private static boolean shareIssuer(ProviderConfig one, ProviderConfig two) {
    if (one.type() == ProviderConfig.Type.CUSTOM_JWT
        && two.type() == ProviderConfig.Type.CUSTOM_JWT) {
      return one.issuer().equals(two.issuer());
    }
    String left = comparable(one);
    String right = comparable(two);
    if (left.equals(right)) {
      return one.tenants().equals(two.tenants())
          || one.tenants().contains("*")
          || two.tenants().contains("*")
          || !Collections.disjoint(one.tenants(), two.tenants());
    }
    return standsFor(one, right) || standsFor(two, left);
  }

  /** Whether one of a provider's tenants is the issuer of the other. */
  private static boolean standsFor(ProviderConfig provider, String issuer) {
    if (provider.tenants().isEmpty() || IssuerUrls.hasTenant(issuer)) {
      return false;
    }
    Matcher matcher = IssuerUrls.match(provider.issuer(), issuer);
    return matcher.matches()
        && (provider.tenants().contains("*") || provider.tenants().contains(matcher.group(1)));
  }

  /** An issuer as it is compared with a token's: with a scheme, without trailing slashes. */
  private static String comparable(ProviderConfig provider) {
    String issuer = Urls.withoutTrailingSlashes(provider.issuer());
    boolean bare = provider.type() == ProviderConfig.Type.CUSTOM_JWT && !Urls.hasScheme(issuer);
    return bare ? "https://" + issuer : issuer;
  }
}
