package io.aval.internal.cli;

import io.aval.issuer.PublishedKey;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval keys rotate}. */
@Command(
    name = "rotate",
    description = {
      "",
      "Servers that use the file go on meanwhile, and follow within seconds. Tokens that"
          + " were signed before stay valid until they expire.",
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true)
final class KeysRotateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final KeysPlace place = new KeysPlace();

  @Option(
      names = {"-y", "--yes"},
      description = "Does not ask.")
  private boolean yes;

  KeysRotateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    KeysPlace.Opened opened = place.open();
    Optional<PublishedKey> pending = pending(opened);
    if (pending.isPresent()) {
      terminal.say("A change is under way, and nothing was changed. " + signs(pending.get()));
      return Exit.DONE;
    }
    if (!yes && !terminal.agrees("Have the next key of " + opened.file() + " sign?")) {
      terminal.say("Nothing was changed.");
      return Exit.DONE;
    }
    terminal.say(signs(rotate(opened)));
    return Exit.DONE;
  }

  private static PublishedKey rotate(KeysPlace.Opened opened) throws Trouble {
    try {
      return opened.keys().rotate();
    } catch (IllegalStateException | UncheckedIOException fault) {
      throw new Trouble(opened.file() + ": " + fault.getMessage() + ".");
    }
  }

  private static Optional<PublishedKey> pending(KeysPlace.Opened opened) {
    return opened.keys().list().stream()
        .filter(key -> key.state() == PublishedKey.State.NEXT && key.activeFrom().isPresent())
        .findFirst();
  }

  private static String signs(PublishedKey key) {
    return key.state() == PublishedKey.State.CURRENT
        ? "The key " + key.kid() + " signs from now on."
        : "The key "
            + key.kid()
            + " signs from "
            + key.activeFrom().map(KeysListCommand::at).orElse("a moment to come")
            + " on: verifiers may take that long to fetch it.";
  }
}
