package io.aval.internal.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code web.xml} on disk: its bytes as text, by the encoding that it declares, and back. A byte
 * order mark stays where it is.
 */
final class WebXmlFile {
  /** What a project without a web.xml gets. */
  static final String NEW =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee"
               xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
               xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_6_0.xsd"
               version="6.0">
      </web-app>
      """;

  private static final long LARGEST = 4 << 20;
  private static final Pattern ENCODING =
      Pattern.compile("^\\uFEFF?<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

  private final Path path;

  WebXmlFile(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Reads the file; where there is none, what a new one begins with.
   *
   * @throws Trouble when it cannot be read, or is no web.xml
   */
  WebXml read() throws Trouble {
    try {
      if (Files.size(path) > LARGEST) {
        throw new Trouble(path + " is larger than " + LARGEST + " bytes.");
      }
      byte[] bytes = Files.readAllBytes(path);
      return WebXml.of(decoded(bytes, encoding(bytes)));
    } catch (NoSuchFileException none) {
      return WebXml.of(NEW);
    } catch (IOException e) {
      throw new Trouble(path + " cannot be read: " + e.getMessage());
    } catch (Trouble trouble) {
      throw new Trouble(path + ": " + trouble.getMessage());
    }
  }

  /**
   * Replaces the file in one step, so that a crash leaves the old one or the new one.
   *
   * @param before what was read, and is what the change was made to
   * @param after what is to be there instead
   * @throws Trouble when somebody has changed the file since, or it cannot be written; it is as it
   *     was then
   */
  void write(WebXml before, WebXml after) throws Trouble {
    try {
      byte[] old = exists() ? Files.readAllBytes(path) : new byte[0];
      Path target = exists() ? path.toRealPath() : path.toAbsolutePath();
      new Replacement(target).write(encoded(after.text(), old), () -> requireUnchanged(before));
    } catch (IOException e) {
      throw new Trouble(path + " cannot be written: " + e.getMessage());
    }
  }

  /** Questions take their time, and an editor may save meanwhile. Equal texts have equal bytes. */
  private void requireUnchanged(WebXml before) throws Trouble {
    if (!read().text().equals(before.text())) {
      throw new Trouble(
          path
              + " was changed by somebody else meanwhile, and is left as it is now."
              + " Run the command again.");
    }
  }

  private byte[] encoded(String text, byte[] old) throws Trouble {
    Charset charset = old.length == 0 ? StandardCharsets.UTF_8 : encoding(old);
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              String one = Character.toString(point);
              safe.append(charset.newEncoder().canEncode(one) ? one : "&#" + point + ";");
            });
    return safe.toString().getBytes(charset);
  }

  private String decoded(byte[] bytes, Charset charset) throws Trouble {
    try {
      CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes));
      if (!Arrays.equals(text.toString().getBytes(charset), bytes)) {
        throw new Trouble("its bytes would not survive an edit; is it really " + charset + "?");
      }
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new Trouble("it is not in the encoding that it declares, " + charset + ".");
    }
  }

  private static Charset encoding(byte[] bytes) throws Trouble {
    if (bytes.length > 1 && (bytes[0] & bytes[1] & 0xff) >= 0xfe) {
      throw new Trouble("it is in UTF-16; Aval edits UTF-8 and encodings of one byte.");
    }
    String head = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
    Matcher declared = ENCODING.matcher(head.replaceFirst("^\u00ef\u00bb\u00bf", ""));
    try {
      return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      throw new Trouble("it declares the unknown encoding " + declared.group(1) + ".");
    }
  }
}
