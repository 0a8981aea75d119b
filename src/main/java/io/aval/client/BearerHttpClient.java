package io.aval.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A {@link HttpClient} that puts a token on the calls of another one, by the rules of {@link
 * BearerAuth}:
 *
 * <pre>{@code
 * HttpClient client = BearerHttpClient.of(HttpClient.newHttpClient(), tokens, "https://notes.example.com");
 * }</pre>
 *
 * <p>The other client must not follow redirects (it does not unless told to). A body can be sent
 * again if it came from {@code BodyPublishers.noBody}, {@code ofString}, {@code ofByteArray} or
 * {@code ofFile}. {@link #sendAsync} may wait for a token in the calling thread, and for another
 * one on the client's executor. {@link #newWebSocketBuilder} is the other client's own, without a
 * token. Safe for use by many threads.
 */
public final class BearerHttpClient extends HttpClient {
  private final HttpClient client;
  private final BearerRules rules;

  private BearerHttpClient(HttpClient client, BearerRules rules) {
    this.client = client;
    this.rules = rules;
  }

  /**
   * Makes the client.
   *
   * @param client what sends; it must not follow redirects
   * @param tokens where tokens come from
   * @param origins who gets them: scheme, host and, unless it is the scheme's own, port; {@code
   *     https}, or {@code http} to this machine
   * @return a client that may be used wherever the other one is
   * @throws IllegalArgumentException when there is no origin, one that cannot be used, or the
   *     client follows redirects: it would send the token to wherever they lead
   */
  public static HttpClient of(HttpClient client, TokenSource tokens, String... origins) {
    if (client.followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "A client that follows redirects would send the token to wherever they lead; build it"
              + " with Redirect.NEVER");
    }
    return new BearerHttpClient(client, new BearerRules(tokens, Targets.of(origins)));
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    Optional<BearerCall<T>> call = BearerCall.of(rules, request, handler);
    if (call.isEmpty()) {
      return client.send(request, handler);
    }
    HttpResponse<T> response = client.send(call.get().first(), call.get().handler());
    Optional<HttpRequest> second = call.get().second();
    return second.isPresent() ? client.send(second.get(), handler) : response;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return sendAsync(request, handler, null);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> push) {
    Optional<BearerCall<T>> found;
    try {
      found = BearerCall.of(rules, request, handler);
    } catch (RuntimeException noToken) {
      return CompletableFuture.failedFuture(noToken);
    }
    if (found.isEmpty()) {
      return client.sendAsync(request, handler, push);
    }
    BearerCall<T> call = found.get();
    return client
        .sendAsync(call.first(), call.handler(), push)
        .thenCompose(
            response ->
                call.second()
                    .map(second -> client.sendAsync(second, handler, push))
                    .orElseGet(() -> CompletableFuture.completedFuture(response)));
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }
}
