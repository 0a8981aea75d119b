package io.aval.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A server that cannot be reached or cannot serve now (429 and 5xx), so that trying again may help.
 * The message is fit for a log.
 */
final class ServerTrouble extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String retryAfter;

  /**
   * Notes an answer.
   *
   * @param message what went wrong
   * @param status the answer's status, 0 without an answer
   * @param retryAfter the header field {@code Retry-After}, unread
   */
  ServerTrouble(String message, int status, @Nullable String retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  int status() {
    return status;
  }

  @Nullable String retryAfter() {
    return retryAfter;
  }
}
