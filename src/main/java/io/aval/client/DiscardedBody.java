package io.aval.client;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that nobody gets to see: read, so that the connection can serve again, but
 * not for ever.
 */
final class DiscardedBody<T> implements BodySubscriber<T> {
  static final int LONGEST = 64 * 1024;

  private final CompletableFuture<T> end = new CompletableFuture<>();
  private final AtomicReference<Flow.@Nullable Subscription> source = new AtomicReference<>();
  private final AtomicLong read = new AtomicLong();

  @Override
  public CompletionStage<T> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    source.set(subscription);
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    long more = bytes.stream().mapToLong(ByteBuffer::remaining).sum();
    Flow.@Nullable Subscription from = source.get();
    if (read.addAndGet(more) > LONGEST && from != null) {
      from.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  @SuppressWarnings("NullAway") // a body of nothing, as BodyHandlers.discarding has
  public void onComplete() {
    end.complete(null);
  }
}
