package io.aval.internal.jose;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which URLs may be fetched: keys that came over an open wire could be anybody's. */
public final class Transport {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[(0*:){2,7}0*1]");

  private Transport() {}

  /**
   * Checks a URL before it is fetched; asks no name server.
   *
   * @param uri {@code https}; {@code http} for loopback
   * @param insecureHttp whether {@code http} is accepted for every host
   * @throws IOException when it is any other URL: one that names a file, data or no host
   */
  static void check(URI uri, boolean insecureHttp) throws IOException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    @Nullable String host = uri.getHost();
    boolean http = scheme.equals("http") || scheme.equals("https");
    if (!http || host == null || uri.getRawUserInfo() != null) {
      throw new IOException("Keys are not fetched from " + LogText.quote(uri.toString()));
    }
    if (scheme.equals("http") && !insecureHttp && !isLoopback(host)) {
      throw new IOException(
          "Keys are not fetched over http from another machine: " + LogText.quote(uri.toString()));
    }
  }

  /** Whether a host, as {@link URI#getHost} has it, can only be this machine. */
  public static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
