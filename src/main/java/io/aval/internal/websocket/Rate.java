package io.aval.internal.websocket;

/** How often something may happen within a minute. Changed under the lock of its owner. */
final class Rate {
  private static final long WINDOW = 60_000;

  private final int most;
  private long windowEnds;
  private int taken;

  Rate(int most) {
    this.most = most;
  }

  /**
   * Counts once.
   *
   * @param now milliseconds since 1970
   * @return whether it may happen
   */
  boolean take(long now) {
    if (now >= windowEnds || now < windowEnds - WINDOW) { // a clock may also go back
      windowEnds = now + WINDOW;
      taken = 0;
    }
    if (taken >= most) {
      return false;
    }
    taken++;
    return true;
  }
}
