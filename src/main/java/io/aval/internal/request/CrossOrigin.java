package io.aval.internal.request;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may read the application's answers, and what an answer has to say
 * for it to the browser (Fetch standard, section 3.3). An origin is one of those configured, letter
 * by letter, or it is told nothing: what the caller sent is never said back. Immutable.
 */
public final class CrossOrigin {
  /** The header that names the one origin whose pages may read an answer. */
  public static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  /** The header that lets them read an answer to a call with cookies. */
  public static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";

  /** The header that lists the headers they may read. */
  public static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";

  /** What a refusal has in headers, and a client needs to understand it. */
  private static final String EXPOSED = "WWW-Authenticate, Retry-After";

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern METHOD = Pattern.compile(TOKEN);
  private static final Pattern FIELD_NAMES =
      Pattern.compile(TOKEN + "(?:[ \t]*,[ \t]*" + TOKEN + ")*+");

  /** More than any page needs; a request that asks for more is allowed none of it. */
  private static final int LONGEST_LIST = 1000;

  /** As long as the answer to a preflight of the issuer's endpoints counts. */
  private static final String MAX_AGE = "600";

  /** What to say to each allowed origin, made once. */
  private final Map<String, Map<String, String>> answers;

  /**
   * Creates the rule.
   *
   * @param allowedOrigins the origins, as browsers write them
   * @param withCookies whether a call's token may be in a cookie, which a browser sends along only
   *     where it may send credentials
   */
  CrossOrigin(Set<String> allowedOrigins, boolean withCookies) {
    Map<String, Map<String, String>> made = new HashMap<>();
    for (String origin : allowedOrigins) {
      Map<String, String> said = new LinkedHashMap<>();
      said.put(ALLOW_ORIGIN, origin);
      if (withCookies) {
        said.put(ALLOW_CREDENTIALS, "true");
      }
      said.put(EXPOSE_HEADERS, EXPOSED);
      made.put(origin, Map.copyOf(said));
    }
    this.answers = Map.copyOf(made);
  }

  /** Whether any origin is allowed; if not, answers are the application's own business. */
  public boolean isConfigured() {
    return !answers.isEmpty();
  }

  /**
   * The headers with which the page that made a request may read the answer.
   *
   * @param request any request
   * @return the headers; none for a page that may not, or where there is no page
   */
  public Map<String, String> grant(RequestFacts request) {
    return request.header("Origin").map(this::grantTo).orElse(Map.of());
  }

  private Map<String, String> grantTo(String origin) {
    return answers.getOrDefault(origin, Map.of());
  }

  /**
   * The answer to a preflight of a page that may read answers. It allows what the page asks for:
   * what a caller may do is decided by who calls, and not by which header it needs for it.
   *
   * @param request a preflight
   * @return the headers; none for a page that may not
   */
  public Map<String, String> grantPreflight(RequestFacts request) {
    Map<String, String> granted = grant(request);
    if (granted.isEmpty()) {
      return granted;
    }
    Map<String, String> said = new LinkedHashMap<>(granted);
    request
        .header("Access-Control-Request-Method")
        .filter(CrossOrigin::isMethod)
        .ifPresent(method -> said.put("Access-Control-Allow-Methods", method));
    request
        .header("Access-Control-Request-Headers")
        .filter(CrossOrigin::isListOfNames)
        .ifPresent(names -> said.put("Access-Control-Allow-Headers", names));
    said.put("Access-Control-Max-Age", MAX_AGE);
    return said;
  }

  private static boolean isMethod(String text) {
    return text.length() <= LONGEST_LIST && METHOD.matcher(text).matches();
  }

  private static boolean isListOfNames(String text) {
    return text.length() <= LONGEST_LIST && FIELD_NAMES.matcher(text).matches();
  }
}
