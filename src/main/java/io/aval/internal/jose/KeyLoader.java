package io.aval.internal.jose;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Gets a provider's key set from where it is: one attempt, in the calling thread.
 *
 * @param location where the key set is
 * @param fetch the way to the network
 * @param insecureHttp whether {@code http} is accepted beyond loopback
 */
record KeyLoader(KeyLocation location, Fetch fetch, boolean insecureHttp) {
  private static final Duration YOUNGEST = Duration.ofSeconds(60);
  private static final Duration OLDEST = Duration.ofHours(24);
  private static final Duration USUAL = Duration.ofMinutes(10);

  /**
   * A key set that was fetched.
   *
   * @param document what was in it
   * @param age how long it is good for: between 60 s and 24 h, 10 min where the issuer says nothing
   */
  record Loaded(KeySetDocument document, Duration age) {}

  /**
   * Fetches the key set.
   *
   * @throws IOException when it cannot be had, or is not a key set; the message is fit for a log
   */
  Loaded load() throws IOException {
    URI uri = location.locate();
    try {
      Transport.check(uri, insecureHttp);
      Fetch.Fetched answer = fetch.get(uri);
      return new Loaded(KeySetDocument.parse(answer.body()), age(answer.maxAge().orElse(USUAL)));
    } catch (IOException | RuntimeException e) {
      location.forget();
      throw e;
    }
  }

  private static Duration age(Duration wanted) {
    if (wanted.compareTo(YOUNGEST) < 0) {
      return YOUNGEST;
    }
    return wanted.compareTo(OLDEST) > 0 ? OLDEST : wanted;
  }
}
