package io.aval.internal.cli;

import io.aval.internal.jose.PrettyJson;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.Shortcodes;
import io.aval.issuer.TemplateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/**
 * A template that is about to be kept.
 *
 * @param terminal where it is told
 * @param place where it goes
 * @param template the template
 */
record NewTemplate(Terminal terminal, TemplatesPlace place, JwtTemplate template) {

  /**
   * Looks for shortcodes that there are not: a fault where the configuration says so, else a
   * warning.
   *
   * @throws IssuerException when it is a fault
   */
  void checkShortcodes() {
    try {
      Shortcodes.parseStrictly(template.claims());
    } catch (IssuerException unknown) {
      if (isStrict()) {
        throw unknown;
      }
      terminal.err().println("It will be null in tokens: " + unknown.getMessage());
    }
  }

  private boolean isStrict() {
    try {
      return Project.config(place.project().file().read()).issuer().strictShortcodes();
    } catch (Trouble incomplete) {
      return false;
    }
  }

  /**
   * Keeps it.
   *
   * @throws Trouble when there is one of this name, or the place cannot be written
   */
  void keep() throws Trouble {
    if (place.directory().isPresent()) {
      inDirectory(place.directory().get());
    } else {
      place.project().file(); // says so where there is no project
      inProject(place.project().templates());
    }
  }

  private void inDirectory(Path directory) throws Trouble {
    if (Files.exists(directory)) {
      FileOwner.requireMine(directory);
    }
    try {
      TemplateStore.inDirectory(directory, Clock.systemUTC()).create(template);
    } catch (UncheckedIOException unwritable) {
      throw new Trouble(String.valueOf(unwritable.getMessage()));
    }
    terminal.say("Added " + template.name() + " to " + directory + ".");
  }

  private void inProject(Path directory) throws Trouble {
    boolean first = place.ofProject().isBuiltIn();
    Path file = directory.resolve(template.name() + ".json");
    try {
      Files.createDirectories(directory);
      Files.writeString(
          file,
          PrettyJson.write(TemplateTexts.file(template)) + "\n",
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException taken) {
      throw new Trouble(file + " is there already. Edit it, or choose another name.");
    } catch (IOException unwritable) {
      throw new Trouble(file + " cannot be written: " + unwritable.getMessage());
    }
    terminal.say("Added " + file + ". Deploy the application again.");
    if (first && !template.name().equals(JwtTemplate.convex().name())) {
      terminal.say(
          "Without any file the application had the template convex, which it has no more. To keep"
              + " it: aval templates add --preset convex");
    }
  }
}
