package io.aval.internal.cli;

import io.aval.internal.cli.XmlMarkup.Kind;
import io.aval.internal.cli.XmlMarkup.Tag;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A {@code web.xml} as text, in which context parameters can be added and taken out. Whatever else
 * stands in it stays as it is, to the character. Immutable.
 */
final class WebXml {
  /** What the oldest document types want to stand before any context parameter. */
  private static final Set<String> LEADING =
      Set.of("icon", "display-name", "description", "distributable", "module-name");

  /** Nothing but white space and comments up to the end of the line, which is not taken along. */
  private static final Pattern REST_OF_LINE =
      Pattern.compile("(?:[ \\t]*<!--(?:(?!-->)[^\\r\\n])*-->)*(?=[ \\t]*(?:\\r?\\n|\\z))");

  /** Marks a root element that was {@code <web-app/>} before something was put into it. */
  private static final String OPENED = "\n ";

  private final String text;
  private final List<Tag> tags;
  private final Tag root;
  private final List<Parameter> parameters;

  private WebXml(String text) {
    this.text = text;
    this.tags = XmlMarkup.of(text);
    this.root = tags.get(0);
    this.parameters = parameters(text, tags);
  }

  /**
   * A context parameter.
   *
   * @param name its name
   * @param value its value
   * @param start the place of its element
   * @param end the place after its element
   */
  record Parameter(String name, String value, int start, int end) {}

  /**
   * Reads the text.
   *
   * @throws Trouble when it is not well-formed, or no web.xml
   */
  static WebXml of(String text) throws Trouble {
    requireWellFormed(text);
    WebXml file = new WebXml(text);
    if (!file.root.name().equals("web-app")) {
      throw new Trouble(
          "This is no web.xml: its root element is <" + file.root.name() + ">, not <web-app>.");
    }
    return file;
  }

