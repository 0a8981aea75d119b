package io.aval.internal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** What holds for every web.xml, whoever laid it out in whatever way. */
class WebXmlPropertiesTest {
  private static final AtomicReference<Path> FOLDER = new AtomicReference<>();
  private static final AtomicReference<WebXmlSchemas> SCHEMAS = new AtomicReference<>();

  /** A file as it lies on a disk. */
  record Case(Dialect dialect, Layout layout, byte[] bytes) {
    @Override
    public String toString() {
      return layout + "\n" + new String(bytes, layout.charset()).replace("\r", "<CR>");
    }
  }

  /** What there may be in a file: a version of the format. */
  enum Dialect {
    SERVLET_2_3,
    SERVLET_2_4,
    SERVLET_3_1,
    SERVLET_4_0,
    SERVLET_6_0
  }

  /** How a file is laid out. */
  record Layout(
      Charset charset, String newline, String indent, String prefix, boolean bom, boolean open) {}

  @BeforeContainer
  static void makeFolder() throws IOException {
    FOLDER.set(Files.createTempDirectory("web-xml"));
    SCHEMAS.set(new WebXmlSchemas(FOLDER.get()));
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.get())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(FOLDER.get());
  }

  @Property(tries = 1500)
  void whatWasAddedCanBeTakenOutAgainToTheByte(
      @ForAll("files") Case file, @ForAll("providers") Map<String, String> added) throws Exception {
    Statistics.label("dialect").collect(file.dialect());
    Statistics.label("newline").collect(file.layout().newline().length());
    WebXmlFile disk = new WebXmlFile(Files.write(FOLDER.get().resolve("web.xml"), file.bytes()));
    WebXml before = disk.read();
    disk.write(before, before.with(added));
    byte[] with = Files.readAllBytes(disk.path());

    assertInsertedInOnePiece(file.bytes(), with);
    WebXml after = disk.read();
    Map<String, String> found = new LinkedHashMap<>();
    after.parameters().forEach(one -> found.put(one.name(), one.value()));
    assertThat(found).containsAllEntriesOf(added);
    assertThat(after.parameters()).hasSize(before.parameters().size() + added.size());

    disk.write(after, after.without(added::containsKey));
    assertThat(Files.readAllBytes(disk.path())).isEqualTo(file.bytes());
  }

  @Property(tries = 300)
  void oneOfTwoIsTakenOutAsIfItHadNeverBeenThere(
      @ForAll("files") Case file,
      @ForAll("providers") Map<String, String> first,
      @ForAll("others") Map<String, String> second)
      throws Exception {
    WebXml before = WebXml.of(new String(file.bytes(), file.layout().charset()));
    WebXml both = before.with(first).with(second);
    assertThat(both.without(second::containsKey).text()).isEqualTo(before.with(first).text());
    assertThat(both.without(first::containsKey).without(second::containsKey).text())
        .isEqualTo(before.text());
  }

  @Property(tries = 300)
  void staysValidAgainstItsSchema(
      @ForAll("files") Case file, @ForAll("providers") Map<String, String> added) throws Exception {
    validate(file, file.bytes());
    WebXmlFile disk = new WebXmlFile(Files.write(FOLDER.get().resolve("web.xml"), file.bytes()));
    WebXml before = disk.read();
    disk.write(before, before.with(added));
    validate(file, Files.readAllBytes(disk.path()));
  }

  /** The bytes before are those after, with one piece (or, where the root was closed, two) more. */
  private static void assertInsertedInOnePiece(byte[] before, byte[] after) {
    int same = 0;
    while (same < before.length && before[same] == after[same]) {
      same++;
    }
    int end = 0;
    while (end < before.length - same
        && before[before.length - 1 - end] == after[after.length - 1 - end]) {
      end++;
    }
    String left = new String(before, same, before.length - same - end, ISO_8859_1);
    assertThat(left).as("bytes that were changed").isIn("", "/", "/>");
  }

  @Provide
  Arbitrary<Map<String, String>> providers() {
    return parameters("aval.providers.clerk.");
  }

  @Provide
  Arbitrary<Map<String, String>> others() {
    return parameters("aval.providers.other.");
  }

  private static Arbitrary<Map<String, String>> parameters(String prefix) {
    Arbitrary<String> value =
        Arbitraries.of(
            "convex",
            "https://a.example/?x=1&y=<2>",
            "${env.ISSUER_URL:https://x.example/}",
            "]]>",
            "M\u00fcller \u20ac \ud83d\ude00",
            "<!-- -->",
            "\"quoted\"");
    return Combinators.combine(value, value)
        .as(
            (domain, audience) -> {
              Map<String, String> parameters = new LinkedHashMap<>();
              parameters.put(prefix + "domain", domain);
              parameters.put(prefix + "application-id", audience);
              return parameters;
            });
  }

  @Provide
  Arbitrary<Case> files() {
    Arbitrary<Layout> layouts =
        Combinators.combine(
                Arbitraries.of(UTF_8, UTF_8, ISO_8859_1, Charset.forName("windows-1252")),
                Arbitraries.of("\n", "\r\n"),
                Arbitraries.of("\t", "  ", "    ", ""),
                Arbitraries.of("", "", "ee:", "j-2.x:"),
                Arbitraries.of(true, false),
                Arbitraries.of(true, true, true, false))
            .as(Layout::new);
    return Combinators.combine(Arbitraries.of(Dialect.values()), layouts, content(), ends())
        .as(WebXmlPropertiesTest::file);
  }

  /** Elements in the order that the old document type wants, with what people put around them. */
  private static Arbitrary<List<String>> content() {
    List<List<String>> places =
        List.of(
            List.of(
                "",
                "<display-name>a > b &amp; c</display-name>",
                "<display-name><![CDATA[<context-param>]]></display-name>"),
            List.of("", "<description>two\nlines</description>", "<description/>"),
            List.of("", "<distributable/>", "<distributable></distributable>"),
            List.of("", param("x", "1"), param("x", "1") + " <!-- why -->"),
            List.of(
                "",
                "<!-- " + param("aval.providers.clerk.domain", "old") + " -->",
                param("y", "<![CDATA[a<b]]>"),
                param("aval.providers.a<!-- c -->b.domain", "&#104;ttps://x.example")),
            List.of(
                "",
                "<filter><filter-name>f</filter-name><filter-class>a.F</filter-class></filter>",
                "<?editor fold=\"<context-param>\"?>"),
            List.of(
                "",
                "<servlet><servlet-name>s</servlet-name><servlet-class>a.S</servlet-class>"
                    + "<init-param><param-name>aval.providers.clerk.domain</param-name>"
                    + "<param-value>'>'</param-value></init-param></servlet>",
                "<session-config><session-timeout>30</session-timeout></session-config>"),
            List.of("", "<!-- the end -->", "<!---->"));
    return Combinators.combine(places.stream().map(Arbitraries::of).toList())
        .as(
            pieces ->
                pieces.stream().filter(piece -> !piece.isEmpty()).collect(Collectors.toList()));
  }

  private static String param(String name, String value) {
    return "<context-param><param-name>"
        + name
        + "</param-name><param-value>"
        + value
        + "</param-value></context-param>";
  }

  private static Arbitrary<String> ends() {
    return Arbitraries.of("", "\n", "\n\n", "\n<!-- after -->", "  \n");
  }

  private static Case file(Dialect dialect, Layout layout, List<String> content, String end) {
    boolean old = dialect == Dialect.SERVLET_2_3;
    String prefix = old ? "" : layout.prefix();
    StringBuilder text = new StringBuilder();
    text.append("<?xml version='1.0' encoding=\"").append(layout.charset()).append("\"?>\n");
    text.append("<!-- M\u00fcller's <web-app> -->\n").append(old ? doctype() : "");
    String root = prefix + "web-app";
    text.append("<").append(root).append(old ? "" : attributes(dialect, prefix));
    if (content.isEmpty()) {
      text.append(layout.open() ? "></" + root + ">" : "\n />");
    } else {
      text.append(">");
      for (String piece : content) {
        text.append(layout.open() ? "\n" + layout.indent() : "");
        text.append(prefixed(piece, prefix));
      }
      text.append(layout.open() ? "\n" : "").append("</").append(root).append(">");
    }
    String whole = text.append(end).toString().replace("\n", layout.newline());
    boolean bom = layout.bom() && layout.charset().equals(UTF_8);
    return new Case(dialect, layout, ((bom ? "\uFEFF" : "") + whole).getBytes(layout.charset()));
  }

  private static String doctype() {
    return "<!DOCTYPE web-app PUBLIC\n  \"-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN\"\n"
        + "  \"http://java.sun.com/dtd/web-app_2_3.dtd\" [<!-- ]> --><!ENTITY own \"<icon/>\">]>\n";
  }

  /** Prefixes names outside comments and CDATA sections. */
  private static String prefixed(String piece, String prefix) {
    return piece.startsWith("<!--") || piece.startsWith("<?")
        ? piece
        : piece
            .replaceAll("<(/?)([a-z])", "<$1" + prefix + "$2")
            .replace("![CDATA[<" + prefix, "![CDATA[<");
  }

  private static String attributes(Dialect dialect, String prefix) {
    String declared = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix.replace(":", "");
    return switch (dialect) {
      case SERVLET_2_4 -> attributes(declared, "http://java.sun.com/xml/ns/j2ee", "2.4");
      case SERVLET_3_1 -> attributes(declared, "http://xmlns.jcp.org/xml/ns/javaee", "3.1");
      case SERVLET_4_0 -> attributes(declared, "http://xmlns.jcp.org/xml/ns/javaee", "4.0");
      default -> attributes(declared, "https://jakarta.ee/xml/ns/jakartaee", "6.0");
    };
  }

  private static String attributes(String declared, String namespace, String version) {
    return " "
        + declared
        + "='"
        + namespace
        + "'\n         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
        + (" xsi:schemaLocation=\"" + namespace + " \t web-app.xsd\" version=\"" + version + "\"");
  }

  private static void validate(Case file, byte[] bytes) throws Exception {
    String version = file.dialect().name().substring("SERVLET_".length());
    if (file.dialect() == Dialect.SERVLET_2_3) {
      WebXmlSchemas.validateByDocumentType(bytes);
    } else {
      SCHEMAS.get().validate(bytes, "web-app_" + version + ".xsd");
    }
  }
}
