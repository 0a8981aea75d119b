package io.aval.internal.cli;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Names for providers: those that the pages of known issuers have, else after hosts. */
final class ProviderNames {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("clerk", "clerk"),
          Map.entry("auth0", "auth0"),
          Map.entry("okta", "okta"),
          Map.entry("microsoftonline", "entra"),
          Map.entry("windows", "entra"),
          Map.entry("amazonaws", "cognito"),
          Map.entry("google", "google"),
          Map.entry("apple", "apple"),
          Map.entry("supabase", "supabase"),
          Map.entry("localhost", "local"));

  private ProviderNames() {}

  /** A name that nobody has yet. */
  static String of(String issuer, List<String> taken) {
    String base =
        NamedIssuer.of(issuer).map(NamedIssuer::providerName).orElseGet(() -> base(issuer));
    String name = base;
    for (int i = 2; taken.contains(name); i++) {
      name = base + i;
    }
    return name;
  }

  private static String base(String issuer) {
    String host =
        host(issuer.contains("://") ? issuer : "https://" + issuer)
            .orElse("")
            .toLowerCase(Locale.ROOT);
    String[] labels = host.split("\\.", -1);
    for (String label : labels) {
      if (KNOWN.containsKey(label)) {
        return KNOWN.get(label);
      }
    }
    String label = labels.length > 1 ? labels[labels.length - 2] : host;
    return label.matches("[a-z][a-z0-9-]*") ? label : "main";
  }

  private static Optional<String> host(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getHost());
    } catch (IllegalArgumentException noUrl) {
      return Optional.empty();
    }
  }
}
