package io.aval.internal.cli;

import io.aval.config.ConfigException;
import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.ProbeFinding;
import io.aval.internal.jose.ProbeFinding.Check;
import io.aval.internal.jose.ProbeFinding.Outcome;
import io.aval.internal.jose.ProviderProbe;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/**
 * Asks the issuer of a new provider whether it is as it was said to be.
 *
 * @param terminal where remarks go
 * @param resources where {@code classpath:} keys are found
 * @param offline whether nobody is asked, and what only the server knows may be unknown here
 */
record ProviderCheck(Terminal terminal, ClassLoader resources, boolean offline) {
  private static final String WAY_OUT = " (With --offline it is added without asking the issuer.)";

  /** What no developer's machine can differ in from the server. */
  private static final Set<Check> DECISIVE =
      Set.of(Check.DISCOVERY, Check.ISSUER, Check.KEYS, Check.ALGORITHMS);

  /** Of faults those that count here. */
  List<String> counted(List<String> faults) {
    return offline ? faults.stream().filter(one -> !WrittenProvider.isUnset(one)).toList() : faults;
  }

  /** Of a provider's faults those that count here, and are its own. */
  List<String> counted(Draft draft) {
    return counted(draft.faults()).stream().filter(one -> !draft.isOfApplication(one)).toList();
  }

  /** Says where the project itself is at fault, so that no issuer can be asked. */
  void requireUsable(Draft draft) throws Trouble {
    List<String> faults = draft.faults().stream().filter(draft::isOfApplication).toList();
    if (!offline && !faults.isEmpty()) {
      throw new Trouble(
          "No issuer can be asked, since the project's configuration has a fault already: "
              + String.join(" / ", faults)
              + WAY_OUT);
    }
  }

  /** Turns a provider away whose tokens could not be verified. */
  void require(Draft draft) throws Trouble {
    if (offline) {
      return;
    }
    IdentityConfig config = read(draft);
    for (ProviderConfig provider : config.providers()) {
      for (ProbeFinding finding : probe(config, provider)) {
        String said = CheckedProvider.word(finding.check()) + ": " + finding.detail();
        if (finding.outcome() == Outcome.FAILED && DECISIVE.contains(finding.check())) {
          throw new Trouble(Exit.CHECK_FAILED, said + WAY_OUT);
        }
        if (finding.outcome() == Outcome.FAILED || finding.outcome() == Outcome.WARNED) {
          terminal.say("Note, " + PlainText.line(said));
        }
      }
    }
  }

  private static IdentityConfig read(Draft draft) throws Trouble {
    try {
      return draft.read();
    } catch (ConfigException faults) {
      throw new Trouble(String.valueOf(faults.getMessage()));
    }
  }

  private List<ProbeFinding> probe(IdentityConfig config, ProviderConfig provider) throws Trouble {
    try {
      return new ProviderProbe(config.http(), Clock.systemUTC(), resources).probe(provider);
    } catch (IllegalArgumentException authorities) {
      throw new Trouble(String.valueOf(authorities.getMessage()));
    }
  }
}
