package io.aval.internal.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dashboard's own files, which lie on the class path. Immutable. */
final class PageFiles {
  private static final String FOLDER = "/io/aval/dashboard/";

  /** No path that goes anywhere else has this form. */
  private static final Pattern NAME = Pattern.compile("(lib/)?[a-z0-9][a-z0-9_-]*\\.[a-z]+");

  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final String policy;

  PageFiles() {
    byte[] index =
        find("index.html")
            .orElseThrow(() -> new IllegalStateException("The dashboard's page is missing"))
            .content();
    Matcher map = IMPORT_MAP.matcher(new String(index, StandardCharsets.UTF_8));
    if (!map.find()) {
      throw new IllegalStateException("The dashboard's page has no import map");
    }
    byte[] hash = Secrets.sha256(map.group(1).getBytes(StandardCharsets.UTF_8));
    this.policy =
        "default-src 'none'; script-src 'self' 'sha256-"
            + Base64.getEncoder().encodeToString(hash)
            + "'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";
  }

  /**
   * A file.
   *
   * @param type its media type
   * @param content its bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // written to one response and forgotten
  record PageFile(String type, byte[] content) {
    /** Names exactly these bytes (RFC 9110, section 8.8.3). */
    String etag() {
      return '"' + Secrets.digest(content).substring(0, 32) + '"';
    }
  }

  /** What the pages may do: run the dashboard's own files and, inline, the one import map. */
  String contentSecurityPolicy() {
    return policy;
  }

  /** Finds a file by its path below the dashboard. */
  static Optional<PageFile> find(String name) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream file = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      return file == null ? Optional.empty() : Optional.of(new PageFile(type, file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("A file of the dashboard cannot be read", e);
    }
  }
}
