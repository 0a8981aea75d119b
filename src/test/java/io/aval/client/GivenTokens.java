package io.aval.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A source of tokens "t1", "t2"…: the next one when the last was refused. */
final class GivenTokens implements TokenSource {
  private final AtomicInteger number = new AtomicInteger(1);
  private final int last;
  private final List<TokenRequest> requests = new CopyOnWriteArrayList<>();

  GivenTokens(int last) {
    this.last = last;
  }

  List<TokenRequest> requests() {
    return requests;
  }

  @Override
  public Optional<String> getToken(TokenRequest request) {
    requests.add(request);
    int now =
        ("t" + number.get()).equals(request.refused())
            ? number.updateAndGet(n -> Math.min(n + 1, last))
            : number.get();
    return Optional.of("t" + now);
  }
}
