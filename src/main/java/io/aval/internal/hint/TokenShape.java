package io.aval.internal.hint;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a text that was sent as a token looks like; all that is kept of the text itself. */
public enum TokenShape {
  /** What JavaScript makes of something that is no text. */
  SCRIPT_WORD,
  /** An access token of Google's own. */
  GOOGLE,
  /** One of GitHub's. */
  GITHUB,
  /** One of GitLab's. */
  GITLAB,
  /** An API key of Supabase's. */
  SUPABASE,
  /** Another key or opaque token that says by its first letters that it is one. */
  KEY,
  /** One part, from which nothing can be read. */
  OPAQUE,
  /** Three parts: signed. */
  SIGNED,
  /** Five parts: encrypted. */
  ENCRYPTED,
  /** Anything else. */
  OTHER;

  private static final Set<String> SCRIPT_WORDS =
      Set.of("undefined", "null", "nan", "none", "true", "false", "[object object]", "object");

  private static final Pattern GITHUBS = Pattern.compile("(gh[a-z]|github_pat)_.*");
  private static final Pattern GITLABS = Pattern.compile("gl[a-z]{1,8}-.*");
  private static final Pattern SUPABASES = Pattern.compile("sb_(publishable|secret)_.*");
  private static final Pattern KEYS = Pattern.compile("(sk|pk|rk|ak|mt|oat|xox[a-z])[_-].*");

  private static final int LONGEST_PREFIX = 20;

  /**
   * Looks at a text, in linear time.
   *
   * @param text any text
   * @return what it looks like
   */
  public static TokenShape of(String text) {
    if (text.length() <= LONGEST_PREFIX && SCRIPT_WORDS.contains(text.toLowerCase(Locale.ROOT))) {
      return SCRIPT_WORD;
    }
    if (text.startsWith("ya29.")) {
      return GOOGLE;
    }
    return switch ((int) text.chars().filter(c -> c == '.').limit(5).count()) {
      case 0 -> ofOnePart(text);
      case 2 -> SIGNED;
      case 4 -> ENCRYPTED;
      default -> OTHER;
    };
  }

  private static TokenShape ofOnePart(String text) {
    String start = text.substring(0, Math.min(text.length(), LONGEST_PREFIX));
    if (GITHUBS.matcher(start).matches()) {
      return GITHUB;
    }
    if (GITLABS.matcher(start).matches()) {
      return GITLAB;
    }
    if (SUPABASES.matcher(start).matches()) {
      return SUPABASE;
    }
    if (KEYS.matcher(start).matches()) {
      return KEY;
    }
    return text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~') ? OTHER : OPAQUE;
  }
}
