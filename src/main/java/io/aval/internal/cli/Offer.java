package io.aval.internal.cli;

import io.aval.internal.hint.KnownIssuer;
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
   * @param mayAsk whether somebody is there to answer
   * @return the provider, with the settings where they were agreed to
   */
  Draft make(WebXml file, Draft draft, boolean mayAsk) throws Trouble {
    String issuer = draft.issuer();
    Optional<KnownIssuer> known = KnownIssuer.of(issuer);
    if (known.isEmpty() || Boolean.FALSE.equals(answer)) {
      return draft;
    }
    List<Proposal> open = new ArrayList<>();
    for (Proposal one : Proposal.of(known.get(), issuer)) {
      if (isOpen(one, file, draft)) {
        open.add(one);
      }
    }
    introduce(known.get(), open);
    return open.isEmpty() || !isAgreed(mayAsk) ? draft : with(open, draft);
  }

  private void introduce(KnownIssuer known, List<Proposal> open) {
    terminal.say("This is " + known.title() + ", see " + known.page() + ".");
    IssuerNotes.of(known).ifPresent(note -> terminal.say("  " + note));
    if (!open.isEmpty()) {
      terminal.say("Settings that go with it:");
    }
    for (Proposal one : open) {
      terminal.say("  " + PlainText.line(one.setting()) + "   " + one.why());
    }
  }

  /** Whether nobody has said it yet; what an option says counts more, but for another domain. */
  private static boolean isOpen(Proposal one, WebXml file, Draft draft) {
    return one.isShared()
        ? !Project.values(file).containsKey(one.key())
        : one.key().equals("domain") || !draft.provider().keys().containsKey(one.key());
  }

  private boolean isAgreed(boolean mayAsk) throws Trouble {
    if (answer != null) {
      return answer;
    }
    if (!mayAsk) {
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
