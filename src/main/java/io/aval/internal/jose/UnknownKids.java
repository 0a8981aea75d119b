package io.aval.internal.jose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Decides which unknown {@code kid} is worth a fetch. Anybody can invent a {@code kid}, so the
 * question must be cheap for us and rare for the issuer: one fetch at once, then one in ten
 * seconds, and none for a {@code kid} that was looked for in vain within the last minute. Tokens
 * with known keys never come here. Safe for use by many threads; nothing is done under its lock but
 * looking into a map of bounded size.
 */
final class UnknownKids {
  /** Least time between two fetches. */
  static final long WINDOW_MILLIS = 10_000;

  /** How long a {@code kid} that was not found is remembered. */
  static final long MEMORY_MILLIS = 60_000;

  /** How many of them are remembered. */
  static final int MOST = 1000;

  /** A longer {@code kid} is never asked for, so that memory stays bounded; nobody has such. */
  static final int LONGEST = 256;

  /** What to do about an unknown {@code kid}. */
  enum Advice {
    /** Fetch: this caller alone was let through. */
    FETCH,
    /** It may be new; no fetch is allowed now, but one in the air may bring it. */
    WAIT,
    /** It was looked for and is not there. */
    MISSING
  }

  private final Map<String, Long> missing = new LinkedHashMap<>();
  private final AtomicLong nextAt = new AtomicLong();
  private final AtomicBoolean failing = new AtomicBoolean();

  /** Asks about a {@code kid} that the present set does not have. */
  synchronized Advice advise(String kid, long now) {
    Long since = missing.get(kid);
    if (kid.length() > LONGEST || (since != null && Math.abs(now - since) < MEMORY_MILLIS)) {
      return Advice.MISSING;
    }
    if (waitMillis(now) > 0) {
      return Advice.WAIT;
    }
    nextAt.set(now + WINDOW_MILLIS);
    return Advice.FETCH;
  }

  /** Remembers that a newly fetched set does not have this one. */
  synchronized void notFound(String kid, long now) {
    missing.remove(kid);
    if (kid.length() <= LONGEST) {
      missing.put(kid, now);
    }
    if (missing.size() > MOST) {
      missing.remove(missing.keySet().iterator().next());
    }
  }

  /** Notes that a fetch for an unknown {@code kid} brought nothing. */
  void failed() {
    failing.set(true);
  }

  /** Notes that a new set is there: what was missing may be in it. */
  synchronized void succeeded() {
    failing.set(false);
    missing.clear();
  }

  /** Whether the last fetch for an unknown {@code kid} failed, so that nothing is known of any. */
  boolean isFailing() {
    return failing.get();
  }

  /** How long until the next fetch is allowed; 0 when it is allowed now. */
  long waitMillis(long now) {
    long wait = nextAt.get() - now;
    return wait > WINDOW_MILLIS ? 0 : Math.max(wait, 0); // more: the clock was set back
  }
}
