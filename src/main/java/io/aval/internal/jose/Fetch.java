package io.aval.internal.jose;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Gets a small JSON document over HTTP: the one seam to the network. Safe for many threads. */
public interface Fetch {

  /**
   * Gets a document, within the bounds on time, size and redirects that the implementation keeps.
   *
   * @param uri where it is
   * @return the body of a 200 answer, and how long it may be kept
   * @throws IOException when it cannot be had, for whatever reason; the message is fit for a log
   */
  Fetched get(URI uri) throws IOException;

  /**
   * A fetched document.
   *
   * @param body its bytes
   * @param maxAge what {@code Cache-Control: max-age} said, if anything
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Fetched(byte[] body, Optional<Duration> maxAge) {}
}
