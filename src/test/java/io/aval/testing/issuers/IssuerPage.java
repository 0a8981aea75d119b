package io.aval.testing.issuers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of {@code docs/issuers}.
 *
 * @param file its name
 * @param snippets the configurations that it shows, in order
 * @param mistakes its table of mistakes: the words, and the reason then seen
 */
public record IssuerPage(String file, List<Snippet> snippets, Map<String, String> mistakes) {
  /** Where the pages are. */
  static final Path FOLDER = Path.of("docs", "issuers");

  private static final Pattern SNIPPET = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern MISTAKES =
      Pattern.compile("\n## Mistakes people make\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*) \\| (.*) \\|$");

  /** Reads a page by its file's name. */
  public static IssuerPage read(String name) {
    String text;
    try {
      text = Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Snippet> snippets = new ArrayList<>();
    Matcher snippet = SNIPPET.matcher(text);
    while (snippet.find()) {
      snippets.add(Snippet.of(snippet.group(1)));
    }
    return new IssuerPage(name, List.copyOf(snippets), mistakes(text));
  }

  private static Map<String, String> mistakes(String text) {
    Map<String, String> found = new LinkedHashMap<>();
    Matcher part = MISTAKES.matcher(text);
    if (part.find()) {
      Matcher row = ROW.matcher(part.group(1));
      while (row.find()) {
        found.put(row.group(1).strip(), row.group(2).strip());
      }
    }
    found.remove("mistake");
    found.remove("---");
    return found;
  }

  /** The names of the pages of one issuer each, sorted. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .filter(name -> !name.equals("jwks.md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
