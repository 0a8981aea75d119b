package io.aval.internal.jose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IssuerNameTest {

  @Test
  void addsTheMissingScheme() {
    assertThat(IssuerName.normalize("clerk.example.com")).isEqualTo("https://clerk.example.com");
    assertThat(IssuerName.normalize("localhost:8080/a")).isEqualTo("https://localhost:8080/a");
  }

  @Test
  void keepsTheSchemeThatIsThere() {
    assertThat(IssuerName.normalize("http://127.0.0.1:80")).isEqualTo("http://127.0.0.1:80");
    assertThat(IssuerName.same("http://a.example", "https://a.example")).isFalse();
  }

  @Test
  void dropsTrailingSlashesOnBothSides() {
    assertThat(IssuerName.same("https://a.example//", "https://a.example")).isTrue();
    assertThat(IssuerName.same("https://a.example/x", "https://a.example")).isFalse();
  }

  @Test
  void comparesTheRestExactly() {
    assertThat(IssuerName.same("https://a.example", "https://A.example")).isFalse();
    assertThat(IssuerName.same("https://a.example", "https://a.example:443")).isFalse();
    assertThat(IssuerName.same("https://a.example", " https://a.example")).isFalse();
  }

  @Test
  void returnsTheVeryTextWhenThereIsNothingToDo() {
    String issuer = "https://a.example/realms/one";
    assertThat(IssuerName.normalize(issuer)).isSameAs(issuer);
  }

  @Test
  void survivesOddTexts() {
    assertThat(IssuerName.normalize("")).isEqualTo("https://");
    assertThat(IssuerName.normalize("/".repeat(10_000))).isEqualTo("https://");
  }
}
