package io.aval.issuer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a template, parsed: static JSON with shortcodes in its values.
 *
 * <p>The rules are Clerk's. Shortcodes stand in values and never in names. A string that is exactly
 * one {@code {{expression}}} keeps the type of its value: object, number, boolean, array or null.
 * One that has other text around it becomes text, in which null is the word {@code null} and an
 * object is its JSON. A dotted path walks into objects; what is unknown or missing is null. {@code
 * a || b || c} is the first operand that is neither null nor false, else the last one whatever it
 * is, so that an empty text and a zero count. Operands may also be numbers, {@code true}, {@code
 * false} and text in single quotes, in which {@code \'} is a quote and {@code \\} a backslash.
 *
 * <p>What comes out of a user's attributes is never looked at for shortcodes again, and the output
 * is bounded: {@value #MAX_OUTPUT} characters of text, 16 levels. Immutable and safe for many
 * threads.
 */
public final class Shortcodes {
  /** The most characters of text that one set of claims may grow to, names and strings together. */
  static final int MAX_OUTPUT = 10_000;

  private final Map<String, Node> claims;

  private Shortcodes(Map<String, Node> claims) {
    this.claims = claims;
  }

  /**
   * Parses claims.
   *
   * @param claims JSON values by name: maps, lists, text, numbers, booleans and null
   * @return the parsed claims
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} when a shortcode is out
   *     of shape, naming its claim and the place in it, or when a value is not JSON
   */
  public static Shortcodes parse(Map<String, ? extends @Nullable Object> claims) {
    return new Shortcodes(
        parseObject(ClaimPath.CLAIMS, JsonTree.copyObject("claims", claims), false));
  }

  /**
   * Parses claims, and refuses shortcodes that there are not, which otherwise are null.
   *
   * @param claims JSON values by name, as for {@link #parse}
   * @return the parsed claims
   * @throws IssuerException as {@link #parse}, and for the first unknown shortcode, naming its
   *     claim and the place in it
   */
  public static Shortcodes parseStrictly(Map<String, ? extends @Nullable Object> claims) {
    return new Shortcodes(
        parseObject(ClaimPath.CLAIMS, JsonTree.copyObject("claims", claims), true));
  }

  /**
   * Returns the shortcodes that there are.
   *
   * @return names such as {@code user.first_name}, in the order of the alphabet; below the metadata
   *     objects any further path is possible
   */
  public static List<String> known() {
    return KnownShortcodes.all();
  }

  /**
   * Returns the shortcodes that there are, with what they are worth.
   *
   * @return by name, in the order of the alphabet: {@code text}, {@code number}, {@code boolean},
   *     {@code object} or {@code array}
   */
  public static Map<String, String> types() {
    return KnownShortcodes.types();
  }

  /**
   * Works out the claims.
   *
   * @param roots what a shortcode may begin with ({@code user}, …), each with its attributes
   * @return JSON values by name, in the template's order
   * @throws IssuerException with {@link IssuerException.Code#TOKEN_TOO_LARGE} when the output
   *     passes its bounds
   */
  public Map<String, @Nullable Object> resolve(Map<String, ?> roots) {
    Map<String, @Nullable Object> resolved = resolve(claims, roots);
    requireBounded(resolved);
    return Collections.unmodifiableMap(resolved);
  }

  static IssuerException outputTooLarge() {
    return new IssuerException(
        IssuerException.Code.TOKEN_TOO_LARGE,
        "For this user the claims grow beyond "
            + MAX_OUTPUT
            + " characters, "
            + JsonTree.MAX_MEMBERS
            + " members, "
            + JsonTree.MAX_DEPTH
            + " levels or what fits into a token.");
  }

  private sealed interface Node {}

  private record Leaf(Expression expression) implements Node {}

  private record Branch(Map<String, Node> members) implements Node {}

  private record Items(List<Node> nodes) implements Node {}

  private static Map<String, Node> parseObject(ClaimPath path, Map<?, ?> object, boolean strict) {
    Map<String, Node> members = new LinkedHashMap<>();
    object.forEach(
        (name, value) ->
            members.put((String) name, parse(path.member((String) name), value, strict)));
    return Collections.unmodifiableMap(members);
  }

  private static Node parse(ClaimPath path, @Nullable Object value, boolean strict) {
    if (value instanceof Map<?, ?> object) {
      return new Branch(parseObject(path, object, strict));
    }
    if (value instanceof List<?> list) {
      List<Node> nodes = new ArrayList<>(list.size());
      for (int i = 0; i < list.size(); i++) {
        nodes.add(parse(path.item(i), list.get(i), strict));
      }
      return new Items(List.copyOf(nodes));
    }
    return new Leaf(
        value instanceof String text
            ? new ShortcodeParser(path, text, strict).parse()
            : new Expression.Literal(value));
  }

  private static Map<String, @Nullable Object> resolve(Map<String, Node> nodes, Map<String, ?> to) {
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    nodes.forEach((name, node) -> resolved.put(name, resolve(node, to)));
    return resolved;
  }

  private static @Nullable Object resolve(Node node, Map<String, ?> roots) {
    if (node instanceof Branch branch) {
      return resolve(branch.members(), roots);
    }
    if (node instanceof Items items) {
      List<@Nullable Object> values = new ArrayList<>(items.nodes().size());
      items.nodes().forEach(item -> values.add(resolve(item, roots)));
      return values;
    }
    return ((Leaf) node).expression().value(roots);
  }

  /** A short template must not blow a large attribute up. */
  private static void requireBounded(Map<String, ?> resolved) {
    if (size(resolved, 1) > MAX_OUTPUT || JsonTree.members(resolved) > JsonTree.MAX_MEMBERS) {
      throw outputTooLarge();
    }
  }

  private static long size(@Nullable Object value, int depth) {
    if (!(value instanceof Map<?, ?> || value instanceof List<?>)) {
      return value instanceof String text ? text.length() : 1;
    }
    if (depth > JsonTree.MAX_DEPTH) {
      throw outputTooLarge();
    }
    long size = 0;
    if (value instanceof Map<?, ?> object) {
      for (Map.Entry<?, ?> member : object.entrySet()) {
        size += ((String) member.getKey()).length() + size(member.getValue(), depth + 1);
      }
    } else {
      for (Object item : (List<?>) value) {
        size += size(item, depth + 1);
      }
    }
    return size;
  }
}
