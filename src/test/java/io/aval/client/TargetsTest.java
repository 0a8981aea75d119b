package io.aval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetsTest {
  private static final Targets TARGETS =
      Targets.of("https://notes.example.com", "http://[::1]:8080/", "wss://Live.Example.com:8443");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://notes.example.com",
        "https://notes.example.com/a/b?c=http://evil.test#d",
        "HTTPS://Notes.Example.COM:443/",
        "wss://notes.example.com/live",
        "http://[::1]:8080/x",
        "ws://[::1]:8080/x",
        "https://live.example.com:8443/"
      })
  void includesWhatIsOfANamedOrigin(String url) {
    assertThat(TARGETS.include(URI.create(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://notes.example.com/",
        "https://notes.example.com:8443/",
        "https://notes.example.com.evil.test/",
        "https://evil.test/https://notes.example.com/",
        "https://notes.example.com@evil.test/",
        "https://me@notes.example.com/",
        "https://notes.example.com:443@evil.test/",
        "https://evilnotes.example.com/",
        "https://notes.example.com./",
        "https://[::ffff:1]/",
        "http://[::1]/",
        "http://[::2]:8080/",
        "http://[::1%251]:8080/",
        "http://127.0.0.1:8080/",
        "//notes.example.com/",
        "notes.example.com",
        "https:notes.example.com",
        "https://notes_example.com/",
        "ftp://notes.example.com/",
        "https://notes.example.com:/:8443/x@y:1",
        "wss://live.example.com/"
      })
  void includesNothingElse(String url) {
    boolean emptyPort = url.contains("com:/");
    assertThat(TARGETS.include(URI.create(url))).isEqualTo(emptyPort);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://notes.example.com",
        "https://notes.example.com/api",
        "https://notes.example.com?x",
        "https://me:pa55@notes.example.com",
        "https://*.example.com",
        "*",
        "",
        "null",
        "notes.example.com",
        "https://notes.example.com:99999"
      })
  void takesNothingThatIsNoSecureOrigin(String origin) {
    assertThatThrownBy(() -> Targets.of(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pa55");
  }

  @Test
  void wantsAtLeastOne() {
    assertThatThrownBy(Targets::of).isInstanceOf(IllegalArgumentException.class);
  }
}
