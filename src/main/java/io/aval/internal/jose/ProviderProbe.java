package io.aval.internal.jose;

import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether the keys of a provider can be had, as verification would get them: by the same
 * discovery, over the same way to the network with the same bounds, judged by the same rules. Each
 * probe asks the issuer anew. Safe for many threads.
 */
public final class ProviderProbe {
  private final IdentityConfig.Http http;
  private final Clock clock;
  private final ClassLoader resources;

  /**
   * Makes a probe.
   *
   * @param http the configured authorities and proxy
   * @param clock what the issuer's clock is compared with
   * @param resources where {@code classpath:} keys are found
   */
  public ProviderProbe(IdentityConfig.Http http, Clock clock, ClassLoader resources) {
    this.http = http;
    this.clock = clock;
    this.resources = resources;
  }

  /**
   * Probes a provider, and all its listed tenants.
   *
   * @param provider the provider
   * @return what was found, in the order of {@link ProbeFinding.Check} for each issuer
   * @throws IllegalArgumentException when the file with the authorities cannot be used; the message
   *     names the configuration key
   */
  public List<ProbeFinding> probe(ProviderConfig provider) {
    List<ProbeFinding> found = new ArrayList<>();
    for (String issuer : issuers(provider)) {
      WitnessedAnswers answers = new WitnessedAnswers(clock);
      HttpFetch fetch = new HttpFetch(http, HttpFetch.Bounds.USUAL, answers);
      Environment environment = new Environment(clock, fetch, Runnable::run, resources);
      IssuerProbe probe = new IssuerProbe(provider, issuer, environment);
      found.addAll(probe.look());
      found.add(answers.clock(issuer, provider.clockSkew()));
      found.add(answers.certificate(issuer));
    }
    return List.copyOf(found);
  }

  /** All tenants together ({@code *}) are one issuer here, for they share discovery or keys. */
  private static List<String> issuers(ProviderConfig provider) {
    return provider.tenants().isEmpty() || provider.tenants().contains("*")
        ? List.of(provider.issuer())
        : provider.tenants().stream()
            .map(tenant -> provider.issuer().replace(Tenants.PLACEHOLDER, tenant))
            .toList();
  }
}
