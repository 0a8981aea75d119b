package io.aval.issuer;

import io.aval.internal.jose.JsonText;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON form of a template, with the field names of Clerk's API. */
final class TemplateJson {
  private static final Set<String> FIELDS =
      Set.of(
          "object",
          "id",
          "name",
          "claims",
          "lifetime",
          "allowed_clock_skew",
          "custom_signing_key",
          "signing_algorithm",
          "signing_key",
          "created_at",
          "updated_at",
          "version",
          "digest");

  /** One level and a few members around the claims. */
  private static final int DEEPEST = JsonTree.MAX_DEPTH + 1;

  private static final int MOST_MEMBERS = JsonTree.MAX_MEMBERS + FIELDS.size();

  private final Map<String, @Nullable Object> fields;

  private TemplateJson(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads a file.
   *
   * @param bytes its content
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} when it is no template,
   *     or with what the template itself breaks
   */
  static TemplateJson read(byte[] bytes) {
    try {
      TemplateJson json = new TemplateJson(StrictJson.read(bytes, DEEPEST, MOST_MEMBERS));
      for (String field : json.fields.keySet()) {
        if (!FIELDS.contains(field)) {
          throw invalid(field + " is not a field of a template.");
        }
      }
      return json;
    } catch (MalformedJson fault) {
      throw invalid("The template " + fault.getMessage() + ".");
    }
  }

  /** The template of a file, which must be named like it. */
  static JwtTemplate ofFile(String fileName, byte[] bytes) {
    try {
      JwtTemplate template = read(bytes).template();
      requireItsOwnName(fileName, template);
      return template;
    } catch (IssuerException fault) {
      throw new IssuerException(
          fault.getCode(), fileName + ": " + fault.getMessage(), fault.getPlace().orElse(null));
    }
  }

  static void requireItsOwnName(String fileName, JwtTemplate template) {
    if (!fileName.equals(template.name() + ".json")) {
      throw invalid("The file is not named like the template in it, " + template.name() + ".");
    }
  }

  JwtTemplate template() {
    Object name = fields.get("name");
    Object claims = fields.get("claims");
    if (!(name instanceof String text)) {
      throw invalid("name is missing, or not a text.");
    }
    if (!(claims instanceof Map<?, ?> object)) {
      throw invalid("claims is missing, or not an object.");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    object.forEach((claim, value) -> copy.put((String) claim, value));
    return new JwtTemplate(
        text,
        copy,
        seconds("lifetime", JwtTemplate.DEFAULT_LIFETIME),
        seconds("allowed_clock_skew", JwtTemplate.DEFAULT_CLOCK_SKEW),
        key());
  }

  private Optional<TemplateKey> key() {
    Object wanted = fields.get("custom_signing_key");
    if (wanted != null && !(wanted instanceof Boolean)) {
      throw invalid("custom_signing_key must be true or false.");
    }
    if (!Boolean.TRUE.equals(wanted)) {
      if (fields.get("signing_key") != null) {
        throw invalid("There is a signing_key, but custom_signing_key is not true.");
      }
      return Optional.empty();
    }
    if (fields.get("signing_algorithm") instanceof String algorithm
        && fields.get("signing_key") instanceof String material) {
      return Optional.of(TemplateKey.of(algorithm, material));
    }
    throw invalid("custom_signing_key needs the texts signing_algorithm and signing_key.");
  }

  private Duration seconds(String field, Duration otherwise) {
    Object value = fields.get(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long seconds && Math.abs(seconds) <= Integer.MAX_VALUE) {
      return Duration.ofSeconds(seconds);
    }
    throw invalid(field + " is not a whole number of seconds.");
  }

  /**
   * How it is kept; what the file does not say, since somebody wrote it by hand, is made up.
   *
   * @param changed when the file was changed
   */
  StoredTemplate stored(Instant changed) {
    JwtTemplate template = template();
    return new StoredTemplate(
        fields.get("id") instanceof String id ? id : TemplateId.of(template.name()),
        template,
        moment("created_at", changed),
        moment("updated_at", changed),
        version(template));
  }

  /**
   * The version that the file says, as long as its content is what was written with it. Who edits a
   * file by hand leaves the version alone; then the content makes another one, so that a change
   * that was made from the version before is refused.
   */
  private long version(JwtTemplate template) {
    long said = fields.get("version") instanceof Long version ? version : 1;
    String digest = digest(template);
    return digest.equals(fields.get("digest"))
        ? said
        : said + 1 + Long.parseLong(digest.substring(0, 6), 16);
  }

  /** Whether nobody has edited the file since it was written here. */
  boolean isAsWritten() {
    return digest(template()).equals(fields.get("digest"));
  }

  private static String digest(JwtTemplate template) {
    String content = JsonText.write(content(template));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
    }
  }

  private Instant moment(String field, Instant otherwise) {
    return fields.get(field) instanceof Long millis && Math.abs(millis) < (1L << 50)
        ? Instant.ofEpochMilli(millis)
        : otherwise;
  }

  /** The file of a template, with its key if it has one: for its owner's eyes only. */
  static byte[] write(StoredTemplate stored) {
    JwtTemplate template = stored.template();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("object", "jwt_template");
    fields.put("id", stored.id());
    fields.putAll(content(template));
    fields.put("created_at", stored.createdAt().toEpochMilli());
    fields.put("updated_at", stored.updatedAt().toEpochMilli());
    fields.put("version", stored.version());
    fields.put("digest", digest(template));
    return JsonText.write(fields).getBytes(StandardCharsets.UTF_8);
  }

  /** What people edit. */
  private static Map<String, @Nullable Object> content(JwtTemplate template) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("name", template.name());
    fields.put("claims", template.claims());
    fields.put("lifetime", template.lifetime().toSeconds());
    fields.put("allowed_clock_skew", template.allowedClockSkew().toSeconds());
    fields.put("custom_signing_key", template.signingKey().isPresent());
    template
        .signingKey()
        .ifPresent(
            key -> {
              fields.put("signing_algorithm", key.algorithm());
              fields.put("signing_key", key.material());
            });
    return fields;
  }

  private static IssuerException invalid(String message) {
    return new IssuerException(IssuerException.Code.INVALID_VALUE, message);
  }
}
