package io.aval.internal.issuer;

import java.io.IOException;

/** Answers the calls of one path. Safe for many threads. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers one call, also one that is out of shape.
   *
   * @throws IOException when the caller is gone
   */
  void handle(Exchange exchange) throws IOException;
}
