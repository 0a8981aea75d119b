package io.aval.issuer;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The templates that people begin with: what some services expect to find in a token. */
public enum TemplatePreset {
  /** No claims beyond those that every token has. */
  BLANK,
  /** Convex: eleven claims, and an hour of lifetime. */
  CONVEX,
  /** Hasura: its own object of roles, and the user's id. */
  HASURA,
  /** Nhost: Hasura's object, with the role {@code me} besides. */
  NHOST,
  /** Supabase: the role {@code authenticated}; signed with the secret that Supabase shows. */
  SUPABASE,
  /** Grafbase: a list of groups, as yet empty. */
  GRAFBASE,
  /** Fauna: the audience names a database, whose id is to be filled in. */
  FAUNA;

  /**
   * Begins a template with the preset's usual name.
   *
   * @return a builder with the preset's claims and lifetime, named like the preset in lower case
   */
  public JwtTemplate.Builder builder() {
    return builder(name().toLowerCase(Locale.ROOT));
  }

  /**
   * Begins a template.
   *
   * @param name the template's name
   * @return a builder with the preset's claims and lifetime
   */
  public JwtTemplate.Builder builder(String name) {
    JwtTemplate.Builder template = JwtTemplate.builder(name);
    return switch (this) {
      case BLANK -> template;
      case CONVEX -> convex(template);
      case HASURA -> hasura(template, List.of("user"));
      case NHOST -> hasura(template, List.of("me", "user"));
      case SUPABASE ->
          template
              .claim("aud", "authenticated")
              .claim("role", "authenticated")
              .claim("email", "{{user.primary_email_address}}")
              .claim("app_metadata", Map.of())
              .claim("user_metadata", Map.of());
      case GRAFBASE -> template.claim("groups", List.of());
      case FAUNA -> template.claim("aud", "https://db.fauna.com/db/YOUR_FAUNA_DB_ID");
    };
  }

  /**
   * Returns the algorithm for which a key of the template's own must still be given.
   *
   * @return an {@code alg} value, or empty where the issuer's key signs
   */
  public Optional<String> ownKeyAlgorithm() {
    return this == SUPABASE ? Optional.of("HS256") : Optional.empty();
  }

  private static JwtTemplate.Builder convex(JwtTemplate.Builder template) {
    return template
        .claim("aud", "convex")
        .claim("name", "{{user.full_name}}")
        .claim("nickname", "{{user.username}}")
        .claim("picture", "{{user.image_url}}")
        .claim("given_name", "{{user.first_name}}")
        .claim("family_name", "{{user.last_name}}")
        .claim("email", "{{user.primary_email_address}}")
        .claim("phone_number", "{{user.primary_phone_number}}")
        .claim("email_verified", "{{user.email_verified}}")
        .claim("phone_number_verified", "{{user.phone_number_verified}}")
        .claim("updated_at", "{{user.updated_at}}")
        .lifetime(Duration.ofHours(1));
  }

  private static JwtTemplate.Builder hasura(JwtTemplate.Builder template, List<String> roles) {
    return template.claim(
        "https://hasura.io/jwt/claims",
        Map.of(
            "x-hasura-allowed-roles", roles,
            "x-hasura-default-role", "user",
            "x-hasura-user-id", "{{user.id}}"));
  }
}
