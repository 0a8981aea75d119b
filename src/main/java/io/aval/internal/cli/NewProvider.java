package io.aval.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new provider into a web.xml, asking for what was not said. What is typed is checked at
 * once and asked for again; what an option says ends the command when it is wrong.
 *
 * @param terminal where is asked
 * @param check what the issuer is asked
 * @param offer what goes with issuers that are known
 */
record NewProvider(Terminal terminal, ProviderCheck check, Offer offer) {
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "domain", "Enter the identity provider's Domain URL:",
          "issuer", "Enter the issuer (iss) of the tokens:",
          "jwks", "Enter the URL of the issuer's keys (JWKS):",
          "application-id", "Enter your application/client ID with this identity provider:");

  /** Whether what options say leaves a question. */
  static boolean asks(Map<String, String> given) {
    WrittenProvider written = new WrittenProvider("new", given, Map.of());
    return !new Draft(written).missing().isEmpty();
  }

  /**
   * Adds a provider.
   *
   * @param file where to
   * @param name its name, null for one after its host
   * @param given what options say of it
   */
  WebXml add(WebXml file, @Nullable String name, Map<String, String> given) throws Trouble {
    List<String> taken = Project.providerNames(file);
    if (name != null) {
      requireNew(name, taken);
    }
    Draft nothing =
        new Draft(WrittenProvider.of(file, name == null ? ProviderNames.of("", taken) : name));
    Draft draft = nothing;
    for (Map.Entry<String, String> entry : given.entrySet()) {
      draft = draft.with(entry.getKey(), entry.getValue());
    }
    check.requireUsable(draft);
    requireGoodOptions(draft);
    draft =
        offered(
            file, nothing, draft, asks(given) ? Offer.Said.GIVEN : Offer.Said.GIVEN_WITH_ALL_ELSE);
    advance(file, nothing, draft);
    while (!draft.missing().isEmpty()) {
      draft = asked(file, draft, draft.missing().get(0));
    }
    String called = name == null ? ProviderNames.of(draft.issuer(), taken) : name;
    WrittenProvider provider = draft.provider().named(called);
    WebXml after = file.with(provider.parameters());
    requireNoNewFault(file, file.with(provider.withSomeSecret().parameters()));
    provider.remarks().forEach(one -> terminal.say("Note, settings: " + PlainText.line(one)));
    return after;
  }

  /** What is known of an issuer is offered once it is named. */
  private Draft offered(WebXml file, Draft before, Draft now, Offer.Said how) throws Trouble {
    return now.isIssuerKnown() && !before.isIssuerKnown() ? offer.make(file, now, how) : now;
  }

  private static void requireNew(String name, List<String> taken) throws Trouble {
    if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new Trouble(
          Exit.USAGE, "--name: a name has 1 to 64 letters of A-Z a-z, digits, _ and -.");
    }
    if (taken.contains(name)) {
      throw new Trouble(
          "There is a provider " + name + " already. Choose another --name, or remove it first.");
    }
  }

  private void requireGoodOptions(Draft draft) throws Trouble {
    List<String> faults =
        check.counted(draft).stream()
            .map(fault -> Given.option(key(fault)) + ": " + sentence(fault))
            .toList();
    if (!faults.isEmpty()) {
      throw new Trouble(Exit.USAGE, String.join(System.lineSeparator(), faults));
    }
  }

  private Draft asked(WebXml file, Draft draft, String key) throws Trouble {
    return terminal.ask(
        String.valueOf(QUESTIONS.get(key)),
        text -> {
          if (text.isEmpty()) {
            throw new Trouble("Please type it; Ctrl-C gives up.");
          }
          Draft next = draft.with(key, text);
          for (String fault : check.counted(next)) {
            throw new Trouble(fault);
          }
          Draft whole = offered(file, draft, next, Offer.Said.TYPED);
          advance(file, draft, whole);
          return whole;
        });
  }

  /** Does once what can be done once more is known. */
  private void advance(WebXml file, Draft before, Draft now) throws Trouble {
    if (now.canBeAsked() && !before.canBeAsked()) {
      check.require(now);
    }
    if (now.missing().isEmpty()) {
      for (WrittenProvider other : WrittenProvider.of(file)) {
        if (now.repeats(other)) {
          throw new Trouble(
              "The provider " + other.name() + " has this issuer and application ID already.");
        }
      }
    }
  }

  /** What was wrong before is not for this command to judge. */
  private void requireNoNewFault(WebXml before, WebXml after) throws Trouble {
    List<String> faults = new ArrayList<>(check.counted(Project.faults(after)));
    faults.removeAll(Project.faults(before));
    if (!faults.isEmpty()) {
      throw new Trouble("The application would not start with it: " + String.join(" / ", faults));
    }
  }

  private static String key(String fault) {
    return fault.substring(0, Math.max(0, fault.indexOf(':')));
  }

  private static String sentence(String fault) {
    return fault.substring(fault.indexOf(':') + 1).strip();
  }
}
