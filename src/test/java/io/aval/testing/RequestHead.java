package io.aval.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The head of an HTTP request, as a proxy reads it.
 *
 * @param method its method
 * @param target what it asks for: {@code host:port} or a whole URL
 * @param fields the header lines
 */
record RequestHead(String method, String target, List<String> fields) {
  private static final int LONGEST = 16_384;

  /** Reads a head and nothing after it: what follows may be somebody's TLS. */
  static RequestHead read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || bytes.size() == LONGEST) {
        throw new EOFException("no whole head");
      }
      bytes.write(next);
    }
    List<String> lines =
        bytes.toString(ISO_8859_1).lines().filter(line -> !line.isEmpty()).toList();
    String[] words = lines.get(0).split(" ", -1);
    if (words.length != 3) {
      throw new IOException("no request line: " + lines.get(0));
    }
    return new RequestHead(words[0], words[1], lines.subList(1, lines.size()));
  }

  /** The same request as its server wants to see it, for another target. */
  byte[] to(String path) {
    String first = method + " " + path + " HTTP/1.1\r\n";
    return (first + String.join("\r\n", fields) + "\r\n\r\n").getBytes(ISO_8859_1);
  }
}
