package io.aval.internal.jose;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket from which nothing can be read after a deadline, however slowly the bytes come. An
 * ordinary socket timeout begins anew with each byte. TLS laid over this socket reads through the
 * same stream, so its handshake and its records are bounded by the same deadline.
 */
final class DeadlineSocket extends Socket {
  private final long deadlineNanos;

  /**
   * Makes an unconnected socket.
   *
   * @param proxy {@link Proxy#NO_PROXY} or a SOCKS proxy
   * @param deadlineNanos when reading ends, in the time of {@link System#nanoTime}
   */
  DeadlineSocket(Proxy proxy, long deadlineNanos) {
    super(proxy);
    this.deadlineNanos = deadlineNanos;
  }

  /** How many milliseconds are left, at least 1. */
  int remainingMillis() throws SocketTimeoutException {
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("The answer was not complete in time");
    }
    return (int) Math.max(1, Duration.ofNanos(left).toMillis());
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        setSoTimeout(remainingMillis());
        return in.read(bytes, offset, length);
      }
    };
  }
}
