package io.aval.internal.cli;

import io.aval.internal.hint.KnownIssuer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An issuer that has a page, as people name it.
 *
 * @param known which it is
 * @param url its URL, as it was said
 */
record NamedIssuer(KnownIssuer known, String url) {
  private static final Pattern EKS = host("oidc\\.eks\\..+");
  private static final Pattern GKE = host("container\\.googleapis\\.com/.+");
  private static final Pattern AKS = host("[^/]+\\.oic\\.prod-aks\\.azure\\.com/.+");

  private static final Map<KnownIssuer, String> NAMES =
      Map.ofEntries(
          Map.entry(KnownIssuer.OKTA_ORG, "okta"),
          Map.entry(KnownIssuer.ENTRA, "entra"),
          Map.entry(KnownIssuer.ENTRA_V1, "entra"),
          Map.entry(KnownIssuer.ENTRA_BARE, "entra"),
          Map.entry(KnownIssuer.ENTRA_EXTERNAL, "external"),
          Map.entry(KnownIssuer.GOOGLE_IAP, "iap"),
          Map.entry(KnownIssuer.CLOUDFLARE, "access"));

  private static Pattern host(String pattern) {
    return Pattern.compile("(?i)(?:https?://)?" + pattern);
  }

  /** Finds the issuer of a URL. */
  static Optional<NamedIssuer> of(String url) {
    return KnownIssuer.of(url).map(known -> new NamedIssuer(known, url));
  }

  /** What its page calls a provider of it. */
  String providerName() {
    if (known == KnownIssuer.KUBERNETES) {
      return is(EKS) ? "eks" : is(GKE) ? "gke" : is(AKS) ? "aks" : "kubernetes";
    }
    String name = known.name().toLowerCase(Locale.ROOT);
    return NAMES.getOrDefault(known, name);
  }

  /** Whether it is a cluster whose keys are on the internet, with a certificate that all trust. */
  boolean isManagedCluster() {
    return is(EKS) || is(GKE) || is(AKS);
  }

  private boolean is(Pattern pattern) {
    return pattern.matcher(url).matches();
  }
}
