package io.aval.internal.jose;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an HTTP/1.1 server answers (RFC 9112): reads as much as is needed of an answer on a
 * connection that serves one request, and refuses whatever is not plain.
 *
 * @param status the status code
 * @param headers the header fields by name, in any case; several of one name are joined by commas
 */
record HttpAnswer(int status, Map<String, String> headers) {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int MOST_INTERIM_ANSWERS = 5;
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9A-Fa-f]{1,7})[ \t]*(;.*)?");

  /** Reads the status line and the header fields; interim answers (1xx) are passed over. */
  static HttpAnswer readHead(InputStream in) throws IOException {
    for (int i = 0; i < MOST_INTERIM_ANSWERS; i++) {
      HttpAnswer answer = readOneHead(in);
      if (answer.status >= 200) {
        return answer;
      }
    }
    throw new IOException("The server never came to an answer");
  }

  private static HttpAnswer readOneHead(InputStream in) throws IOException {
    int[] left = {LONGEST_HEAD};
    String first = line(in, left);
    Matcher status = STATUS_LINE.matcher(first);
    if (!status.matches()) {
      throw new IOException("The answer is not HTTP/1.1: " + LogText.quote(first));
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("The answer has a broken header field");
      }
      String value = line.substring(colon + 1).strip();
      headers.merge(line.substring(0, colon), value, (one, other) -> one + "," + other);
    }
    return new HttpAnswer(Integer.parseInt(status.group(1)), headers);
  }

  /**
   * Reads the body that follows the head.
   *
   * @param most greatest accepted length in bytes
   * @throws IOException when it is longer, or ends before its announced end
   */
  byte[] readBody(InputStream in, int most) throws IOException {
    String encoding = headers.getOrDefault("Content-Encoding", "identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new IOException("The body is compressed, which was not asked for");
    }
    String transfer = headers.get("Transfer-Encoding");
    if (transfer != null) {
      if (!transfer.equalsIgnoreCase("chunked")) {
        throw new IOException("The body has the transfer coding " + LogText.quote(transfer));
      }
      return readChunks(in, most);
    }
    String length = headers.get("Content-Length");
    if (length == null) {
      return atMost(in.readNBytes(most + 1), most);
    }
    if (!length.matches("\\d{1,18}")) {
      throw new IOException("The body has the length " + LogText.quote(length));
    }
    if (Long.parseLong(length) > most) {
      throw tooLarge(most);
    }
    return exactly(in, Integer.parseInt(length));
  }

  private static byte[] readChunks(InputStream in, int most) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] left = {most + LONGEST_HEAD}; // what chunks are framed with is bounded as well
    while (true) {
      Matcher size = CHUNK_SIZE.matcher(line(in, left));
      if (!size.matches()) {
        throw new IOException("The body has a broken chunk");
      }
      int length = Integer.parseInt(size.group(1), 16);
      if (length == 0) {
        return body.toByteArray(); // trailers and the connection are of no use to anybody
      }
      if (length > most - body.size()) {
        throw tooLarge(most);
      }
      body.writeBytes(exactly(in, length));
      if (!line(in, left).isEmpty()) {
        throw new IOException("The body has a broken chunk");
      }
    }
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("The connection broke off in the middle of the answer");
    }
    return bytes;
  }

  private static byte[] atMost(byte[] bytes, int most) throws IOException {
    if (bytes.length > most) {
      throw tooLarge(most);
    }
    return bytes;
  }

  private static IOException tooLarge(int most) {
    return new IOException("The answer is larger than " + most + " bytes");
  }

  /** Reads a line without its end, and takes its length off what is left. */
  private static String line(InputStream in, int[] left) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("The connection broke off in the middle of the answer");
      }
      if (--left[0] < 0) {
        throw new IOException("The head of the answer is too long");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
