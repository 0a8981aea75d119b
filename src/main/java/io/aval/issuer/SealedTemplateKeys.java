package io.aval.issuer;

import io.aval.internal.jose.PasswordSealing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Templates' own signing keys as a database keeps them: sealed under the issuer's password,
 * together with the template's id and the algorithm, so that nobody who can write to the table can
 * put one template's key under another.
 *
 * <p>To open a seal takes some hundred times as long as to sign, on purpose, and minting opens one
 * with each token; so the last one of each template is remembered. Safe for many threads.
 */
final class SealedTemplateKeys {
  private static final int MOST_REMEMBERED = 1_000;

  private final PasswordSealing sealing;
  private final Map<String, Opened> remembered = new ConcurrentHashMap<>();

  SealedTemplateKeys(String password) {
    this.sealing = new PasswordSealing(password);
  }

  private record Opened(String algorithm, String sealed, TemplateKey key) {}

  String seal(String id, TemplateKey key) {
    byte[] content = (label(id, key.algorithm()) + key.material()).getBytes(StandardCharsets.UTF_8);
    String sealed = Base64.getEncoder().encodeToString(sealing.seal(content));
    remember(id, new Opened(key.algorithm(), sealed, key));
    return sealed;
  }

  /**
   * Opens what was sealed.
   *
   * @throws IllegalArgumentException when it was sealed by another password, for another template,
   *     or was changed since
   */
  TemplateKey open(String id, String algorithm, String sealed) {
    Opened known = remembered.get(id);
    if (known != null && known.sealed().equals(sealed) && known.algorithm().equals(algorithm)) {
      return known.key();
    }
    String content =
        new String(sealing.open(Base64.getDecoder().decode(sealed)), StandardCharsets.UTF_8);
    String label = label(id, algorithm);
    if (!content.startsWith(label)) {
      throw new IllegalArgumentException("its signing key was sealed for another template");
    }
    TemplateKey key = TemplateKey.of(algorithm, content.substring(label.length()));
    remember(id, new Opened(algorithm, sealed, key));
    return key;
  }

  private void remember(String id, Opened opened) {
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(id, opened);
  }

  private static String label(String id, String algorithm) {
    return id + '\n' + algorithm + '\n';
  }
}
