package io.aval.internal.jose;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads public keys from PEM text (RFC 7468): {@code PUBLIC KEY} and {@code CERTIFICATE}. Of a
 * certificate only the key is taken; who put it into the configuration vouches for it, so neither
 * its dates nor its issuer are looked at.
 */
final class PemKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private PemKeys() {}

  /**
   * Reads all keys of a text.
   *
   * @throws IOException when there is none, or one of them cannot be used; the message says why
   */
  static KeySet parse(String text) throws IOException {
    List<VerificationKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      PublicKey key = key(block.group(1), decode(block.group(2)));
      Optional<String> fault = KeyRules.fault(key);
      if (fault.isPresent()) {
        throw new IOException("The PEM key cannot be used: " + fault.get());
      }
      keys.add(VerificationKey.bare(key));
    }
    if (keys.isEmpty()) {
      throw new IOException("There is neither a JWK set nor a complete PEM block");
    }
    return KeySet.configured(keys);
  }

  private static byte[] decode(String body) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new IOException("The PEM block is not Base64", e);
    }
  }

  private static PublicKey key(String label, byte[] der) throws IOException {
    try {
      return switch (label) {
        case "PUBLIC KEY" -> publicKey(der);
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
        default ->
            throw new IOException(
                "A PEM block "
                    + LogText.quote(label)
                    + " is not accepted, only PUBLIC KEY and"
                    + " CERTIFICATE"
                    + (label.endsWith("PRIVATE KEY") ? "; keep it secret" : ""));
      };
    } catch (GeneralSecurityException e) {
      throw new IOException("The PEM block " + label + " cannot be read", e);
    }
  }

  /** Reads a key whose type is written inside; each factory refuses the others' types. */
  private static PublicKey publicKey(byte[] der) throws GeneralSecurityException {
    InvalidKeySpecException refusal = new InvalidKeySpecException("Neither RSA nor EC nor Ed25519");
    for (String type : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        refusal.addSuppressed(e);
      }
    }
    throw refusal;
  }
}
