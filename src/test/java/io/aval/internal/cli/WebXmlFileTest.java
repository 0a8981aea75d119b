package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebXmlFileTest {
  private static final Map<String, String> ONE = Map.of("aval.providers.a.domain", "https://a");

  @TempDir Path directory;

  @Test
  void fetchesNoExternalEntityAndNoDocumentType() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "of this machine");
    try (TestIssuer host = TestIssuer.start()) {
      String text =
          "<!DOCTYPE web-app SYSTEM '%s' [<!ENTITY %% p SYSTEM '%s'> %%p; <!ENTITY f SYSTEM '%s'>]>"
                  .formatted(host.jwksUri(), host.jwksUri(), secret.toUri())
              + "<web-app><context-param><param-name>n</param-name>"
              + "<param-value>&f;</param-value></context-param></web-app>";
      WebXmlFile file = file(text.getBytes(StandardCharsets.UTF_8));
      assertThat(file.read().parameters().get(0).value()).doesNotContain("machine");
      WebXml read = file.read();
      file.write(read, read.with(ONE));
      assertThat(Files.readString(file.path())).contains("&f;").doesNotContain("of this machine");
      assertThat(host.jwksRequests()).isZero();
    }
  }

  @Test
  void refusesEntitiesThatMultiply() throws Exception {
    StringBuilder text = new StringBuilder("<!DOCTYPE web-app [<!ENTITY e0 'aaaaaaaaaa'>");
    for (int i = 1; i < 12; i++) {
      text.append("<!ENTITY e%d '%s'>".formatted(i, ("&e" + (i - 1) + ";").repeat(10)));
    }
    text.append("]><web-app><display-name>&e11;</display-name></web-app>");
    assertThatThrownBy(() -> WebXml.of(text.toString()))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("not well-formed");
  }

  @Test
  void refusesEncodingsThatItCouldNotKeep() throws Exception {
    assertRefused("<web-app/>".getBytes(StandardCharsets.UTF_16), "UTF-16");
    assertRefused("<?xml version='1.0' encoding='x-none'?><web-app/>".getBytes(), "x-none");
    assertRefused(new byte[] {'<', 'a', (byte) 0xe9, '/', '>'}, "not in the encoding");
    assertRefused(new byte[(4 << 20) + 1], "larger than");
  }

  private void assertRefused(byte[] bytes, String sentence) throws Exception {
    WebXmlFile file = file(bytes);
    assertThatThrownBy(file::read)
        .isInstanceOf(Trouble.class)
        .hasMessageContaining(file.path().toString())
        .hasMessageContaining(sentence);
  }

  @Test
  void followsALinkAndKeepsIt() throws Exception {
    Path real = Files.writeString(directory.resolve("real.xml"), "<web-app/>");
    Path link = Files.createSymbolicLink(directory.resolve("web.xml"), real);
    WebXml before = WebXml.of("<web-app/>");
    new WebXmlFile(link).write(before, before.with(ONE));
    assertThat(link).isSymbolicLink();
    assertThat(Files.readString(real)).contains("https://a");
  }

  private WebXmlFile file(byte[] bytes) throws Exception {
    return new WebXmlFile(Files.write(directory.resolve("web.xml"), bytes));
  }
}
