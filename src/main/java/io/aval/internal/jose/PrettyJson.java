package io.aval.internal.jose;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON for people: a member on each line. Written here and not in the browser, whose numbers are
 * less exact than a token's.
 */
public final class PrettyJson {
  private PrettyJson() {}

  /** Writes a JSON value, as {@link JsonText#write} takes them. */
  public static String write(@Nullable Object json) {
    StringBuilder text = new StringBuilder();
    write(text, json, "");
    return text.toString();
  }

  private static void write(StringBuilder text, @Nullable Object json, String indent) {
    if (json instanceof Map<?, ?> object && !object.isEmpty()) {
      object(text, object, indent);
    } else if (json instanceof List<?> array && !array.isEmpty()) {
      array(text, array, indent);
    } else {
      text.append(JsonText.write(json));
    }
  }

  private static void object(StringBuilder text, Map<?, ?> object, String indent) {
    String inner = indent + "  ";
    text.append("{");
    Iterator<? extends Map.Entry<?, ?>> members = object.entrySet().iterator();
    while (members.hasNext()) {
      Map.Entry<?, ?> member = members.next();
      text.append('\n').append(inner).append(JsonText.write(member.getKey())).append(": ");
      write(text, member.getValue(), inner);
      text.append(members.hasNext() ? "," : "");
    }
    text.append('\n').append(indent).append('}');
  }

  private static void array(StringBuilder text, List<?> array, String indent) {
    String inner = indent + "  ";
    text.append("[");
    Iterator<?> items = array.iterator();
    while (items.hasNext()) {
      text.append('\n').append(inner);
      write(text, items.next(), inner);
      text.append(items.hasNext() ? "," : "");
    }
    text.append('\n').append(indent).append(']');
  }
}
