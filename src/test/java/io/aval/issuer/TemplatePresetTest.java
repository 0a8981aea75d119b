package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.jose.JsonText;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplatePresetTest {
  private static final IssuerSession ADA =
      IssuerSession.of(
          new IssuerUser("user_1", Map.of("primary_email_address", "ada@example.com")));

  private static Map<String, ?> claims(TemplatePreset preset) {
    JwtTemplate template = preset.builder().build();
    return Shortcodes.parseStrictly(template.claims()).resolve(ADA.roots());
  }

  @Test
  void eachHasItsNameItsLifetimeAndNoOtherShortcodesThanThereAre() {
    for (TemplatePreset preset : TemplatePreset.values()) {
      JwtTemplate template = preset.builder().build();
      assertThat(template.name()).isEqualTo(preset.name().toLowerCase(java.util.Locale.ROOT));
      assertThat(template.lifetime())
          .isEqualTo(Duration.ofSeconds(preset == TemplatePreset.CONVEX ? 3600 : 60));
      assertThat(template.allowedClockSkew()).isEqualTo(Duration.ofSeconds(5));
      assertThat(preset.builder("mine").build().name()).isEqualTo("mine");
      assertThat(claims(preset)).isNotNull();
    }
  }

  @Test
  void eachHasTheClaimsThatItsServiceExpects() {
    assertThat(claims(TemplatePreset.BLANK)).isEmpty();
    assertThat(claims(TemplatePreset.CONVEX)).hasSize(11);
    assertThat(claims(TemplatePreset.CONVEX).get("aud")).isEqualTo("convex");
    assertThat(claims(TemplatePreset.HASURA))
        .isEqualTo(
            Map.of(
                "https://hasura.io/jwt/claims",
                Map.of(
                    "x-hasura-allowed-roles", java.util.List.of("user"),
                    "x-hasura-default-role", "user",
                    "x-hasura-user-id", "user_1")));
    assertThat(JsonText.write(claims(TemplatePreset.NHOST))).contains("[\"me\",\"user\"]");
    assertThat(JsonText.write(claims(TemplatePreset.SUPABASE)))
        .isEqualTo(
            "{\"aud\":\"authenticated\",\"role\":\"authenticated\",\"email\":\"ada@example.com\","
                + "\"app_metadata\":{},\"user_metadata\":{}}");
    assertThat(JsonText.write(claims(TemplatePreset.GRAFBASE))).isEqualTo("{\"groups\":[]}");
    assertThat(JsonText.write(claims(TemplatePreset.FAUNA)))
        .startsWith("{\"aud\":\"https://db.fauna.com/db/");
  }

  @Test
  void onlySupabaseNeedsAKeyOfItsOwn() {
    for (TemplatePreset preset : TemplatePreset.values()) {
      assertThat(preset.ownKeyAlgorithm().isPresent()).isEqualTo(preset == TemplatePreset.SUPABASE);
    }
  }
}
