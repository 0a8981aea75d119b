package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JwtTemplateTest {
  private static final List<String> RESERVED =
      List.of(
          "azp exp iat iss jti nbf sub sid fva v pla fea sts o act org_id org_role org_slug"
              .concat(" org_permissions")
              .split(" "));

  @Test
  void hasTheDocumentedDefaults() {
    JwtTemplate template = JwtTemplate.builder("t").build();

    assertThat(template.lifetime()).isEqualTo(Duration.ofSeconds(60));
    assertThat(template.allowedClockSkew()).isEqualTo(Duration.ofSeconds(5));
    assertThat(template.claims()).isEmpty();
  }

  @Test
  void convexPresetHasTheElevenClaimsAndLastsAnHour() {
    JwtTemplate convex = JwtTemplate.convex();

    assertThat(convex.name()).isEqualTo("convex");
    assertThat(convex.lifetime()).isEqualTo(Duration.ofSeconds(3600));
    assertThat(Map.<String, Object>copyOf(convex.claims()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("aud", "convex"),
                Map.entry("name", "{{user.full_name}}"),
                Map.entry("nickname", "{{user.username}}"),
                Map.entry("picture", "{{user.image_url}}"),
                Map.entry("given_name", "{{user.first_name}}"),
                Map.entry("family_name", "{{user.last_name}}"),
                Map.entry("email", "{{user.primary_email_address}}"),
                Map.entry("phone_number", "{{user.primary_phone_number}}"),
                Map.entry("email_verified", "{{user.email_verified}}"),
                Map.entry("phone_number_verified", "{{user.phone_number_verified}}"),
                Map.entry("updated_at", "{{user.updated_at}}")));
  }

  @Test
  void refusesEachReservedClaim() {
    assertThat(RESERVED).hasSize(19);
    for (String name : RESERVED) {
      refuses(JwtTemplate.builder("t").claim(name, "x"), IssuerException.Code.RESERVED_CLAIM, name);
    }
  }

  @Test
  void namesAllReservedClaimsAtOnce() {
    assertThatThrownBy(() -> JwtTemplate.builder("t").claim("sub", 1).claim("azp", 2).build())
        .hasMessage("A template cannot set these claims, which are reserved: azp, sub.");
  }

  @Test
  void acceptsReservedNamesBelowTheTop() {
    assertThat(JwtTemplate.builder("t").claim("a", Map.of("sub", 1)).build().claims())
        .containsKey("a");
  }

  @Test
  void boundsLifetime() {
    assertThat(lifetime(30).build().lifetime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(lifetime(315_360_000).build().lifetime()).isEqualTo(Duration.ofDays(3650));
    refuses(lifetime(29), IssuerException.Code.INVALID_VALUE, "lifetime");
    refuses(lifetime(315_360_001), IssuerException.Code.INVALID_VALUE, "lifetime");
    refuses(
        JwtTemplate.builder("t").lifetime(Duration.ofMillis(60_500)),
        IssuerException.Code.INVALID_VALUE,
        "whole number");
  }

  @Test
  void boundsClockSkew() {
    assertThat(skew(0).build().allowedClockSkew()).isZero();
    assertThat(skew(300).build().allowedClockSkew()).isEqualTo(Duration.ofMinutes(5));
    refuses(skew(-1), IssuerException.Code.INVALID_VALUE, "allowed_clock_skew");
    refuses(skew(301), IssuerException.Code.INVALID_VALUE, "allowed_clock_skew");
  }

  @Test
  void refusesNamesThatDoNotFitIntoAPath() {
    for (String name : List.of("", " ", "a/b", "a b", "é", "a\n", "x".repeat(129))) {
      refuses(JwtTemplate.builder(name), IssuerException.Code.INVALID_VALUE, "name");
    }
    assertThat(JwtTemplate.builder("x".repeat(128)).build().name()).hasSize(128);
  }

  @Test
  void refusesBrokenShortcodes() {
    refuses(
        JwtTemplate.builder("t").claim("a", "{{user.name"),
        IssuerException.Code.INVALID_VALUE,
        "claims.a, character 1");
  }

  @Test
  void keepsItsClaimsWhateverHappensToTheirSource() {
    Map<String, Object> inner = new HashMap<>(Map.of("a", "b"));
    JwtTemplate template = JwtTemplate.builder("t").claim("c", inner).build();
    inner.put("a", "changed");

    assertThat(template.claims().get("c")).isEqualTo(Map.of("a", "b"));
  }

  private static JwtTemplate.Builder lifetime(long seconds) {
    return JwtTemplate.builder("t").lifetime(Duration.ofSeconds(seconds));
  }

  private static JwtTemplate.Builder skew(long seconds) {
    return JwtTemplate.builder("t").allowedClockSkew(Duration.ofSeconds(seconds));
  }

  private static void refuses(JwtTemplate.Builder builder, IssuerException.Code code, String text) {
    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(IssuerException.class, e -> assertThat(e.getCode()).isEqualTo(code))
        .hasMessageContaining(text);
  }

  @Test
  void hasANameThatAPathCanHold() {
    for (String dots : new String[] {".", ".."}) {
      assertThatThrownBy(() -> JwtTemplate.builder(dots).build())
          .isInstanceOf(IssuerException.class);
    }
    assertThat(JwtTemplate.builder("...").build().name()).isEqualTo("...");
  }
}
