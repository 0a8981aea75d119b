package io.aval.client;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One call with a token over {@code java.net.http}, and the second one that it may take. Whether it
 * does is decided when the first answer's head is there, so that its body goes to whoever wants it
 * only when it is the last.
 */
final class BearerCall<T> {
  /** Only these are known to begin anew with each subscription; the JDK gives them no type. */
  private static final Set<String> REPEATABLE =
      Set.of(
          "jdk.internal.net.http.RequestPublishers$EmptyPublisher",
          "jdk.internal.net.http.RequestPublishers$StringPublisher",
          "jdk.internal.net.http.RequestPublishers$ByteArrayPublisher",
          "jdk.internal.net.http.RequestPublishers$FilePublisher");

  private final BearerRules rules;
  private final HttpRequest request;
  private final BodyHandler<T> wanted;
  private final String header;
  private final AtomicReference<@Nullable String> other = new AtomicReference<>();

  private BearerCall(BearerRules rules, HttpRequest request, BodyHandler<T> wanted, String header) {
    this.rules = rules;
    this.request = request;
    this.wanted = wanted;
    this.header = header;
  }

  /** The call; empty when this request gets no token. */
  static <T> Optional<BearerCall<T>> of(
      BearerRules rules, HttpRequest request, BodyHandler<T> wanted) {
    if (request.headers().firstValue(BearerRules.AUTHORIZATION).isPresent()) {
      return Optional.empty();
    }
    return rules
        .headerFor(request.uri())
        .map(header -> new BearerCall<>(rules, request, wanted, header));
  }

  HttpRequest first() {
    return with(header);
  }

  /** The request to be sent once more, when the first answer asked for it. */
  Optional<HttpRequest> second() {
    return Optional.ofNullable(other.get()).map(this::with);
  }

  BodyHandler<T> handler() {
    return this::subscriber;
  }

  private BodySubscriber<T> subscriber(HttpResponse.ResponseInfo answer) {
    boolean refused =
        BearerRules.refusesToken(
            answer.statusCode(), answer.headers().allValues(BearerRules.CHALLENGE));
    if (refused && isRepeatable()) {
      other.set(rules.headerInsteadOf(header).orElse(null));
    }
    return other.get() == null ? wanted.apply(answer) : new DiscardedBody<>();
  }

  private boolean isRepeatable() {
    return request
        .bodyPublisher()
        .map(BodyPublisher::getClass)
        .map(Class::getName)
        .map(REPEATABLE::contains)
        .orElse(true);
  }

  private HttpRequest with(String authorization) {
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .setHeader(BearerRules.AUTHORIZATION, authorization)
        .build();
  }
}
