package io.aval.issuer;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the key ring as long as the process lives. */
final class MemoryKeyRing implements KeyRingStore {
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

  @Override
  public Optional<Kept> read() {
    return Optional.ofNullable(kept.get());
  }

  @Override
  public boolean replace(long expectedVersion, byte[] sealed) {
    Kept seen = kept.get();
    long version = seen == null ? 0 : seen.version();
    return version == expectedVersion
        && kept.compareAndSet(seen, new Kept(version + 1, sealed.clone()));
  }
}
