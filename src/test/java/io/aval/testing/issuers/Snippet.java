package io.aval.testing.issuers;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A piece of {@code web.xml} that a page tells people to write.
 *
 * @param values the parameters as they are written there
 */
public record Snippet(Map<String, String> values) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([A-Za-z0-9_]+)(:[^}]*)?}");

  /** Reads {@code context-param}s. */
  public static Snippet of(String xml) {
    try {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader("<web-app>" + xml + "</web-app>")));
      NodeList parameters = document.getElementsByTagName("context-param");
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < parameters.getLength(); i++) {
        Element parameter = (Element) parameters.item(i);
        String name = text(parameter, "param-name");
        if (values.put(name, text(parameter, "param-value")) != null) {
          throw new IllegalArgumentException(name + " is there twice: " + xml);
        }
      }
      return new Snippet(values);
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new IllegalArgumentException(xml, e);
    }
  }

  private static String text(Element parameter, String name) {
    return parameter.getElementsByTagName(name).item(0).getTextContent();
  }

  /** The parameters, with what the environment would have put into them. */
  Map<String, String> with(Map<String, String> environment) {
    Map<String, String> completed = new LinkedHashMap<>();
    values.forEach((name, value) -> completed.put(name, complete(value, environment)));
    return completed;
  }

  private static String complete(String value, Map<String, String> environment) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            found -> {
              String given = environment.get(found.group(1));
              return Matcher.quoteReplacement(given == null ? found.group() : given);
            });
  }
}
