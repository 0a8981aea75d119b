package io.aval.internal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is known of an issuer, and offers the settings that go with it.
 *
 * @param terminal where is asked
 * @param answer what an option answered, null where none did
 */
record Offer(Terminal terminal, @Nullable Boolean answer) {

  /**
   * Offers what goes with the issuer of a provider, if it is known.
   *
   * @param file where the provider is to be added
   * @param draft what is known of it
   * @param how how it came to be known
   * @return the provider, with the settings where they were agreed to
   */
  Draft make(WebXml file, Draft draft, Said how) throws Trouble {
    String issuer = draft.issuer();
    Optional<NamedIssuer> known = NamedIssuer.of(issuer);
    if (known.isEmpty() || Boolean.FALSE.equals(answer)) {
      return draft;
    }
    boolean kept = how != Said.TYPED && draft.provider().keys().containsKey(Proposal.DOMAIN);
    List<Proposal> open = new ArrayList<>();
    List<Proposal> domains = new ArrayList<>();
    for (Proposal one : Proposal.of(known.get().known(), issuer)) {
      if (kept && one.key().equals(Proposal.DOMAIN)) {
        domains.add(one);
      } else if (!(kept && one.ofOtherDomain()) && isOpen(one, file, draft)) {
        open.add(one.beside(others(file)));
      }
    }
    introduce(known.get(), open);
    domains.forEach(this::leave);
    return open.isEmpty() || !isAgreed(how) ? draft : with(open, draft);
  }

  /** How a provider's issuer was said. */
  enum Said {
    /** At the prompt, where another spelling may be asked about. */
    TYPED,
    /** By an option, which stays as it is; other questions are still to be asked. */
    GIVEN,
    /** By an option, and nothing is asked at all. */
    GIVEN_WITH_ALL_ELSE
  }

  private void introduce(NamedIssuer named, List<Proposal> open) {
    terminal.say("This is " + named.known().title() + ", see " + named.known().page() + ".");
    IssuerNotes.of(named).ifPresent(note -> terminal.say("  " + note));
    if (!open.isEmpty()) {
      terminal.say("Settings that go with it:");
    }
    for (Proposal one : open) {
      terminal.say("  " + PlainText.line(one.setting()) + "   " + one.why());
    }
  }

  private void leave(Proposal domain) {
    terminal.say(
        "Note, domain: it stays as the option says it. Otherwise "
            + PlainText.line(domain.value())
            + " would be proposed: "
            + domain.why());
  }

  /** Whose tokens the application accepts already. */
  private static List<String> others(WebXml file) {
    List<String> others =
        new ArrayList<>(Surroundings.here().providers(Project.providerNames(file)));
    if (Project.values(file).keySet().stream().anyMatch(key -> key.startsWith("aval.issuer."))) {
      others.add("its own issuer");
    }
    return others;
  }

  /** Whether nobody has said it yet, and it gets along with what was said. */
  private static boolean isOpen(Proposal one, WebXml file, Draft draft) {
    if (one.isShared()) {
      return !Project.values(file).containsKey(one.key());
    }
    if (one.key().equals(Proposal.ROLES) && draft.trustsAllTenants()) {
      return false;
    }
    boolean said = draft.provider().keys().containsKey(one.key());
    return (one.key().equals(Proposal.DOMAIN) || !said) && draft.takes(one.key(), one.value());
  }

  private boolean isAgreed(Said how) throws Trouble {
    if (answer != null) {
      return answer;
    }
    if (how == Said.GIVEN_WITH_ALL_ELSE) {
      terminal.say("  Not written; --proposals writes them.");
      return false;
    }
    return terminal.agrees("Would you like to write these settings, too?", true);
  }

  private static Draft with(List<Proposal> agreed, Draft draft) {
    Draft whole = draft;
    for (Proposal one : agreed) {
      whole = whole.with(one.key(), one.value());
    }
    return whole;
  }
}
