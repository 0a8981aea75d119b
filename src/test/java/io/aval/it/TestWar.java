package io.aval.it;

import io.aval.it.app.ListedApplication;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A small application around the jar that the build has just made, as a user would have it: the jar
 * in {@code WEB-INF/lib}, the configuration as {@code context-param}s of its {@code web.xml}.
 */
final class TestWar {
  /**
   * {@code /secret} for everybody who is authenticated, {@code /secret/admin} for administrators.
   */
  static final String PROTECTED_PATHS =
      constraint("/secret", "**")
          + constraint("/secret/guard/*", "**")
          + constraint("/secret/admin", "admin")
          + role("admin");

  /** A page that the container protects by a login of its own. */
  static final String BASIC_LOGIN =
      constraint("/secret.html", "**")
          + "<login-config><auth-method>BASIC</auth-method></login-config>";

  private final WebArchive archive;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private String attributes = "";
  private String elements = "";

  private TestWar(String name) {
    archive = ShrinkWrap.create(WebArchive.class, name + ".war");
  }

  /** A WAR with Aval and without configuration; its context root is the name. */
  static TestWar named(String name) {
    TestWar war = new TestWar(name);
    war.archive.addAsLibrary(new File(System.getProperty("aval.jar")), "aval.jar");
    return war;
  }

  /** A WAR without Aval. */
  static TestWar withoutAval(String name) {
    return new TestWar(name);
  }

  /** All classes of the package of that class. */
  TestWar packageOf(Class<?> one) {
    archive.addPackage(one.getPackage());
    archive.deleteClass(ListedApplication.class); // a second application with the same path
    return this;
  }

  TestWar classes(Class<?>... classes) {
    archive.addClasses(classes);
    return this;
  }

  /** Classes under names that no other application has. */
  TestWar relocated(List<Class<?>> classes) {
    Relocated.add(archive, classes);
    return this;
  }

  TestWar parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  TestWar parameters(Map<String, String> more) {
    parameters.putAll(more);
    return this;
  }

  /** Further attributes of {@code web-app}, such as {@code metadata-complete="true"}. */
  TestWar webXmlAttributes(String more) {
    attributes += " " + more;
    return this;
  }

  /** Further elements of {@code web.xml}, after the parameters. */
  TestWar webXml(String more) {
    elements += more;
    return this;
  }

  TestWar webInf(String path, String content) {
    archive.addAsWebInfResource(new StringAsset(content), path);
    return this;
  }

  /** A resource of the class path. */
  TestWar classFile(String path, String content) {
    archive.addAsResource(new StringAsset(content), path);
    return this;
  }

  TestWar page(String path, String content) {
    archive.addAsWebResource(new StringAsset(content), path);
    return this;
  }

  WebArchive archive() {
    return archive.setWebXML(new StringAsset(descriptor()));
  }

  private String descriptor() {
    StringBuilder xml = new StringBuilder();
    xml.append("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"");
    xml.append(attributes).append(">\n");
    parameters.forEach(
        (name, value) ->
            xml.append("<context-param><param-name>")
                .append(escaped(name))
                .append("</param-name><param-value>")
                .append(escaped(value))
                .append("</param-value></context-param>\n"));
    return xml.append(elements).append("</web-app>\n").toString();
  }

  private static String constraint(String path, String role) {
    return "<security-constraint><web-resource-collection><web-resource-name>"
        + path
        + "</web-resource-name><url-pattern>"
        + path
        + "</url-pattern></web-resource-collection><auth-constraint><role-name>"
        + role
        + "</role-name></auth-constraint></security-constraint>\n";
  }

  private static String role(String name) {
    return "<security-role><role-name>" + name + "</role-name></security-role>\n";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
