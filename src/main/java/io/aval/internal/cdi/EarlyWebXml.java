package io.aval.internal.cdi;

import io.aval.config.IdentityConfig.ContainerSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The little of web.xml that must be known before there is a {@code ServletContext}: whether the
 * application declares a login of its own, what it says about our mechanism, and whether it leaves
 * our initializer out.
 *
 * <p>The file is found beside the jar, which lies in {@code WEB-INF/lib}. Where it is not (a jar in
 * {@code EAR/lib}), the defaults hold; the mechanism asks the real configuration again on every
 * request and stands aside when that says so. Values that need {@code ${env…}} are left to that,
 * too.
 *
 * @param loginConfig {@code <login-config>} where there is one, else empty
 * @param containerSecurity what is wanted of the mechanism
 * @param leavesAvalOut whether {@code <absolute-ordering>} names neither us nor all others, so that
 *     the container will not run our initializer (Jakarta Servlet 6.0, section 8.2.2)
 */
record EarlyWebXml(String loginConfig, ContainerSecurity containerSecurity, boolean leavesAvalOut) {
  private static final System.Logger LOG = System.getLogger(EarlyWebXml.class.getName());
  private static final String KEY = "aval.container-security";

  /** What a web application without the file has. */
  static EarlyWebXml none() {
    return of(Scan.EMPTY);
  }

  static EarlyWebXml ofThisApplication() {
    CodeSource source = EarlyWebXml.class.getProtectionDomain().getCodeSource();
    URL jar = source == null ? null : source.getLocation();
    try {
      return jar == null
          ? of(Scan.EMPTY)
          : read(new URL(jar, jar.getPath().endsWith("/") ? "../../web.xml" : "../web.xml"));
    } catch (IOException | XMLStreamException | IllegalArgumentException absent) {
      LOG.log(System.Logger.Level.DEBUG, "No web.xml could be read beside the jar", absent);
      return of(Scan.EMPTY);
    }
  }

  static EarlyWebXml read(URL webXml) throws IOException, XMLStreamException {
    try (InputStream in = webXml.openStream()) {
      XMLInputFactory factory = XMLInputFactory.newInstance();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      XMLStreamReader xml = factory.createXMLStreamReader(in);
      try {
        return of(Scan.of(xml));
      } finally {
        xml.close();
      }
    }
  }

  private static EarlyWebXml of(Scan scan) {
    Map<String, String> env = System.getenv();
    String said =
        Optional.ofNullable(System.getProperty(KEY))
            .or(() -> Optional.ofNullable(env.get("AVAL_CONTAINER_SECURITY")))
            .orElse(scan.containerSecurity());
    ContainerSecurity wanted =
        switch (said.strip().toLowerCase(Locale.ROOT)) {
          case "on" -> ContainerSecurity.ON;
          case "off" -> ContainerSecurity.OFF;
          default -> ContainerSecurity.AUTO; // a wrong value fails the deployment a little later
        };
    return new EarlyWebXml(scan.loginConfig(), wanted, scan.leavesAvalOut());
  }

  /**
   * What was found in the file.
   *
   * @param loginConfig {@code <login-config>} or empty
   * @param containerSecurity the context parameter's value or empty
   * @param leavesAvalOut whether an absolute ordering does
   */
  private record Scan(String loginConfig, String containerSecurity, boolean leavesAvalOut) {
    static final Scan EMPTY = new Scan("", "", false);

    static Scan of(XMLStreamReader xml) throws XMLStreamException {
      String login = "";
      String security = "";
      String name = "";
      boolean out = false;
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        switch (xml.getLocalName()) {
          case "login-config" -> login = "<login-config> in web.xml";
          case "param-name" -> name = xml.getElementText().strip();
          case "param-value" -> security = name.equals(KEY) ? xml.getElementText() : security;
          case "absolute-ordering" -> out = !namesAval(xml);
          default -> {}
        }
      }
      return new Scan(login, security, out);
    }

    /** Reads to the end of the ordering. */
    private static boolean namesAval(XMLStreamReader xml) throws XMLStreamException {
      boolean named = false;
      while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
        boolean others = xml.getLocalName().equals("others");
        named |= xml.getElementText().strip().equals("aval") || others;
      }
      return named;
    }
  }
}
