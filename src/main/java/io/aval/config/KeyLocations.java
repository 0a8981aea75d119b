package io.aval.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where keys may be: over HTTP, in a file, on the class path, or in the configuration itself. */
final class KeyLocations {
  private static final String LEGAL =
      "-._~:/?[]@!$&'()*+,;=%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private KeyLocations() {}

  static URI read(String text, boolean insecureHttp) throws BadValue {
    int colon = text.indexOf(':');
    String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "https", "http" -> Urls.fetched(withoutTenant(text), insecureHttp);
      case "data" -> data(text);
      case "file" -> file(text);
      case "classpath" -> classpath(text);
      default ->
          throw new BadValue(
              Faults.quote(text)
                  + " does not say where the keys are; begin it with https://, file:/, classpath: or"
                  + " data:");
    };
  }

  /**
   * Reads a {@code data:} URL (RFC 2397). People paste the key set as it is, so what a URI cannot
   * hold is percent-encoded here.
   */
  private static URI data(String text) throws BadValue {
    int comma = text.indexOf(',');
    if (comma < 0 || comma == text.length() - 1) {
      throw new BadValue("the data: URL has no data; write data:application/json,{\"keys\":[…]}");
    }
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (LEGAL.indexOf((char) b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b));
      }
    }
    return uri(encoded.toString());
  }

  private static URI file(String text) throws BadValue {
    URI uri = uri(text);
    String path = uri.getPath();
    if (path == null || path.length() < 2 || path.endsWith("/") || uri.getRawAuthority() != null) {
      throw new BadValue(Faults.quote(text) + " is not an absolute file; write file:/path/to/keys");
    }
    return uri;
  }

  private static URI classpath(String text) throws BadValue {
    URI uri = uri(text);
    String resource = uri.getSchemeSpecificPart();
    if (resource.isBlank() || resource.endsWith("/") || resource.startsWith("//")) {
      throw new BadValue(
          Faults.quote(text) + " names no resource; write classpath:keys/issuer.json");
    }
    return uri;
  }

  private static String withoutTenant(String text) throws BadValue {
    if (text.contains(IssuerUrls.TENANT)) {
      throw new BadValue(
          "may not have {tenant}; use discovery, or one place where the keys of all tenants are");
    }
    return text;
  }

  private static URI uri(String text) throws BadValue {
    try {
      return new URI(text);
    } catch (java.net.URISyntaxException e) {
      throw new BadValue("is not a URL: " + e.getReason() + " at position " + (e.getIndex() + 1));
    }
  }
}
