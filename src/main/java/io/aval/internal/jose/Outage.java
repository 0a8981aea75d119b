package io.aval.internal.jose;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the log when keys stop and when they begin again to be had: a warning once per outage, what
 * follows at DEBUG, and one line when it is over. Safe for use by many threads.
 */
final class Outage {
  private static final System.Logger LOG = System.getLogger(Outage.class.getPackageName());

  private final String provider;
  private final System.Logger log;
  private final AtomicBoolean lasting = new AtomicBoolean();

  /**
   * Watches one provider.
   *
   * @param provider its configured name
   */
  Outage(String provider) {
    this(provider, LOG);
  }

  Outage(String provider, System.Logger log) {
    this.provider = provider;
    this.log = log;
  }

  /** Notes a failure; its message is fit for a log. */
  void failed(Exception failure, String consequence) {
    boolean first = lasting.compareAndSet(false, true);
    log.log(
        first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "AVAL-101: The keys of provider {0} cannot be had: {1}. {2}.",
        provider,
        LogText.reason(failure),
        consequence);
  }

  /** Notes a success. */
  void over() {
    if (lasting.compareAndSet(true, false)) {
      log.log(
          System.Logger.Level.INFO,
          "AVAL-102: The keys of provider {0} are there again.",
          provider);
    }
  }

  /** Notes what a new set of keys is like. */
  void changed(KeySetDocument document) {
    log.log(
        System.Logger.Level.INFO,
        "AVAL-103: Provider {0} has {1} usable keys.",
        provider,
        document.keys().keys().size());
    for (String sentence : document.leftOut()) {
      log.log(
          document.leaked() ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
          "AVAL-104: {0} (provider {1})",
          sentence,
          provider);
    }
  }
}
