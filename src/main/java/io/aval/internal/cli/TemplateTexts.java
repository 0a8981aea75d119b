package io.aval.internal.cli;

import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said of templates, which never is a key. */
final class TemplateTexts {
  private static final String OWN_ALGORITHM = "RS256";

  private TemplateTexts() {}

  /** What signs the template's tokens. */
  static String algorithm(JwtTemplate template) {
    return template.signingKey().map(TemplateKey::algorithm).orElse(OWN_ALGORITHM);
  }

  /** The audience, where the template names one that is the same for everybody. */
  static Optional<String> audience(JwtTemplate template) {
    Object aud = template.claims().get("aud");
    Object one = aud instanceof List<?> list && !list.isEmpty() ? list.get(0) : aud;
    return one instanceof String text && text.matches("[A-Za-z0-9][A-Za-z0-9._:/-]{0,200}")
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Seconds as people write them: {@code 1h}, {@code 90s}. */
  static String span(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0) {
      return "0s";
    }
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** The file of a template that the issuer's key signs, as people write and edit it. */
  static Map<String, @Nullable Object> file(JwtTemplate template) {
    Map<String, @Nullable Object> file = new LinkedHashMap<>();
    file.put("name", template.name());
    file.put("lifetime", template.lifetime().toSeconds());
    if (!template.allowedClockSkew().equals(JwtTemplate.DEFAULT_CLOCK_SKEW)) {
      file.put("allowed_clock_skew", template.allowedClockSkew().toSeconds());
    }
    file.put("claims", template.claims());
    return file;
  }
}
