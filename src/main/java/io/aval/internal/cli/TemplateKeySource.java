package io.aval.internal.cli;

import io.aval.issuer.TemplateKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes a template's own key from where it is; never from an argument, which others see. */
final class TemplateKeySource {
  private static final int LARGEST = 64 * 1024;

  private TemplateKeySource() {}

  /**
   * Reads a key.
   *
   * @param file where it is; null: asked for
   * @throws Trouble when it cannot be read
   * @throws io.aval.issuer.IssuerException when it does not fit the algorithm
   */
  static TemplateKey read(String algorithm, @Nullable Path file) throws Trouble {
    String material =
        file == null
            ? HiddenInput.ask(
                "Secret for " + algorithm + "; it is not shown:", "Name a --signing-key-file.")
            : text(file).replaceFirst("\\r?\\n$", ""); // which an editor adds to a secret
    return TemplateKey.of(algorithm, material);
  }

  private static String text(Path file) throws Trouble {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Trouble(file + " is larger than " + LARGEST + " bytes.");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Trouble(file + " cannot be read: " + e.getMessage());
    }
  }
}