  String text() {
    return text;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  /** Adds context parameters behind those that there are, each on lines of its own. */
  WebXml with(Map<String, String> added) throws Trouble {
    StringBuilder elements = new StringBuilder();
    added.forEach((name, value) -> elements.append(element(name, value)));
    if (root.kind() == Kind.EMPTY) {
      int slash = root.end() - 2;
      String name = root.prefix() + root.name();
      return of(
          text.substring(0, slash)
              + '>'
              + elements
              + (OPENED.replace("\n", newline()) + "</" + name + ">")
              + text.substring(root.end()));
    }
    int at = insertionPoint();
    return of(text.substring(0, at) + elements + text.substring(at));
  }

  /** Takes context parameters out, with the lines they stand on. */
  WebXml without(Predicate<String> names) throws Trouble {
    StringBuilder left = new StringBuilder();
    int from = 0;
    for (Parameter parameter : parameters) {
      if (names.test(parameter.name())) {
        left.append(text, from, lineBefore(parameter.start()));
        from = parameter.end();
      }
    }
    return of(closedAgain(left.append(text, from, text.length()).toString()));
  }

  private String closedAgain(String left) {
    List<Tag> remaining = XmlMarkup.of(left);
    if (remaining.size() == 2 && !text.equals(left) && endsAsOpened()) {
      Tag open = remaining.get(0);
      Tag close = remaining.get(1);
      String between = left.substring(open.end(), close.start());
      if (between.equals(OPENED.replace("\n", newline()))) {
        return left.substring(0, open.end() - 1) + "/>" + left.substring(close.end());
      }
    }
    return left;
  }

  /** Whether the mark stands behind the last parameter, where only opening the root puts it. */
  private boolean endsAsOpened() {
    int end = parameters.get(parameters.size() - 1).end();
    return text.startsWith(OPENED.replace("\n", newline()) + "</", end);
  }

  private String element(String name, String value) {
    String line = newline() + indent();
    String inner = line + (indent().isEmpty() ? "  " : indent());
    String prefix = root.prefix();
    return line
        + ("<" + prefix + "context-param>" + inner)
        + ("<" + prefix + "param-name>" + escaped(name) + "</" + prefix + "param-name>" + inner)
        + ("<" + prefix + "param-value>" + escaped(value) + "</" + prefix + "param-value>" + line)
        + ("</" + prefix + "context-param>");
  }

  private static String escaped(String value) {
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** Behind the last context parameter, else behind what must stand before one. */
  private int insertionPoint() {
    int at = root.end();
    String mark = OPENED.replace("\n", newline());
    if (tags.size() == 2 && text.substring(at, tags.get(1).start()).equals(mark)) {
      return tags.get(1).start(); // behind the mark, which then is none
    }
    for (Tag tag : tags) {
      boolean ends = tag.depth() == 1 && tag.kind() != Kind.OPEN;
      if (ends && tag.name().equals("context-param")) {
        at = tag.end();
      }
    }
    if (at == root.end()) {
      for (Tag tag : tags) {
        boolean ends = tag.depth() == 1 && tag.kind() != Kind.OPEN;
        if (ends && LEADING.contains(tag.name())) {
          at = tag.end();
        } else if (tag.depth() == 1 && !LEADING.contains(tag.name())) {
          break;
        }
      }
    }
    Matcher rest = REST_OF_LINE.matcher(text).region(at, text.length());
    return rest.lookingAt() ? rest.end() : at;
  }

  /** Where the line begins on which an element stands first, its line break included. */
  private int lineBefore(int start) {
    int at = start;
    while (at > 0 && " \t".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    if (at > 0 && text.charAt(at - 1) == '\n') {
      at--;
      return at > 0 && text.charAt(at - 1) == '\r' ? at - 1 : at;
    }
    return start;
  }

  private String newline() {
    int at = text.indexOf('\n');
    return at > 0 && text.charAt(at - 1) == '\r' ? "\r\n" : "\n";
  }

  /** As the first element in the root element is indented. */
  private String indent() {
    for (Tag tag : tags) {
      int line = lineBefore(tag.start());
      if (tag.depth() == 1 && tag.kind() != Kind.CLOSE && line < tag.start()) {
        return text.substring(line, tag.start()).strip().isEmpty()
            ? text.substring(text.indexOf('\n', line) + 1, tag.start())
            : "  ";
      }
    }
    return "  ";
  }

  private static List<Parameter> parameters(String text, List<Tag> tags) {
    List<Parameter> found = new ArrayList<>();
    String name = "";
    String value = "";
    int start = 0;
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      boolean opens = tag.kind() == Kind.OPEN;
      if (tag.depth() == 1 && tag.name().equals("context-param")) {
        if (opens) {
          start = tag.start();
          name = value = "";
        } else if (tag.kind() == Kind.CLOSE) {
          found.add(new Parameter(name, value, start, tag.end()));
        }
      } else if (tag.depth() == 2 && opens && tag.name().equals("param-name")) {
        name = content(text, tag.end(), tags.get(i + 1).start()).strip();
      } else if (tag.depth() == 2 && opens && tag.name().equals("param-value")) {
        value = content(text, tag.end(), tags.get(i + 1).start()).strip();
      }
    }
    return List.copyOf(found);
  }

  /** The text of an element, with comments left out and references replaced. */
  private static String content(String text, int from, int to) {
    String raw = text.substring(from, to);
    try {
      XMLStreamReader reader = reader("<a>" + raw + "</a>");
      reader.nextTag();
      return reader.getElementText();
    } catch (XMLStreamException ownEntity) {
      return raw;
    }
  }

  private static void requireWellFormed(String text) throws Trouble {
    try {
      XMLStreamReader reader = reader(text.startsWith("\uFEFF") ? text.substring(1) : text);
      while (reader.hasNext()) {
        reader.next();
      }
    } catch (XMLStreamException fault) {
      throw new Trouble(
          "This web.xml is not well-formed XML, at line "
              + fault.getLocation().getLineNumber()
              + ", column "
              + fault.getLocation().getColumnNumber()
              + ".");
    }
  }

  /** A reader that fetches nothing. */
  private static XMLStreamReader reader(String text) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> new ByteArrayInputStream(new byte[0]));
    return factory.createXMLStreamReader(new StringReader(text));
  }
}
