package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A token's claims, with access to the registered ones by their types (RFC 7519, section 4.1). A
 * JSON null counts as absent.
 *
 * @param all all claims as they stand
 */
record Claims(Map<String, @Nullable Object> all) {
  /** The last second of the year 9999; beyond it no {@link java.time.Instant} can be written. */
  private static final BigDecimal LATEST = BigDecimal.valueOf(253_402_300_799L);

  private static final String NO_TEXTS = "is neither a text nor an array of texts";

  /** A text claim that must be there. */
  String required(String name) {
    String value = text(name);
    if (value == null || value.isBlank()) {
      throw missing(name);
    }
    return value;
  }

  /** A text claim, null where it is absent. */
  @Nullable String text(String name) {
    Object value = all.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw invalid(name, "is not a text");
  }

  /** A moment in whole seconds since 1970, fractions cut off. */
  OptionalLong seconds(String name) {
    Object value = all.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!(value instanceof Number number)) {
      throw invalid(name, "is not a number");
    }
    if (number instanceof Long whole && whole >= 0 && whole <= LATEST.longValue()) {
      return OptionalLong.of(whole);
    }
    BigDecimal exact = new BigDecimal(number.toString());
    if (exact.signum() < 0 || exact.compareTo(LATEST.add(BigDecimal.ONE)) >= 0) {
      throw invalid(name, "lies outside the years 1970 to 9999");
    }
    return OptionalLong.of(exact.longValue());
  }

  /** The texts of a claim that is one text or an array of texts; empty where it is absent. */
  List<String> texts(String name) {
    Object value = all.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof String one) {
      return List.of(one);
    }
    if (!(value instanceof List<?> many)) {
      throw invalid(name, NO_TEXTS);
    }
    List<String> texts = new ArrayList<>(many.size());
    for (Object one : many) {
      if (!(one instanceof String text)) {
        throw invalid(name, NO_TEXTS);
      }
      texts.add(text);
    }
    return texts;
  }

  static IdentityException missing(String name) {
    return new IdentityException(Reason.MISSING_CLAIM, "the token has no claim " + name);
  }

  static IdentityException invalid(String name, String fault) {
    return new IdentityException(Reason.INVALID_CLAIM, "the claim " + name + " " + fault);
  }
}
