package io.aval.internal.jose;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted when keys are fetched: the JVM's authorities, and those of a file
 * besides. Built of the JDK's own classes only, so that nothing of the application stays behind in
 * the JVM.
 */
final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * Makes the factory of TLS sockets.
   *
   * @param caFile PEM file with further authorities
   * @throws IOException when the file cannot be read or has no certificate
   */
  static SSLSocketFactory sockets(Optional<Path> caFile) throws IOException {
    try {
      if (caFile.isEmpty()) {
        return SSLContext.getDefault().getSocketFactory();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(united(read(caFile.get()))), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IOException("The trusted authorities cannot be used: " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException("There is no certificate in " + file);
      }
      return found;
    }
  }

  private static KeyStore united(Collection<? extends Certificate> further)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager x509) {
        for (X509Certificate authority : x509.getAcceptedIssuers()) {
          store.setCertificateEntry("jvm-" + count++, authority);
        }
      }
    }
    for (Certificate authority : further) {
      store.setCertificateEntry("file-" + count++, authority);
    }
    return store;
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
