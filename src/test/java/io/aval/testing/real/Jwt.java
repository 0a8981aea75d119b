package io.aval.testing.real;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What anybody can read in a token. */
public final class Jwt {
  private Jwt() {}

  /** The header, as JSON. */
  public static String header(String token) {
    return part(token, 0);
  }

  /** The claims, as JSON. */
  public static String claims(String token) {
    return part(token, 1);
  }

  private static String part(String token, int index) {
    return new String(
        Base64.getUrlDecoder().decode(token.split("\\.")[index]), StandardCharsets.UTF_8);
  }
}
