package io.aval.internal.cli;

import io.aval.issuer.PublishedKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval keys list}. */
@Command(
    name = "list",
    description = {
      "",
      "The file stays as it is: a key that is old enough gives way to the next when a server"
          + " looks, and not before.",
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true)
final class KeysListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final KeysPlace place = new KeysPlace();

  @Option(names = "--json", description = "Answers with one JSON object.")
  private boolean json;

  KeysListCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    KeysPlace.Found found = place.find();
    List<PublishedKey> keys = found.list();
    if (json) {
      terminal.say(
          PlainText.json(Map.of("keys", keys.stream().map(KeysListCommand::json).toList())));
      return Exit.DONE;
    }
    terminal.say("Signing keys in " + found.file());
    keys.forEach(key -> terminal.say(line(key)));
    return Exit.DONE;
  }

  private String line(PublishedKey key) {
    String state = String.format(Locale.ROOT, "%-8s", word(key));
    return "  "
        + (key.state() == PublishedKey.State.CURRENT ? terminal.styled("green", state) : state)
        + "  "
        + key.kid()
        + "  published "
        + at(key.publishedAt())
        + key.activeFrom().map(from -> ", " + signs(key) + at(from)).orElse("")
        + key.until().map(until -> ", published until " + at(until)).orElse("");
  }

  private static String signs(PublishedKey key) {
    return key.state() == PublishedKey.State.NEXT ? "signs from " : "signed from ";
  }

  private static String word(PublishedKey key) {
    return key.state().name().toLowerCase(Locale.ROOT);
  }

  static String at(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, @Nullable Object> json(PublishedKey key) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("kid", key.kid());
    view.put("state", word(key));
    view.put("published_at", at(key.publishedAt()));
    view.put("active_from", key.activeFrom().map(KeysListCommand::at).orElse(null));
    view.put("until", key.until().map(KeysListCommand::at).orElse(null));
    return view;
  }
}
