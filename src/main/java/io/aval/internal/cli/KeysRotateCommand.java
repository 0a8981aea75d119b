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
    KeysPlace.Found found = place.find();
    FileOwner.requireMine(found.file());
    Optional<PublishedKey> pending = pending(found);
    if (pending.isPresent()) {
      terminal.say("A change is under way, and nothing was changed. " + signs(pending.get()));
      return Exit.DONE;
    }
    if (!yes && !terminal.agrees("Have the next key of " + found.file() + " sign?")) {
      terminal.say("Nothing was changed.");
      return Exit.DONE;
    }
    terminal.say(signs(rotate(found)));
    return Exit.DONE;
  }

  private static PublishedKey rotate(KeysPlace.Found found) throws Trouble {
    try {
      return found.open().rotate();
    } catch (IllegalStateException | UncheckedIOException fault) {
      throw new Trouble(found.file() + ": " + fault.getMessage() + ".");
    }
  }

  private static Optional<PublishedKey> pending(KeysPlace.Found found) throws Trouble {
    return found.list().stream()
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
