package io.aval.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aval.Reason;
import io.aval.testing.issuers.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation tells people to write is read by the reader itself. */
final class IssuersDocTest {
  private static final Pattern SNIPPET = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("<context-param>.*?</context-param>", Pattern.DOTALL);
  private static final Pattern REASON =
      Pattern.compile("`([A-Z]+(?:_[A-Z]+)+|EXPIRED|REVOKED|FORBIDDEN)`");
  private static final Pattern KEY = Pattern.compile("`(aval\\.(?:[a-z<][a-z0-9.<>-]*)?[a-z>])`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

  /** What the snippets take from the environment. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "CLERK_FRONTEND_API_URL", "https://clerk.example.com",
          "LEGACY_LOGIN_SECRET", "0123456789abcdef0123456789abcdef",
          "SUPABASE_JWT_SECRET", "0123456789abcdef0123456789abcdef",
          "AUTHENTIK_CLIENT_SECRET", "0123456789abcdef0123456789abcdef",
          // A page's file is not there on every machine; the environment comes before web.xml.
          "AVAL_HTTP_CA_FILE", Path.of("pom.xml").toAbsolutePath().toString());

  @Test
  void everySnippetIsAConfigurationThatIsAccepted() throws IOException {
    int snippets = 0;
    for (Path page : pages()) {
      Matcher matcher = SNIPPET.matcher(Files.readString(page));
      while (matcher.find()) {
        snippets++;
        accept(page, matcher.group(1));
      }
    }
    assertThat(snippets).as("snippets found").isGreaterThan(15);
  }

  @Test
  void everyPageButTheIndexHasASnippetAndItsMistakes() throws IOException {
    for (Path page : pages()) {
      String text = Files.readString(page);
      if (page.getParent().endsWith("issuers") && !page.endsWith("README.md")) {
        assertThat(text).as(page.toString()).contains("```xml").contains("## Mistakes people make");
      }
    }
  }

  /**
   * Also what is commented out there: somebody will take the comment away and expect it to work.
   */
  @Test
  void theExampleIsAConfigurationThatIsAcceptedWithAllItsComments() throws IOException {
    Path example = Path.of("examples", "notes", "src", "main", "webapp", "WEB-INF", "web.xml");
    StringBuilder parameters = new StringBuilder();
    Matcher matcher = PARAMETER.matcher(Files.readString(example));
    while (matcher.find()) {
      parameters.append(matcher.group());
    }
    accept(example, parameters.toString());
  }

  @Test
  void everyReasonNamedExists() throws IOException {
    Set<String> reasons =
        Arrays.stream(Reason.values()).map(Reason::name).collect(Collectors.toSet());
    for (Path page : pages()) {
      if (page.getParent().endsWith("issuers")) {
        assertThat(reasons).as(page.toString()).containsAll(all(REASON, page));
      }
    }
  }

  @Test
  void everyKeyNamedExists() throws IOException {
    for (Path page : pages()) {
      for (String key : all(KEY, page)) {
        assertThat(KnownKeys.fault(key.replace("<name>", "name").replace("<field>", "email")))
            .as(page + ": " + key)
            .isEmpty();
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Path page : pages()) {
      for (String link : all(LINK, page)) {
        assertThat(page.resolveSibling(link)).as(page.toString()).exists();
      }
    }
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    String index = Files.readString(Path.of("docs", "issuers", "README.md"));
    for (Path page : pages()) {
      if (page.getParent().endsWith("issuers") && !page.endsWith("README.md")) {
        assertThat(index).contains("](" + page.getFileName() + ")");
      }
    }
  }

  private static void accept(Path page, String snippet) {
    try {
      ConfigReader.read(
          ConfigSource.environment(ENVIRONMENT),
          ConfigSource.of("web.xml", Snippet.of(snippet).values()));
    } catch (ConfigException e) {
      fail("%s: %s%n%s", page, e.getMessage(), snippet);
    }
  }

  private static List<String> all(Pattern pattern, Path page) throws IOException {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(Files.readString(page));
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> issuers = Files.list(Path.of("docs", "issuers"))) {
      return Stream.concat(
              issuers.filter(page -> page.toString().endsWith(".md")),
              Stream.of(
                  Path.of("docs", "configuration.md"),
                  Path.of("docs", "refusals.md"),
                  Path.of("docs", "from-clerk-and-convex.md"),
                  Path.of("docs", "from-microprofile-jwt.md")))
          .sorted()
          .toList();
    }
  }
}
