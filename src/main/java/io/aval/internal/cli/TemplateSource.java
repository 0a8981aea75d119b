package io.aval.internal.cli;

import io.aval.internal.jose.JsonText;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads templates that somebody wrote.
 *
 * @param terminal where standard input is
 */
record TemplateSource(Terminal terminal) {
  private static final int LARGEST = 1 << 18;

  /** More than a template may have: the template's own rules say what is too much. */
  private static final int DEEPEST = 32;

  private static final int MOST_MEMBERS = 2_000;

  /**
   * Reads a whole template.
   *
   * @param name what it is to be called; null: what the file says
   * @throws Trouble when it is no JSON
   * @throws io.aval.issuer.IssuerException when it is no template
   */
  JwtTemplate template(Path file, @Nullable String name) throws Trouble {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(object(file));
    if (name != null) {
      fields.put("name", name);
    }
    String called = fields.get("name") instanceof String text ? text : "template";
    byte[] json = JsonText.write(fields).getBytes(StandardCharsets.UTF_8);
    return TemplateStore.ofFiles(Map.of(called + ".json", json)).list().get(0).template();
  }

  /**
   * Reads claims, and makes a template of them.
   *
   * @throws Trouble when they are no JSON
   * @throws io.aval.issuer.IssuerException when they are not for a template
   */
  JwtTemplate ofClaims(Path file, String name) throws Trouble {
    return new JwtTemplate(
        name,
        object(file),
        JwtTemplate.DEFAULT_LIFETIME,
        JwtTemplate.DEFAULT_CLOCK_SKEW,
        Optional.empty());
  }

  private Map<String, @Nullable Object> object(Path file) throws Trouble {
    boolean piped = file.toString().equals("-");
    String place = piped ? "standard input" : file.toString();
    try {
      byte[] json = piped ? terminal.piped(LARGEST).getBytes(StandardCharsets.UTF_8) : bytes(file);
      if (json.length > LARGEST) {
        throw new Trouble("In " + place + " are more than " + LARGEST + " bytes.");
      }
      return StrictJson.read(json, DEEPEST, MOST_MEMBERS);
    } catch (IOException e) {
      throw new Trouble("No template can be read from " + place + ": " + e.getMessage());
    } catch (MalformedJson fault) {
      throw new Trouble("What is in " + place + " " + fault.getMessage() + ".");
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(LARGEST + 1);
    }
  }
}
