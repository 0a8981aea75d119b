package io.aval.internal.cli;

import io.aval.internal.jose.Fetch;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fetches, and remembers what; or fetches nothing. */
final class RecordedFetch implements Fetch {
  private final Optional<Fetch> network;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private RecordedFetch(Optional<Fetch> network) {
    this.network = network;
  }

  /** Fetches by another's means. */
  static RecordedFetch over(Fetch network) {
    return new RecordedFetch(Optional.of(network));
  }

  /** Fetches nothing. */
  static RecordedFetch offline() {
    return new RecordedFetch(Optional.empty());
  }

  /**
   * One document that was asked for.
   *
   * @param place its URL, without query
   * @param failure why it could not be had; empty: it was there
   */
  record Call(String place, Optional<String> failure) {}

  /** What was asked for, in order. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Fetched get(URI uri) throws IOException {
    Fetch reached = network.orElseThrow(() -> new IOException("nothing is fetched (--offline)"));
    try {
      Fetched fetched = reached.get(uri);
      calls.add(new Call(place(uri), Optional.empty()));
      return fetched;
    } catch (IOException failure) {
      calls.add(new Call(place(uri), Optional.of(String.valueOf(failure.getMessage()))));
      throw failure;
    }
  }

  /** Some keep a secret in the query. */
  private static String place(URI uri) {
    return uri.toString().replaceFirst("[?#].*", "");
  }
}
