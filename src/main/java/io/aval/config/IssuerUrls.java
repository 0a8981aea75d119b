package io.aval.config;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Issuer URLs, the places where issuers keep what they publish, and the tenants in them. */
final class IssuerUrls {
  static final String TENANT = "{tenant}";

  /** How a place with {@code {tenant}} is kept in a URI, which cannot hold braces. */
  private static final String ENCODED_TENANT = "%7Btenant%7D";

  /** A word that is a valid segment, for checking a URL whose tenant is not known yet. */
  private static final String SOME_TENANT = "tenant";

  private static final Pattern TENANT_SEGMENT = Pattern.compile("/\\{tenant}(?=[/?]|$)");
  private static final Pattern TENANT_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final String WELL_KNOWN = "/.well-known/";

  private IssuerUrls() {}

  /** Reads {@code domain}: adds the scheme, drops trailing slashes. */
  static String domain(String text, boolean insecureHttp) throws BadValue {
    refuseKeys(text);
    if (!Urls.hasScheme(text)
        && !text.matches("(?i)([^/]*\\.[^/]*|\\[.*|localhost(:\\d+)?)(/.*)?")) {
      throw new BadValue(
          Faults.quote(text) + " is not a host name; write the whole issuer URL, https://…");
    }
    String issuer = Urls.withoutTrailingSlashes(Urls.withScheme(text));
    URI uri = Urls.parse(withSomeTenant(issuer));
    Urls.checkTransport(uri, insecureHttp, " or, for a test network only, set insecure-http=true");
    if (uri.getRawQuery() != null) {
      throw new BadValue(Faults.quote(text) + " has a query (?…); an issuer has none, remove it");
    }
    int wellKnown = issuer.indexOf(WELL_KNOWN);
    if (wellKnown >= 0) {
      throw new BadValue(
          "is a document of the issuer; write the issuer itself, "
              + issuer.substring(0, wellKnown)
              + ", and other places in discovery or jwks");
    }
    return issuer;
  }

  /** Reads {@code discovery}; a {@code {tenant}} in it is kept percent-encoded. */
  static URI discovery(String text, boolean insecureHttp) throws BadValue {
    Urls.fetched(withSomeTenant(text), insecureHttp);
    return URI.create(text.replace(TENANT, ENCODED_TENANT));
  }

  /** Reads {@code aval.issuer.url}. */
  static URI own(String text) throws BadValue {
    String issuer = Urls.withoutTrailingSlashes(text);
    URI uri = Urls.fetched(issuer, true);
    Urls.checkTransport(uri, false, "");
    if (uri.getRawQuery() != null) {
      throw new BadValue(Faults.quote(text) + " has a query (?…); an issuer has none, remove it");
    }
    return uri;
  }

  /** Reads one entry of {@code tenants}. */
  static String tenant(String text) throws BadValue {
    if (text.equals("*")) {
      return text;
    }
    if (!TENANT_NAME.matcher(text).matches() || text.equals(".") || text.equals("..")) {
      throw new BadValue(
          Faults.quote(text)
              + " is not a tenant; one is 1 to 100 of A–Z a–z 0–9 . _ -, or * alone for all");
    }
    return text;
  }

  static boolean hasTenant(String issuer) {
    return issuer.contains(TENANT);
  }

  static boolean hasTenant(URI place) {
    return place.toString().contains(ENCODED_TENANT);
  }

  /** Whether an issuer with {@code {tenant}} stands for another one; gives back the segment. */
  static Matcher match(String pattern, String issuer) {
    int at = pattern.indexOf(TENANT);
    String expression =
        Pattern.quote(pattern.substring(0, at))
            + "("
            + TENANT_NAME.pattern()
            + ")"
            + Pattern.quote(pattern.substring(at + TENANT.length()));
    return Pattern.compile(expression).matcher(issuer);
  }

  private static String withSomeTenant(String text) throws BadValue {
    Matcher segment = TENANT_SEGMENT.matcher(text);
    String filled = text;
    if (segment.find(pathStart(text))) {
      filled =
          text.substring(0, segment.start()) + "/" + SOME_TENANT + text.substring(segment.end());
    }
    if (filled.indexOf('{') >= 0 || filled.indexOf('}') >= 0) {
      throw new BadValue(
          Faults.quote(text)
              + " may have braces only as one whole path segment {tenant}, such as"
              + " https://sso.example.com/realms/{tenant}");
    }
    return filled;
  }

  private static int pathStart(String text) {
    int scheme = text.indexOf("://");
    return scheme < 0 ? 0 : scheme + 3;
  }

  /** A dashboard shows keys beside the URL that is wanted; a secret one must not reach a log. */
  private static void refuseKeys(String text) throws BadValue {
    if (text.startsWith("pk_") || text.startsWith("sk_")) {
      throw new BadValue("is an API key; write the issuer URL that the dashboard shows beside it");
    }
  }
}
