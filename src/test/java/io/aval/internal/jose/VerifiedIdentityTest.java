package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.ProviderConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifiedIdentityTest {

  private static UserIdentity identity(String claims, String... settings) {
    Map<String, String> keys = new HashMap<>();
    keys.put("aval.providers.one.domain", "https://issuer.test");
    keys.put("aval.providers.one.application-id", "app");
    for (int i = 0; i < settings.length; i += 2) {
      keys.put("aval.providers.one." + settings[i], settings[i + 1]);
    }
    ProviderConfig provider =
        ConfigReader.read(ConfigSource.of("test", keys)).config().providers().get(0);
    String json = "{\"iss\":\"https://issuer.test/\",\"sub\":\"u\",\"exp\":1.9e9" + claims + "}";
    return VerifiedIdentity.of(provider, TokenJson.read(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsIssuerAndSubjectToTheLetterInTheTokenIdentifier() {
    UserIdentity identity = identity("");
    assertThat(identity.getTokenIdentifier()).isEqualTo("https://issuer.test/|u");
    assertThat(identity.getExpiresAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
    assertThat(identity.getProvider()).isEqualTo("one");
    assertThat(identity.isAnonymous()).isFalse();
  }

  @Test
  void leavesAFieldEmptyWhoseClaimHasAnotherType() {
    UserIdentity identity =
        identity(
            ",\"name\":7,\"email_verified\":\"yes\",\"updated_at\":\"soon\",\"address\":\"x\"");
    assertThat(identity.getName()).isEmpty();
    assertThat(identity.getEmailVerified()).isEmpty();
    assertThat(identity.getUpdatedAt()).isEmpty();
    assertThat(identity.getAddress()).isEmpty();
    assertThat(identity.toJson()).containsOnlyKeys("tokenIdentifier", "subject", "issuer");
  }

  @Test
  void understandsWhatAppleAndAuth0Send() {
    UserIdentity identity =
        identity(
            ",\"email_verified\":\"true\",\"phone_number_verified\":\"false\""
                + ",\"updated_at\":\"2024-01-02T03:04:05.678+02:00\"");
    assertThat(identity.getEmailVerified()).contains(true);
    assertThat(identity.getPhoneNumberVerified()).contains(false);
    assertThat(identity.getUpdatedAt()).contains(Instant.parse("2024-01-02T01:04:05.678Z"));
  }

  @Test
  void neverLetsAClaimReplaceAComputedName() {
    UserIdentity identity =
        identity(",\"tokenIdentifier\":\"evil\",\"subject\":\"evil\",\"emailVerified\":true");
    assertThat(identity.toJson()).doesNotContainValue("evil").doesNotContainKey("emailVerified");
    assertThat(identity.getClaims()).isEmpty();
    assertThat(identity.getClaim("subject", String.class)).contains("evil");
  }

  @Test
  void takesAFieldFromWhereTheConfigurationSays() {
    UserIdentity identity =
        identity(
            ",\"picture\":\"a\",\"ext\":{\"avatar\":\"b\"}", "identity.picture-url", "ext.avatar");
    assertThat(identity.getPictureUrl()).contains("b");
  }

  @Test
  void findsALiteralNameBeforeAPath() {
    UserIdentity identity =
        identity(",\"https://x.test/c.role\":\"literal\",\"a\":{\"b\":{\"c\":1}},\"n\":null");
    assertThat(identity.getClaim("https://x.test/c.role", String.class)).contains("literal");
    assertThat(identity.getClaim("a.b.c", Integer.class)).contains(1);
    assertThat(identity.getClaim("a.b.c", BigDecimal.class)).contains(BigDecimal.ONE);
    assertThat(identity.getClaim("exp", Instant.class))
        .contains(Instant.ofEpochSecond(1_900_000_000));
    assertThat(identity.getClaim("n", String.class)).isEmpty();
    assertThat(identity.getClaim("a.x", String.class)).isEmpty();
  }

  @Test
  void namesBothTypesAndNotTheValueWhenAClaimIsOfAnother() {
    UserIdentity identity = identity(",\"age\":\"secret\",\"big\":1e99999");
    assertThatThrownBy(() -> identity.getClaim("age", Integer.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("String", "Integer")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> identity.getClaim("big", Long.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unitesRolesAndKeepsAProviderFromGrantingMoreThanItMay() {
    String claims = ",\"role\":\"editor\",\"realm_access\":{\"roles\":[\"admin\",\"viewer\",7]}";
    assertThat(identity(claims).getRoles()).isEmpty();
    assertThat(identity(claims, "roles-claims", "role,realm_access.roles").getRoles())
        .containsExactly("editor", "admin", "viewer");
    assertThat(
            identity(
                    claims,
                    "roles-claims",
                    "role,realm_access.roles",
                    "allowed-roles",
                    "editor,viewer")
                .getRoles())
        .containsExactly("editor", "viewer");
  }

  @Test
  void splitsScopesAtSpacesAndTakesArrays() {
    assertThat(identity(",\"scope\":\"a  b\",\"scp\":[\"c\"]").getScopes())
        .containsExactly("a", "b", "c");
  }

  @Test
  void showsOnlyCustomClaimsAsSuch() {
    UserIdentity identity =
        identity(",\"aud\":\"app\",\"fva\":[1],\"org\":{\"id\":null},\"sid\":\"s\",\"none\":null");
    assertThat(identity.getClaims()).containsOnlyKeys("org", "sid", "none");
    assertThat(identity.toJson().get("org")).isEqualTo(Collections.singletonMap("id", null));
    assertThat(identity.getClaims().values()).contains((Object) null);
  }

  @Test
  void saysOnlyWhoItIsWhenItIsPrinted() {
    assertThat(identity(",\"email\":\"a@b.test\"")).hasToString("\"https://issuer.test/|u\"");
    assertThat(List.of(identity("").capture())).containsExactly(identity(""));
  }
}
