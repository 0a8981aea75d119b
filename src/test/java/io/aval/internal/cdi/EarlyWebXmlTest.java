package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.config.IdentityConfig.ContainerSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyWebXmlTest {
  @TempDir private Path folder;

  private EarlyWebXml read(String content) throws IOException, XMLStreamException {
    Path file = folder.resolve("web.xml");
    Files.writeString(file, content);
    return EarlyWebXml.read(file.toUri().toURL());
  }

  private static String parameter(String name, String value) {
    return "<context-param><param-name>"
        + name
        + "</param-name><param-value>"
        + value
        + "</param-value></context-param>";
  }

  @Test
  void findsWhatIsSaidAboutTheMechanism() throws Exception {
    EarlyWebXml off =
        read(
            "<web-app>"
                + parameter("other", "on")
                + parameter("aval.container-security", " off ")
                + parameter("another", "on")
                + "</web-app>");
    assertThat(off.containerSecurity()).isEqualTo(ContainerSecurity.OFF);
    assertThat(off.loginConfig()).isEmpty();
    assertThat(read("<web-app/>").containerSecurity()).isEqualTo(ContainerSecurity.AUTO);
  }

  @Test
  void seesThatTheApplicationHasALoginOfItsOwn() throws Exception {
    assertThat(
            read("<web-app><login-config><auth-method>BASIC</auth-method></login-config></web-app>")
                .loginConfig())
        .isNotEmpty();
  }

  @Test
  void seesThatAnAbsoluteOrderingLeavesAvalOut() throws Exception {
    assertThat(read("<web-app/>").leavesAvalOut()).isFalse();
    assertThat(ordering("").leavesAvalOut()).isTrue();
    assertThat(ordering("<name>faces</name><!-- and --> <name>x</name>").leavesAvalOut()).isTrue();
    assertThat(ordering("<name>faces</name> <name> aval </name>").leavesAvalOut()).isFalse();
    assertThat(ordering("<name>faces</name><others/>").leavesAvalOut()).isFalse();
    assertThat(ordering("").loginConfig()).isNotEmpty();
  }

  private EarlyWebXml ordering(String names) throws IOException, XMLStreamException {
    return read(
        "<web-app><absolute-ordering>" + names + "</absolute-ordering><login-config/></web-app>");
  }

  @Test
  void neverFollowsAnEntity() {
    String bomb =
        "<!DOCTYPE web-app [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + "<web-app>"
            + parameter("aval.container-security", "&x;")
            + "</web-app>";
    assertThatThrownBy(() -> read(bomb)).isInstanceOf(XMLStreamException.class);
  }
}
