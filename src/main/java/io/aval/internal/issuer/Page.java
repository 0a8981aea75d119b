package io.aval.internal.issuer;

import java.util.Map;

/**
 * Which part of a list is wanted.
 *
 * @param paginated whether the answer tells how many there are in all
 * @param limit how many, 1 to 500
 * @param offset how many to pass over
 */
record Page(boolean paginated, int limit, int offset) {
  private static final int LARGEST = 500;

  /** As Clerk's API has it. */
  private static final String USUAL = "10";

  /**
   * Reads the parameters, and passes over those that are not about pages.
   *
   * @throws ApiFault when one has a value that it cannot have
   */
  static Page of(Map<String, String> query) {
    String paginated = query.getOrDefault("paginated", "false");
    if (!paginated.equals("true") && !paginated.equals("false")) {
      throw invalid("paginated", "must be true or false.");
    }
    return new Page(
        paginated.equals("true"),
        number(query.getOrDefault("limit", USUAL), "limit", 1, LARGEST),
        number(query.getOrDefault("offset", "0"), "offset", 0, 999_999_999));
  }

  private static int number(String text, String name, int least, int most) {
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw invalid(name, "must be a whole number from " + least + " to " + most + ".");
  }

  private static ApiFault invalid(String name, String fault) {
    return ApiFault.ofParameter(ApiFault.Kind.QUERY_INVALID, name, name + " " + fault);
  }
}
