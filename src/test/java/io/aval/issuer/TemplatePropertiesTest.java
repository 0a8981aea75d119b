package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.jose.JsonText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** What holds for every template and every user, however hostile either is. */
class TemplatePropertiesTest {
  private static final SigningKeys KEYS =
      SigningKeys.inMemory(KeyRotation.DEFAULT, Clock.systemUTC());
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000L), ZoneOffset.UTC);
  private static final Set<String> REGISTERED = Set.of("exp", "iat", "iss", "jti", "nbf", "sub");

  /** Pieces from which both templates and attributes are put together. */
  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "{{",
            "}}",
            "user.id",
            "user.public_metadata.x",
            "user.first_name",
            " || ",
            "'",
            "\\",
            "\"",
            "{",
            "}",
            ",\"sub\":\"evil\"",
            "\u0000",
            "é",
            "😀",
            "org.role",
            "12",
            "a.b",
            ".");
    return Arbitraries.oneOf(
        piece.list().ofMaxSize(6).map(pieces -> String.join("", pieces)),
        piece.map(inner -> "{{" + inner + "}}"),
        Arbitraries.of("{{user.public_metadata.x}}", "{{user.first_name || 'none'}}", "plain"));
  }

  @Provide
  Arbitrary<Object> json() {
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            hostile().map(text -> (Object) text),
            Arbitraries.longs().map(number -> (Object) number),
            Arbitraries.of(true, false).map(flag -> (Object) flag));
    return Arbitraries.lazyOf(
        () -> leaf,
        () -> leaf.list().ofMaxSize(3).map(list -> (Object) list),
        () ->
            Arbitraries.maps(hostile(), leaf).ofMaxSize(3).map(map -> (Object) new HashMap<>(map)));
  }

  @Provide
  Arbitrary<Map<String, Object>> claims() {
    return Arbitraries.maps(Arbitraries.oneOf(hostile(), Arbitraries.of("aud", "role")), json())
        .ofMaxSize(5);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void aTokenHasTheTemplatesClaimsAndTheIssuersOwnAndNoOthers(
      @ForAll("claims") Map<String, Object> claims,
      @ForAll("json") Object metadata,
      @ForAll("hostile") String name) {
    @Nullable JwtTemplate template = template(claims);
    Statistics.collect(template != null);
    // Were nearly all refused, nothing would have been shown.
    Statistics.coverage(found -> found.check(true).percentage(share -> share > 20));
    if (template == null) {
      return; // refused when it is saved, which is the other good end
    }
    IssuerUser user =
        new IssuerUser(
            "user_1", Map.of("first_name", name, "public_metadata", Map.of("x", metadata)));
    Map<String, Object> token = payload(issuer(template).issue("t", user));
    Set<String> expected = new java.util.HashSet<>(claims.keySet());
    expected.addAll(REGISTERED);
    assertThat(token.keySet()).isEqualTo(expected);
    assertThat(token)
        .containsEntry("sub", "user_1")
        .containsEntry("iss", "https://issuer.test")
        .containsEntry("iat", 1_800_000_000L)
        .containsEntry("nbf", 1_799_999_995L)
        .containsEntry("exp", 1_800_000_060L);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void whatAUserWroteIsNeverReadAsAnExpression(
      @ForAll("json") Object metadata, @ForAll("hostile") String name) {
    IssuerSession session =
        IssuerSession.of(
            new IssuerUser(
                "user_1", Map.of("first_name", name, "public_metadata", Map.of("x", metadata))));
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    claims.put("whole", "{{user.public_metadata.x}}");
    claims.put("name", "{{user.first_name}}");
    claims.put("text", "<{{user.first_name}}>");
    claims.put("either", "{{user.nothing || user.first_name}}");
    Map<String, @Nullable Object> resolved = Shortcodes.parse(claims).resolve(session.roots());
    assertThat(JsonText.write(resolved.get("whole"))).isEqualTo(JsonText.write(metadata));
    assertThat(resolved.get("name")).isEqualTo(name);
    assertThat(resolved.get("text")).isEqualTo("<" + name + ">");
    assertThat(resolved.get("either")).isEqualTo(name);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  void noExpressionOfATemplateIsLeftUnresolved(@ForAll("claims") Map<String, Object> claims) {
    @Nullable JwtTemplate template = template(claims);
    Statistics.collect(template != null);
    // Were nearly all refused, nothing would have been shown.
    Statistics.coverage(found -> found.check(true).percentage(share -> share > 20));
    if (template == null) {
      return;
    }
    // Nothing of this user has braces, so whatever has was left over from the template. Quoted text
    // may have them, and then they are meant.
    boolean quoted = JsonText.write(claims).contains("'");
    Map<String, Object> token =
        payload(issuer(template).issue("t", new IssuerUser("user_1", Map.of())));
    token.keySet().removeAll(REGISTERED);
    token.values().forEach(value -> assertThat(quoted || !leftOver(value)).isTrue());
  }

  /** Names are never expressions, and stay as they are. */
  private static boolean leftOver(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(TemplatePropertiesTest::leftOver);
    }
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(TemplatePropertiesTest::leftOver);
    }
    return value instanceof String text && text.contains("{{");
  }

  private static @Nullable JwtTemplate template(Map<String, Object> claims) {
    try {
      JwtTemplate.Builder template = JwtTemplate.builder("t");
      claims.forEach(template::claim);
      return template.build();
    } catch (IssuerException refused) {
      return null;
    }
  }

  private static TokenIssuer issuer(JwtTemplate template) {
    return new TokenIssuer(
        URI.create("https://issuer.test"), TemplateStore.of(template), KEYS, CLOCK);
  }

  private static Map<String, Object> payload(String token) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
    try {
      return new HashMap<>(JsonUtil.parseJson(new String(json, StandardCharsets.UTF_8)));
    } catch (JoseException e) {
      throw new AssertionError("the payload is not JSON", e);
    }
  }
}
