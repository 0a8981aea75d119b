package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebXmlTest {
  private static final Map<String, String> ONE = params("aval.providers.a.domain", "https://a&b");

  @Test
  void putsParametersBehindTheLastOneWithTheFilesOwnIndentation() throws Exception {
    WebXml file =
        WebXml.of(
            """
            <web-app>
            \t<!-- <context-param> in a comment -->
            \t<context-param><param-name>x</param-name><param-value>1</param-value></context-param> <!-- why -->
            \t<filter><filter-name>f</filter-name></filter>
            </web-app>
            """);
    assertThat(file.with(ONE).text())
        .isEqualTo(
            """
            <web-app>
            \t<!-- <context-param> in a comment -->
            \t<context-param><param-name>x</param-name><param-value>1</param-value></context-param> <!-- why -->
            \t<context-param>
            \t\t<param-name>aval.providers.a.domain</param-name>
            \t\t<param-value>https://a&amp;b</param-value>
            \t</context-param>
            \t<filter><filter-name>f</filter-name></filter>
            </web-app>
            """);
  }

  @Test
  void readsParametersThroughCommentsCdataAndReferences() throws Exception {
    WebXml file =
        WebXml.of(
            "<j:web-app xmlns:j='urn:x'><j:context-param><j:param-name> a<!-- c -->b"
                + " </j:param-name><j:param-value><![CDATA[<x>]]>&amp;&#65;</j:param-value>"
                + "</j:context-param></j:web-app>");
    assertThat(file.parameters()).hasSize(1);
    assertThat(file.parameters().get(0).name()).isEqualTo("ab");
    assertThat(file.with(ONE).parameters())
        .extracting(WebXml.Parameter::value)
        .containsExactly("<x>&A", "https://a&b");
  }

  @Test
  void restoresEveryFileThatItAddedTo() throws Exception {
    for (String text :
        List.of(
            "<web-app/>",
            "<web-app version='6.0' />\n",
            "<web-app></web-app>",
            "<web-app>\n</web-app>",
            "<web-app>\r\n    <display-name>a > b</display-name>\r\n</web-app>\r\n",
            "\uFEFF<?xml version=\"1.0\"?><web-app><icon/><description/><filter/></web-app>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE web-app PUBLIC \"-//Sun Microsystems, Inc.//DTD Web"
                + " Application 2.3//EN\" \"http://java.sun.com/dtd/web-app_2_3.dtd\" [<!ENTITY e"
                + " '<web-app>'><!-- ]> -->]>\n<web-app>\n  <display-name>d</display-name>\n"
                + "  <servlet/>\n</web-app>",
            WebXmlFile.NEW)) {
      WebXml added = WebXml.of(text).with(ONE);
      assertThat(added.parameters()).as(text).hasSize(1);
      assertThat(added.without(ONE::containsKey).text()).as(text).isEqualTo(text);
    }
  }

  @Test
  void refusesWhatIsNoWebXml() {
    assertThatThrownBy(() -> WebXml.of("<web-app>")).hasMessageContaining("line 1, column");
    assertThatThrownBy(() -> WebXml.of("<beans/>")).hasMessageContaining("<beans>");
    assertThatThrownBy(() -> WebXml.of("")).isInstanceOf(Trouble.class);
  }

  static Map<String, String> params(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
