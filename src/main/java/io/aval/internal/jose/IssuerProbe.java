package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import io.aval.internal.jose.ProbeFinding.Check;
import io.aval.internal.jose.ProbeFinding.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for the keys of one issuer, step by step. One use, one thread. */
final class IssuerProbe {
  private final ProviderConfig provider;
  private final String issuer;
  private final Environment environment;
  private final List<ProbeFinding> found = new ArrayList<>();

  IssuerProbe(ProviderConfig provider, String issuer, Environment environment) {
    this.provider = provider;
    this.issuer = issuer;
    this.environment = environment;
  }

  /** Looks; what comes after a failure is skipped. */
  List<ProbeFinding> look() {
    try {
      algorithms(provider.secret().isPresent() ? shared() : keys(locate()));
    } catch (IOException | RuntimeException e) {
      for (Check rest : List.of(Check.DISCOVERY, Check.ISSUER, Check.KEYS, Check.ALGORITHMS)) {
        if (found.stream().noneMatch(finding -> finding.check() == rest)) {
          boolean first = found.stream().noneMatch(one -> one.outcome() == Outcome.FAILED);
          add(rest, first ? Outcome.FAILED : Outcome.SKIPPED, first ? reason(e) : "not reached");
        }
      }
    }
    return List.copyOf(found);
  }

  /** The key that both sides have, which is at no place. */
  private KeySet shared() {
    withoutDiscovery("the configuration has the secret");
    KeySet keys = StaticKeys.ofSecret(provider).keys();
    add(Check.KEYS, Outcome.PASSED, "the shared secret");
    return keys;
  }

  private void withoutDiscovery(String why) {
    add(Check.DISCOVERY, Outcome.SKIPPED, why);
    add(Check.ISSUER, Outcome.SKIPPED, "it is compared with tokens only");
  }

  /** Where the keys are, by discovery where the configuration does not say. */
  private URI locate() throws IOException {
    if (provider.jwks().isPresent()) {
      withoutDiscovery("the configuration says where the keys are");
      return provider.jwks().get();
    }
    Discovery discovery = Discovery.of(provider, issuer, environment);
    try {
      URI place = discovery.locate();
      add(Check.DISCOVERY, Outcome.PASSED, discovery.document().toString());
      add(Check.ISSUER, Outcome.PASSED, issuer);
      return place;
    } catch (Discovery.OtherIssuer other) {
      add(Check.DISCOVERY, Outcome.PASSED, discovery.document().toString());
      add(Check.ISSUER, Outcome.FAILED, reason(other));
      throw other;
    }
  }

  private KeySet keys(URI place) throws IOException {
    KeySet keys =
        switch (String.valueOf(place.getScheme()).toLowerCase(Locale.ROOT)) {
          case "data" -> StaticKeys.ofData(place).keys();
          case "classpath" -> StaticKeys.ofResource(place, environment.resources()).keys();
          case "file" -> FileKeys.read(Path.of(place));
          default -> published(place);
        };
    if (found.stream().noneMatch(finding -> finding.check() == Check.KEYS)) {
      add(Check.KEYS, Outcome.PASSED, counted(keys));
    }
    return keys;
  }

  private KeySet published(URI place) throws IOException {
    Transport.check(place, provider.insecureHttp());
    KeySetDocument document = KeySetDocument.parse(environment.fetch().get(place).body());
    String leftOut = String.join(". ", document.leftOut());
    if (document.keys().keys().isEmpty()) {
      throw new IOException("There is no usable key at " + place + ". " + leftOut);
    }
    String detail = counted(document.keys()) + " at " + place;
    add(
        Check.KEYS,
        document.leaked() ? Outcome.WARNED : Outcome.PASSED,
        leftOut.isEmpty() ? detail : detail + ". " + leftOut);
    return document.keys();
  }

  private static String counted(KeySet keys) {
    int count = keys.keys().size();
    return count == 1 ? "1 usable key" : count + " usable keys";
  }

  private void algorithms(KeySet keys) {
    Set<String> possible =
        keys.algorithms().stream().map(Algorithm::headerName).collect(Collectors.toSet());
    List<String> both = provider.algorithms().stream().filter(possible::contains).toList();
    if (both.isEmpty()) {
      add(
          Check.ALGORITHMS,
          Outcome.FAILED,
          "the keys are for "
              + String.join(", ", new java.util.TreeSet<>(possible))
              + ", and the provider allows only "
              + String.join(", ", provider.algorithms()));
    } else {
      add(Check.ALGORITHMS, Outcome.PASSED, String.join(", ", both));
    }
  }

  private void add(Check check, Outcome outcome, String detail) {
    found.add(new ProbeFinding(issuer, check, outcome, LogText.line(detail)));
  }

  private static String reason(Exception failure) {
    return LogText.reason(failure);
  }
}
