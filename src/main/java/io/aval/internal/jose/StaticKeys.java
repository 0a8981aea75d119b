package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ProviderConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Keys that come with the application and never change. Immutable. */
final class StaticKeys implements ProviderKeys {
  /** Greatest size of a document with keys, wherever it comes from: 1 MiB. */
  static final int LARGEST_DOCUMENT = 1 << 20;

  private final KeySet keys;

  StaticKeys(KeySet keys) {
    this.keys = keys;
  }

  /**
   * Makes the keys of a shared secret, for the HS algorithms only (RFC 7518, section 3.2).
   *
   * @param provider a provider with a secret, whose UTF-8 form is the key
   * @throws IllegalArgumentException when the secret is too short for an algorithm of the provider
   */
  static StaticKeys ofSecret(ProviderConfig provider) {
    byte[] secret = provider.secret().orElseThrow().reveal().getBytes(StandardCharsets.UTF_8);
    SecretKeySpec key = new SecretKeySpec(secret, "HMAC");
    for (String name : provider.algorithms()) {
      boolean hmac =
          Algorithm.named(name).map(Algorithm::family).stream()
              .anyMatch(Algorithm.Family.HMAC::equals);
      if (hmac && !KeyRules.algorithms(key).contains(Algorithm.valueOf(name))) {
        throw new IllegalArgumentException("the secret is shorter than " + name + " demands");
      }
    }
    return new StaticKeys(KeySet.configured(java.util.List.of(VerificationKey.bare(key))));
  }

  /**
   * Reads keys from a {@code data:} URL (RFC 2397).
   *
   * @throws IOException when there are no usable keys in it
   */
  static StaticKeys ofData(URI data) throws IOException {
    String text = data.getRawSchemeSpecificPart();
    int comma = text.indexOf(',');
    if (comma < 0) {
      throw new IOException("The data: URL has no comma");
    }
    byte[] body = percentDecoded(text.substring(comma + 1));
    if (text.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
      try {
        body = Base64.getMimeDecoder().decode(body);
      } catch (IllegalArgumentException e) {
        throw new IOException("The data: URL is not Base64", e);
      }
    }
    return new StaticKeys(parse(body));
  }

  /** {@link URI#getSchemeSpecificPart} does not decode what stands in brackets, as keys do. */
  private static byte[] percentDecoded(String text) throws IOException {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded.write(bytes[i]);
        continue;
      }
      int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new IOException("The data: URL has a broken percent-encoding");
      }
      decoded.write(high * 16 + low);
      i += 2;
    }
    return decoded.toByteArray();
  }

  /**
   * Reads keys from a class path resource.
   *
   * @throws IOException when there is no such resource or it has no usable keys
   */
  static StaticKeys ofResource(URI classpath, ClassLoader resources) throws IOException {
    String name = classpath.getSchemeSpecificPart().replaceFirst("^/+", "");
    try (@Nullable InputStream in = resources.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("There is no resource " + LogText.quote(name));
      }
      return new StaticKeys(parse(bounded(in)));
    }
  }

  /**
   * Reads a document of either form: a JWK set when it is a JSON object, else PEM.
   *
   * @throws IOException when there are no usable keys in it
   */
  static KeySet parse(byte[] document) throws IOException {
    String text = new String(document, StandardCharsets.UTF_8).strip();
    if (!text.startsWith("{")) {
      return PemKeys.parse(text);
    }
    KeySetDocument set = KeySetDocument.parse(document);
    if (set.keys().keys().isEmpty()) {
      throw new IOException("There is no usable key. " + String.join(". ", set.leftOut()));
    }
    return set.keys();
  }

  /** Reads a stream to its end, and fails when it is longer than a document may be. */
  static byte[] bounded(InputStream in) throws IOException {
    byte[] body = in.readNBytes(LARGEST_DOCUMENT + 1);
    if (body.length > LARGEST_DOCUMENT) {
      throw new IOException("The document is larger than 1 MiB");
    }
    return body;
  }

  KeySet keys() {
    return keys;
  }

  @Override
  public VerificationKey find(@Nullable String kid, Algorithm algorithm) {
    return select(keys, kid, algorithm);
  }

  /** Chooses from keys besides which there are no others. */
  static VerificationKey select(KeySet keys, @Nullable String kid, Algorithm algorithm) {
    @Nullable VerificationKey found = keys.select(kid, algorithm);
    if (found == null) {
      throw new IdentityException(
          Reason.UNKNOWN_KEY,
          "No key fits " + algorithm.headerName() + " and kid " + LogText.quote(kid));
    }
    return found;
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
