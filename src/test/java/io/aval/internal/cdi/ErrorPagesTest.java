package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

final class ErrorPagesTest {
  private static final String FOR_A_STATUS =
      "<error-page><error-code>404</error-code><location>/none.html</location></error-page>";

  private static boolean found(String elements) throws XMLStreamException {
    String xml =
        "<?xml version=\"1.0\"?><web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">"
            + "<display-name>error-page</display-name>"
            + elements
            + "</web-app>";
    return ErrorPages.haveOneForExceptions(
        new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void findsThePageForAnExceptionAndTheOneForEverything() throws Exception {
    String forExceptions =
        "<error-page><exception-type>java.lang.Throwable</exception-type>"
            + "<location>/sorry.html</location></error-page>";
    assertThat(found(forExceptions)).isTrue();
    assertThat(found(FOR_A_STATUS + forExceptions)).isTrue();
    assertThat(found("<error-page>\n<location>/all.html</location>\n</error-page>")).isTrue();
  }

  @Test
  void findsNoneInPagesForAStatus() throws Exception {
    assertThat(found("")).isFalse();
    assertThat(found(FOR_A_STATUS)).isFalse();
    assertThat(found(FOR_A_STATUS + FOR_A_STATUS)).isFalse();
  }
}
