package io.aval.internal.cli;

import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateStore;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where templates are: options of the commands for templates. */
final class TemplatesPlace {
  @Mixin private final Project project = new Project();

  @Option(
      names = "--directory",
      paramLabel = "DIRECTORY",
      description =
          "A directory of the server's (aval.issuer.templates). Default: WEB-INF/jwt-templates of"
              + " the project.")
  private @Nullable Path directory;

  Project project() {
    return project;
  }

  /** The server's directory, where one was named. */
  Optional<Path> directory() {
    return Optional.ofNullable(directory);
  }

  ProjectTemplates ofProject() {
    return new ProjectTemplates(project.templates());
  }

  /** What stands in front of a list. */
  String title() {
    if (directory != null) {
      return "Templates in " + directory;
    }
    return ofProject().isBuiltIn()
        ? "There is no file in " + project.templates() + ", so the application has one template:"
        : "Templates in " + project.templates();
  }

  /**
   * All templates.
   *
   * @throws Trouble when they cannot be read, or a file is none
   */
  List<StoredTemplate> list() throws Trouble {
    if (directory == null) {
      project.file(); // says so where there is no project
    } else if (!Files.isDirectory(directory)) {
      throw new Trouble("There is no directory " + directory + ".");
    }
    try {
      TemplateStore store =
          directory == null ? ofProject() : TemplateStore.inDirectory(directory, Clock.systemUTC());
      return store.list();
    } catch (IssuerException | UncheckedIOException fault) {
      throw new Trouble(String.valueOf(fault.getMessage()));
    }
  }

  /**
   * One template.
   *
   * @throws Trouble when there is none of this name
   */
  JwtTemplate get(String name) throws Trouble {
    List<JwtTemplate> all = list().stream().map(StoredTemplate::template).toList();
    return all.stream()
        .filter(template -> template.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new Trouble(
                    "There is no template "
                        + PlainText.line(name)
                        + ". There are: "
                        + String.join(", ", all.stream().map(JwtTemplate::name).toList())
                        + "."));
  }
}
