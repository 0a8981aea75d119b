package io.aval.internal.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** The standard's own schemas for web.xml, which the Servlet API has in its jar. */
final class WebXmlSchemas {
  private static final String RESOURCES = "/jakarta/servlet/resources/";
  private static final Pattern FAR_AWAY =
      Pattern.compile("(schemaLocation=\\s*\")https?://[^\"\\s]+/([A-Za-z0-9_-]+\\.xsd\")");
  private static final Pattern LOCATION =
      Pattern.compile("schemaLocation=\\s*\"([A-Za-z0-9_-]+\\.xsd)\"");

  /** What is used of the schema of the xml: prefix, which the jar has not. */
  private static final String XML =
      "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'"
          + " targetNamespace='http://www.w3.org/XML/1998/namespace'>"
          + "<xs:attribute name='lang' type='xs:language'/></xs:schema>";

  private final Path folder;
  private final Map<String, Schema> read = new HashMap<>();

  /** Schemas that are laid out in a folder. */
  WebXmlSchemas(Path folder) {
    this.folder = folder;
  }

  /** Validates a document against a schema such as {@code web-app_6_0.xsd}. */
  void validate(byte[] document, String name) throws IOException, SAXException {
    Schema schema = read.get(name);
    if (schema == null) {
      layOut(name);
      SchemaFactory factory = SchemaFactory.newDefaultInstance();
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      schema = factory.newSchema(folder.resolve(name).toFile());
      read.put(name, schema);
    }
    schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
  }

  /** Validates a document against the document type of Servlet 2.3. */
  static void validateByDocumentType(byte[] document)
      throws IOException, SAXException, ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver((id, place) -> new InputSource(resource("web-app_2_3.dtd")));
    builder.setErrorHandler(
        new DefaultHandler() {
          @Override
          public void error(SAXParseException invalid) throws SAXException {
            throw invalid;
          }
        });
    builder.parse(new ByteArrayInputStream(document));
  }

  private void layOut(String name) throws IOException {
    if (Files.exists(folder.resolve(name))) {
      return;
    }
    Files.writeString(folder.resolve("xml.xsd"), XML);
    try (InputStream in = resource(name)) {
      String original = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String text = FAR_AWAY.matcher(original).replaceAll("$1$2");
      Files.writeString(folder.resolve(name), text);
      Matcher included = LOCATION.matcher(text);
      while (included.find()) {
        layOut(included.group(1));
      }
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(WebXmlSchemas.class.getResourceAsStream(RESOURCES + name), name);
  }
}
