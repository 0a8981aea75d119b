package io.aval.issuer;

import io.aval.internal.jose.JsonText;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed piece of a template: what it is worth depends on whom the token is for. */
sealed interface Expression {

  /** Works out the value. {@code roots} has what a shortcode may begin with, such as user. */
  @Nullable Object value(Map<String, ?> roots);

  /** A value that stands for itself. */
  record Literal(@Nullable Object constant) implements Expression {
    @Override
    public @Nullable Object value(Map<String, ?> roots) {
      return constant;
    }
  }

  /** A dotted path; unknown and missing are both null. */
  record Shortcode(List<String> path) implements Expression {
    @Override
    public @Nullable Object value(Map<String, ?> roots) {
      Object value = roots;
      for (String name : path) {
        value = value instanceof Map<?, ?> map ? map.get(name) : null;
      }
      return value;
    }
  }

  /** Operands joined by {@code ||}: the first that is neither null nor false, else the last. */
  record FirstOf(List<Expression> operands) implements Expression {
    @Override
    public @Nullable Object value(Map<String, ?> roots) {
      Object value = null;
      for (Expression operand : operands) {
        value = operand.value(roots);
        if (value != null && !Boolean.FALSE.equals(value)) {
          return value;
        }
      }
      return value;
    }
  }

  /** Text with expressions in it: always text. */
  record Text(List<Expression> parts) implements Expression {
    @Override
    public Object value(Map<String, ?> roots) {
      StringBuilder text = new StringBuilder();
      for (Expression part : parts) {
        text.append(inText(part.value(roots)));
        if (text.length() > Shortcodes.MAX_OUTPUT) {
          throw Shortcodes.outputTooLarge();
        }
      }
      return text.toString();
    }

    private static String inText(@Nullable Object value) {
      return value instanceof String text ? text : JsonText.write(value);
    }
  }
}
