package io.aval.internal.jose;

import io.aval.config.IdentityConfig;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Sends small bodies over the network and takes whatever answer comes, in the calling thread. Built
 * of the same parts as {@link HttpFetch}, for the same reasons, and within the same bounds of time;
 * an answer has at most 64 KiB. Follows no redirect: what is sent is a secret. Safe for use by many
 * threads.
 */
public final class HttpPost {
  private static final Duration WHOLE = Duration.ofSeconds(5);
  private static final int LARGEST = 64 * 1024;

  private final HttpRoute route;

  /**
   * Makes the way to the network.
   *
   * @param http the configured authorities and proxy
   * @throws IllegalArgumentException when the file with the authorities cannot be used
   */
  public HttpPost(IdentityConfig.Http http) {
    try {
      route =
          new HttpRoute(
              TrustedAuthorities.sockets(http.caFile()), http.proxy(), Duration.ofSeconds(2));
    } catch (IOException e) {
      throw new IllegalArgumentException("The trusted authorities: " + LogText.reason(e), e);
    }
  }

  /**
   * What came back.
   *
   * @param status the status, from 200
   * @param headers the header fields by name, in any case
   * @param body the body
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  public record Answer(int status, Map<String, String> headers, byte[] body) {}

  /**
   * What is sent.
   *
   * @param headers header fields, the content type among them; no control characters
   * @param body the body
   */
  public record Message(Map<String, String> headers, String body) {
    @Override
    public String toString() {
      return "Message[********]";
    }
  }

  /**
   * Sends a message.
   *
   * @param uri where to, {@code http} or {@code https}
   * @throws IOException when no whole answer comes; the message is fit for a log and names no more
   *     of the URL than its server
   */
  public Answer send(URI uri, Message message) throws IOException {
    long deadline = System.nanoTime() + WHOLE.toNanos();
    try {
      URI place = new URI(uri.toASCIIString());
      try (DeadlineSocket raw = route.socket(place, deadline)) {
        HttpRoute.Connection connection = route.connect(place, raw);
        OutputStream out = connection.socket().getOutputStream();
        out.write(bytes(place, connection.target(), message));
        HttpAnswer answer = HttpAnswer.readHead(connection.in());
        return new Answer(
            answer.status(), answer.headers(), answer.readBody(connection.in(), LARGEST));
      }
    } catch (IOException | URISyntaxException | IllegalArgumentException e) {
      throw new IOException(
          LogText.quote(uri.getScheme() + "://" + uri.getHost()) + ": " + LogText.reason(e), e);
    }
  }

  private static byte[] bytes(URI uri, String target, Message message) throws IOException {
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("POST ").append(target).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(HttpRoute.authority(uri)).append("\r\n");
    for (Map.Entry<String, String> field : message.headers().entrySet()) {
      if (field.getValue().chars().anyMatch(c -> c < ' ' || c > '~')) {
        throw new IOException("The header field " + field.getKey() + " cannot be sent");
      }
      head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
    }
    head.append("Accept: application/json\r\nAccept-Encoding: identity\r\nUser-Agent: aval\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    return whole;
  }
}
