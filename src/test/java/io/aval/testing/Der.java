package io.aval.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the few forms of DER (X.690) that a certificate consists of. */
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return tagged(0x30, parts);
  }

  static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    writeLength(out, content.size());
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static void writeLength(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
      return;
    }
    byte[] bytes = BigInteger.valueOf(length).toByteArray();
    int first = bytes[0] == 0 ? 1 : 0;
    out.write(0x80 | (bytes.length - first));
    out.write(bytes, first, bytes.length - first);
  }

  static byte[] integer(BigInteger value) {
    return tagged(2, value.toByteArray());
  }

  static byte[] bits(byte[] content) {
    return tagged(3, new byte[1], content); // no bit of the last byte is unused
  }

  static byte[] octets(byte[] content) {
    return tagged(4, content);
  }

  /** A {@code UTCTime}, which RFC 5280 asks for until the year 2049. */
  static byte[] time(Instant moment) {
    return tagged(0x17, UTC_TIME.format(moment).getBytes(US_ASCII));
  }

  /** An object identifier by its content's bytes. */
  static byte[] oid(int... content) {
    byte[] bytes = new byte[content.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) content[i];
    }
    return tagged(6, bytes);
  }

  static byte[] yes() {
    return tagged(1, new byte[] {(byte) 0xff});
  }
}
