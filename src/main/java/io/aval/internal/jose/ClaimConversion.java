package io.aval.internal.jose;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns claims into the types that are asked for. */
final class ClaimConversion {
  /** More digits than any number that means something; keeps 1e999999999 from being written out. */
  private static final int MOST_DIGITS = 400;

  private ClaimConversion() {}

  /**
   * Converts a claim.
   *
   * @throws IllegalArgumentException when it is of another type; the message names both types
   */
  static <T> T convert(String path, Object claim, Class<T> type) {
    Object converted = type.isInstance(claim) ? claim : ofNumber(claim, type);
    if (converted == null) {
      throw new IllegalArgumentException(
          "The claim "
              + path
              + " is a "
              + claim.getClass().getSimpleName()
              + ", not a "
              + type.getSimpleName());
    }
    return type.cast(converted);
  }

  private static @Nullable Object ofNumber(Object claim, Class<?> type) {
    if (!(claim instanceof Number number)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(number.toString());
    if (Math.abs((long) exact.scale()) > MOST_DIGITS) {
      return null;
    }
    try {
      if (type == Instant.class) {
        return Instant.ofEpochSecond(exact.toBigInteger().longValueExact());
      }
      Object whole = whole(exact, type);
      return whole == null ? fractional(exact, type) : whole;
    } catch (ArithmeticException | DateTimeException outOfRange) {
      return null;
    }
  }

  private static @Nullable Object whole(BigDecimal exact, Class<?> type) {
    if (type == Integer.class) {
      return exact.intValueExact();
    }
    if (type == Long.class) {
      return exact.longValueExact();
    }
    if (type == Short.class) {
      return exact.shortValueExact();
    }
    if (type == Byte.class) {
      return exact.byteValueExact();
    }
    return type == BigInteger.class ? exact.toBigIntegerExact() : null;
  }

  private static @Nullable Object fractional(BigDecimal exact, Class<?> type) {
    if (type == BigDecimal.class) {
      return exact;
    }
    if (type == Double.class) {
      return exact.doubleValue();
    }
    return type == Float.class ? exact.floatValue() : null;
  }
}
