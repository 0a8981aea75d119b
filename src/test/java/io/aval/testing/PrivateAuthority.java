package io.aval.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;

/**
 * A private certificate authority, made for one run of a test, as companies and clusters have one.
 * The JDK makes certificates only by {@code keytool}, a process for each; so they are written here.
 */
public final class PrivateAuthority {
  private static final Duration VALIDITY = Duration.ofDays(90);
  private static final byte[] ECDSA_WITH_SHA256 =
      Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
  private static final byte[] ALTERNATIVE_NAME = Der.oid(0x55, 0x1d, 0x11);
  private static final byte[] BASIC_CONSTRAINTS = Der.oid(0x55, 0x1d, 0x13);

  private final String name;
  private final KeyPair keys = pair();
  private final AtomicLong serial = new AtomicLong();
  private final X509Certificate certificate;

  private PrivateAuthority(String name) throws GeneralSecurityException {
    this.name = "CN=" + name;
    byte[] authority = Der.sequence(BASIC_CONSTRAINTS, Der.yes(), constraint());
    this.certificate = certificate(this.name, keys, authority);
  }

  /** Makes an authority with keys of its own. */
  public static PrivateAuthority named(String name) {
    try {
      return new PrivateAuthority(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes the authority's certificate to a file in PEM, and returns the file. */
  public Path writePem(Path file) throws IOException {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** TLS for a server that is all of these hosts, with one certificate, good for 90 days. */
  public SSLContext serverOf(Collection<String> hosts) {
    try {
      KeyPair pair = pair();
      X509Certificate own = certificate("CN=throw-away test server", pair, names(hosts));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("a", pair.getPrivate(), new char[0], new X509Certificate[] {own});
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] names(Collection<String> hosts) {
    byte[][] names =
        hosts.stream()
            .map(host -> Der.tagged(0x82, host.getBytes(US_ASCII)))
            .toArray(byte[][]::new);
    return Der.sequence(ALTERNATIVE_NAME, Der.octets(Der.sequence(names)));
  }

  private static byte[] constraint() {
    return Der.octets(Der.sequence(Der.yes()));
  }

  /** RFC 5280, section 4.1. */
  private X509Certificate certificate(String subject, KeyPair owner, byte[] extension)
      throws GeneralSecurityException {
    Instant now = Instant.now();
    byte[] toSign =
        Der.sequence(
            Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
            Der.integer(BigInteger.valueOf(serial.incrementAndGet())),
            ECDSA_WITH_SHA256,
            new X500Principal(name).getEncoded(),
            Der.sequence(Der.time(now.minus(Duration.ofMinutes(5))), Der.time(now.plus(VALIDITY))),
            new X500Principal(subject).getEncoded(),
            owner.getPublic().getEncoded(),
            Der.tagged(0xa3, Der.sequence(extension)));
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(toSign);
    byte[] whole = Der.sequence(toSign, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  private static KeyPair pair() {
    return TestKey.generate(null, "P-256").pair();
  }
}
