package io.aval.internal.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds where the tags of an XML document are, to the character, which no parser of the JDK says
 * reliably. For documents that a parser has found well-formed; comments, CDATA sections, processing
 * instructions and the document type are passed over.
 */
final class XmlMarkup {
  /** What kind of tag. */
  enum Kind {
    /** {@code <a>}. */
    OPEN,
    /** {@code </a>}. */
    CLOSE,
    /** {@code <a/>}. */
    EMPTY
  }

  /**
   * A tag.
   *
   * @param kind what kind
   * @param prefix the name's prefix with its colon, or empty
   * @param name the name without the prefix
   * @param start the place of its {@code <}
   * @param end the place after its {@code >}
   * @param depth how many elements it lies in; the root's tags have 0
   */
  record Tag(Kind kind, String prefix, String name, int start, int end, int depth) {}

  private final String text;
  private final List<Tag> tags = new ArrayList<>();

  private XmlMarkup(String text) {
    this.text = text;
  }

  static List<Tag> of(String text) {
    XmlMarkup markup = new XmlMarkup(text);
    markup.scan();
    return List.copyOf(markup.tags);
  }

  private void scan() {
    int depth = 0;
    int at = text.indexOf('<');
    while (at >= 0) {
      int end;
      if (text.startsWith("<!--", at)) {
        end = after("-->", at + 4);
      } else if (text.startsWith("<![CDATA[", at)) {
        end = after("]]>", at);
      } else if (text.startsWith("<?", at)) {
        end = after("?>", at);
      } else if (text.startsWith("<!", at)) {
        end = afterDocumentType(at);
      } else {
        end = afterTag(at);
        depth = add(at, end, depth);
      }
      at = text.indexOf('<', end);
    }
  }

  private int add(int start, int end, int depth) {
    boolean closes = text.charAt(start + 1) == '/';
    boolean empty = text.charAt(end - 2) == '/';
    int from = start + (closes ? 2 : 1);
    int to = from;
    while (" \t\r\n/>".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String name = text.substring(from, to);
    int colon = name.indexOf(':') + 1;
    Kind kind = closes ? Kind.CLOSE : empty ? Kind.EMPTY : Kind.OPEN;
    int level = closes ? depth - 1 : depth;
    tags.add(new Tag(kind, name.substring(0, colon), name.substring(colon), start, end, level));
    return kind == Kind.OPEN ? depth + 1 : level;
  }

  /** Past the {@code >} that is in no attribute's value. */
  private int afterTag(int from) {
    int at = from;
    while (text.charAt(at) != '>') {
      char c = text.charAt(at);
      at = c == '"' || c == '\'' ? text.indexOf(c, at + 1) + 1 : at + 1;
    }
    return at + 1;
  }

  /** Past the document type, with its internal subset. */
  private int afterDocumentType(int from) {
    int open = 0;
    int at = from;
    while (text.charAt(at) != '>' || open > 0) {
      char c = text.charAt(at);
      if (text.startsWith("<!--", at)) {
        at = after("-->", at + 4);
      } else if (text.startsWith("<?", at)) {
        at = after("?>", at);
      } else if (c == '"' || c == '\'') {
        at = text.indexOf(c, at + 1) + 1;
      } else {
        open += c == '[' ? 1 : c == ']' ? -1 : 0;
        at++;
      }
    }
    return at + 1;
  }

  private int after(String mark, int from) {
    return text.indexOf(mark, from) + mark.length();
  }
}
