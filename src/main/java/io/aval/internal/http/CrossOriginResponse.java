package io.aval.internal.http;

import io.aval.internal.request.CrossOrigin;
import io.aval.internal.request.RequestFacts;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says from its start whether a page of another origin may read it, so that whatever
 * becomes of it (a file, a refusal, an error) can be read.
 *
 * <p>What the application itself says goes before: a header of its own replaces the one that stands
 * here and never doubles it, since browsers reject an answer that names two origins. Only {@code *}
 * does not: the one origin says the same to this page, and holds with cookies as well. Lists,
 * {@code Vary} among them, are united.
 */
public final class CrossOriginResponse extends HttpServletResponseWrapper {
  private static final String VARY = "Vary";
  private static final String ORIGIN = "Origin";

  private final Map<String, String> granted;
  private volatile boolean sentError;

  private CrossOriginResponse(HttpServletResponse response, Map<String, String> granted) {
    super(response);
    this.granted = granted;
    say();
  }

  /**
   * Begins an answer.
   *
   * @param rule which pages may read
   * @param request the request
   * @param response the answer, of which nothing is written yet
   * @return the answer to write to from now on; the same one where no other origin is allowed
   */
  public static HttpServletResponse begin(
      CrossOrigin rule, RequestFacts request, HttpServletResponse response) {
    return rule.isConfigured() ? new CrossOriginResponse(response, rule.grant(request)) : response;
  }

  /** Also to a page that may not read: a cache must not give it what another page was given. */
  private void say() {
    granted.forEach(
        (name, value) -> {
          if (!containsHeader(name)) {
            super.setHeader(name, value);
          }
        });
    unite(VARY, ORIGIN);
  }

  /** Whether a page of another origin may read the answer. */
  public boolean isGranted() {
    return !granted.isEmpty();
  }

  /** Whether the application has told the server to answer with an error. */
  public boolean hasSentError() {
    return sentError;
  }

  @Override
  public void sendError(int status) throws IOException {
    sentError = true;
    super.sendError(status);
  }

  @Override
  public void sendError(int status, @Nullable String message) throws IOException {
    sentError = true;
    super.sendError(status, message);
  }

  @Override
  public void reset() {
    super.reset();
    say();
  }

  @Override
  public void setHeader(String name, @Nullable String value) {
    if (value == null || !isOurs(name)) {
      super.setHeader(name, value);
    } else if (name.equalsIgnoreCase(VARY)) {
      super.setHeader(name, value);
      unite(VARY, ORIGIN);
    } else if (name.equalsIgnoreCase(CrossOrigin.EXPOSE_HEADERS)) {
      super.setHeader(name, value);
      unite(name, granted.getOrDefault(CrossOrigin.EXPOSE_HEADERS, ""));
    } else if (!value.equals("*")) {
      super.setHeader(name, value);
    }
  }

  @Override
  public void addHeader(String name, @Nullable String value) {
    if (value == null || !isOurs(name)) {
      super.addHeader(name, value);
    } else if (name.equalsIgnoreCase(VARY) || name.equalsIgnoreCase(CrossOrigin.EXPOSE_HEADERS)) {
      unite(name, value);
    } else {
      setHeader(name, value);
    }
  }

  /** Whether a header is one of which this answer has something to say. */
  private boolean isOurs(String name) {
    return name.equalsIgnoreCase(VARY)
        || (!granted.isEmpty()
            && (name.equalsIgnoreCase(CrossOrigin.ALLOW_ORIGIN)
                || name.equalsIgnoreCase(CrossOrigin.ALLOW_CREDENTIALS)
                || name.equalsIgnoreCase(CrossOrigin.EXPOSE_HEADERS)));
  }

  /** Adds to a list what it does not have yet. */
  private void unite(String name, String more) {
    if (!containsHeader(name)) {
      super.setHeader(name, more);
      return;
    }
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    getHeaders(name).forEach(line -> known.addAll(elements(line)));
    List<String> missing = elements(more).stream().filter(one -> !known.contains(one)).toList();
    if (!missing.isEmpty()) {
      super.addHeader(name, String.join(", ", missing));
    }
  }

  private static List<String> elements(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(e -> !e.isEmpty()).toList();
  }
}
