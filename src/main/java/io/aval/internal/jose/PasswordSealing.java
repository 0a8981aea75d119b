package io.aval.internal.jose;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes under a password: a PKCS#12 key store (RFC 7292) of the JDK with one entry, encrypted
 * and with a checksum by the password. Whatever the JDK says of a store that cannot be opened is
 * left out, since it may quote. Immutable.
 */
public final class PasswordSealing {
  private static final String ENTRY = "aval";

  private final char[] password;

  /**
   * Takes the password.
   *
   * @param password what seals and opens
   */
  public PasswordSealing(String password) {
    this.password = password.toCharArray();
  }

  /**
   * Seals.
   *
   * @param content what nobody without the password shall read or change
   * @return a PKCS#12 key store
   */
  public byte[] seal(byte[] content) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      // The algorithm's name is only a label: PKCS#12 has no entry for bytes alone.
      store.setKeyEntry(ENTRY, new SecretKeySpec(content, "AES"), password, null);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This Java runtime cannot write PKCS#12 key stores", e);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @param sealed a PKCS#12 key store
   * @return the content
   * @throws IllegalArgumentException when it was sealed by another password, or changed since
   */
  public byte[] open(byte[] sealed) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(sealed), password);
      Key key = store.getKey(ENTRY, password);
      if (key != null) {
        return key.getEncoded();
      }
    } catch (GeneralSecurityException | IOException unreadable) {
      throw new IllegalArgumentException("the password is not the right one, or the store broken");
    }
    throw new IllegalArgumentException("the key store holds nothing of Aval's");
  }

  /** Says nothing of the password. */
  @Override
  public String toString() {
    return "PasswordSealing";
  }
}
