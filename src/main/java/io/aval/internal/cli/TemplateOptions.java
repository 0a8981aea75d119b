package io.aval.internal.cli;

import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateKey;
import io.aval.issuer.TemplatePreset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a new template is to be: options, and questions where there are none. */
final class TemplateOptions {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The template's name. Default: the preset's or the file's.")
  private @Nullable String name;

  @Option(
      names = "--preset",
      paramLabel = "PRESET",
      completionCandidates = TemplateOptions.Presets.class,
      description = "What to begin with: ${COMPLETION-CANDIDATES}.")
  private @Nullable String preset;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "A template as JSON; - reads it from standard input.")
  private @Nullable Path file;

  @Option(
      names = "--claims",
      paramLabel = "FILE",
      description = "The claims as JSON; - reads them from standard input.")
  private @Nullable Path claims;

  @Option(
      names = "--lifetime",
      paramLabel = "TIME",
      description = "How long a token is valid: seconds, or 90s, 10m, 2h, 7d.")
  private @Nullable String lifetime;

  @Option(
      names = "--clock-skew",
      paramLabel = "TIME",
      description = "How far nbf lies back, for verifiers whose clock is behind.")
  private @Nullable String clockSkew;

  @Option(
      names = "--signing-algorithm",
      paramLabel = "ALG",
      description = "The algorithm of a key of the template's own, with --directory only.")
  private @Nullable String algorithm;

  @Option(
      names = "--signing-key-file",
      paramLabel = "FILE",
      description = "The file of that key (PEM, or a secret for HS256). Default: asked for.")
  private @Nullable Path keyFile;

  /**
   * Makes the template.
   *
   * @param keepsSecrets whether the template goes where a key may lie
   * @throws Trouble when something is missing or cannot be read
   * @throws io.aval.issuer.IssuerException when the issuer would refuse it
   */
  JwtTemplate read(Terminal terminal, boolean keepsSecrets) throws Trouble {
    TemplateSource source = new TemplateSource(terminal);
    if (file != null) {
      return changed(source.template(file, name), keepsSecrets, Optional.empty());
    }
    if (claims != null) {
      if (name == null) {
        throw new Trouble("Claims alone have no name: aval templates add NAME --claims FILE");
      }
      return changed(source.ofClaims(claims, name), keepsSecrets, Optional.empty());
    }
    if (preset == null) {
      ask(terminal);
    }
    TemplatePreset chosen = preset(preset == null ? "" : preset);
    JwtTemplate begun = name == null ? chosen.builder().build() : chosen.builder(name).build();
    return changed(begun, keepsSecrets, chosen.ownKeyAlgorithm());
  }

  private void ask(Terminal terminal) throws Trouble {
    TemplatePreset chosen =
        terminal.ask(
            "What should the template begin with? "
                + String.join(", ", new Presets())
                + " (convex):",
            TemplateOptions::preset);
    JwtTemplate usual = chosen.builder().build();
    preset = chosen.name();
    if (name == null) {
      name =
          terminal.ask(
              "What should it be called? (" + usual.name() + "):",
              text -> text.isEmpty() ? usual.name() : text);
    }
    if (lifetime == null) {
      String span = TemplateTexts.span(usual.lifetime());
      lifetime =
          terminal.ask(
              "How long should its tokens be valid? (" + span + "):",
              text -> {
                duration(text.isEmpty() ? span : text, "The answer");
                return text.isEmpty() ? span : text;
              });
    }
  }

  private static TemplatePreset preset(String text) throws Trouble {
    String wanted = text.isEmpty() ? "convex" : text;
    for (TemplatePreset preset : TemplatePreset.values()) {
      if (preset.name().equalsIgnoreCase(wanted)) {
        return preset;
      }
    }
    throw new Trouble("Please type one of " + String.join(", ", new Presets()) + ".");
  }

  private JwtTemplate changed(
      JwtTemplate template, boolean keepsSecrets, Optional<String> presetAlgorithm) throws Trouble {
    Optional<String> wanted = Optional.ofNullable(algorithm).or(() -> presetAlgorithm);
    boolean secret = wanted.isPresent() || template.signingKey().isPresent();
    if (secret && !keepsSecrets) {
      throw new Trouble(
          "This template has a signing key of its own, a secret that belongs neither into the WAR"
              + " nor under version control. Keep it in a directory of the server's: --directory,"
              + " and aval.issuer.templates in the configuration.");
    }
    Optional<TemplateKey> key =
        wanted.isPresent()
            ? Optional.of(TemplateKeySource.read(wanted.get(), keyFile))
            : template.signingKey();
    return new JwtTemplate(
        template.name(),
        template.claims(),
        lifetime == null ? template.lifetime() : duration(lifetime, "--lifetime"),
        clockSkew == null ? template.allowedClockSkew() : duration(clockSkew, "--clock-skew"),
        key);
  }

  private static Duration duration(String text, String what) throws Trouble {
    if (!text.matches("\\d{1,9}[smhd]?")) {
      throw new Trouble(what + " must be seconds, or a time like 90s, 10m, 2h, 7d.");
    }
    char unit = text.charAt(text.length() - 1);
    long number = Long.parseLong(text.replaceAll("[smhd]$", ""));
    return switch (unit) {
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      case 'd' -> Duration.ofDays(number);
      default -> Duration.ofSeconds(number);
    };
  }

  /** The names of the presets; made by picocli, too. */
  static final class Presets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(TemplatePreset.values())
          .map(preset -> preset.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }
}
