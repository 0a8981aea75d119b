package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IssuerUserTest {
  @Test
  void fillsInWhatFollowsFromOtherAttributes() {
    IssuerUser user =
        new IssuerUser(
            "u1",
            Map.of("first_name", "Ada", "last_name", "Lovelace", "image_url", "https://x.test/a"));

    assertThat(user.attributes().get("id")).isEqualTo("u1");
    assertThat(user.attributes().get("full_name")).isEqualTo("Ada Lovelace");
    assertThat(user.attributes().get("profile_image_url")).isEqualTo("https://x.test/a");
    assertThat(user.attributes().get("has_image")).isEqualTo(true);
    assertThat(user.attributes().get("email_verified")).isEqualTo(false);
    assertThat(user.attributes().get("username")).isNull();
  }

  @Test
  void leavesGivenValuesAlone() {
    IssuerUser user =
        new IssuerUser("u1", Map.of("first_name", "Ada", "full_name", "A.", "has_image", true));

    assertThat(user.attributes().get("full_name")).isEqualTo("A.");
    assertThat(user.attributes().get("has_image")).isEqualTo(true);
  }

  @Test
  void hasNoFullNameWithoutNames() {
    assertThat(new IssuerUser("u1", Map.of()).attributes().get("full_name")).isNull();
  }

  @Test
  void refusesUnknownAndWronglyTypedAttributes() {
    assertThatThrownBy(() -> new IssuerUser("u1", Map.of("firstname", "Ada")))
        .hasMessage("There is no user attribute firstname.");
    assertThatThrownBy(() -> new IssuerUser("u1", Map.of("email_verified", "true")))
        .hasMessage("The user attribute email_verified must be a Boolean.");
  }

  @Test
  void refusesAnEmptyOrOverlongId() {
    assertThatThrownBy(() -> new IssuerUser(" ", Map.of())).isInstanceOf(IssuerException.class);
    assertThatThrownBy(() -> new IssuerUser("x".repeat(256), Map.of()))
        .isInstanceOf(IssuerException.class);
  }
}
