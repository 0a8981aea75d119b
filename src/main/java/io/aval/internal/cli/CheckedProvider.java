package io.aval.internal.cli;

import io.aval.config.IdentityConfig;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.ProbeFinding;
import io.aval.internal.jose.ProbeFinding.Outcome;
import io.aval.internal.jose.ProviderProbe;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A provider, or the application around it, and what checking it found.
 *
 * @param name the provider's name
 * @param results what was found, in order
 */
record CheckedProvider(String name, List<Result> results) {
  private static final String SETTINGS = "settings";

  /**
   * One thing that was looked at.
   *
   * @param issuer whose, or empty text
   * @param check what
   * @param outcome how it came out
   * @param detail what was found
   */
  record Result(String issuer, String check, Outcome outcome, String detail) {}

  /** Reads a provider and asks its issuer. */
  static CheckedProvider of(WrittenProvider provider, ClassLoader resources) {
    List<String> faults = provider.faults();
    if (!faults.isEmpty()) {
      return faulty(provider.name(), faults);
    }
    IdentityConfig config = provider.read();
    List<Result> results = new ArrayList<>();
    try {
      ProviderProbe probe = new ProviderProbe(config.http(), Clock.systemUTC(), resources);
      for (ProviderConfig read : config.providers()) {
        if (read.name().equals(provider.name())) {
          probe.probe(read).forEach(finding -> results.add(result(finding)));
          results.addAll(settings(read, config));
        }
      }
    } catch (IllegalArgumentException authorities) {
      return faulty(provider.name(), List.of(String.valueOf(authorities.getMessage())));
    }
    return new CheckedProvider(provider.name(), List.copyOf(results));
  }

  /** Says of a known issuer whether its tokens get along with the settings. */
  private static List<Result> settings(ProviderConfig provider, IdentityConfig config) {
    List<String> warnings = SettingsCheck.of(provider, config);
    String page = SettingsCheck.named(provider).map(named -> named.known().page()).orElse("");
    if (warnings.isEmpty() && !page.isEmpty()) {
      return List.of(new Result(provider.issuer(), SETTINGS, Outcome.PASSED, page));
    }
    return warnings.stream()
        .map(
            warning ->
                new Result(
                    provider.issuer(),
                    SETTINGS,
                    Outcome.WARNED,
                    page.isEmpty() ? warning : warning + " (" + page + ")"))
        .toList();
  }

  /** Something whose configuration cannot be read. */
  static CheckedProvider faulty(String name, List<String> faults) {
    return new CheckedProvider(
        name,
        faults.stream()
            .map(fault -> new Result("", "configuration", Outcome.FAILED, fault))
            .toList());
  }

  /** What a check is called. */
  static String word(ProbeFinding.Check check) {
    return check.name().toLowerCase(Locale.ROOT);
  }

  boolean failed() {
    return results.stream().anyMatch(result -> result.outcome() == Outcome.FAILED);
  }

  /** Shows it, a line for each result. */
  void show(Terminal terminal) {
    String issuer = "";
    terminal.say(terminal.styled("bold", PlainText.line(name)));
    for (Result result : results) {
      if (!result.issuer().equals(issuer)) {
        issuer = result.issuer();
        terminal.say("  " + PlainText.line(issuer));
      }
      terminal.say(
          "  %s  %-13s  %s"
              .formatted(mark(terminal, result), result.check(), PlainText.line(result.detail())));
    }
  }

  private static String mark(Terminal terminal, Result result) {
    return switch (result.outcome()) {
      case PASSED -> terminal.styled("green", "ok    ");
      case WARNED -> terminal.styled("yellow", "warn  ");
      case FAILED -> terminal.styled("bold,red", "FAILED");
      case SKIPPED -> "-     ";
    };
  }

  /** The same as the members of a JSON object. */
  Map<String, Object> json() {
    List<Object> checks = new ArrayList<>();
    for (Result result : results) {
      Map<String, Object> check = new LinkedHashMap<>();
      check.put("check", result.check());
      check.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
      check.put("issuer", result.issuer().isEmpty() ? null : result.issuer());
      check.put("detail", result.detail());
      checks.add(check);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("provider", name);
    members.put("passed", !failed());
    members.put("checks", checks);
    return members;
  }

  private static Result result(ProbeFinding finding) {
    return new Result(finding.issuer(), word(finding.check()), finding.outcome(), finding.detail());
  }
}
