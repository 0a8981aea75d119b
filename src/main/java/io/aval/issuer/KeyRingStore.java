package io.aval.issuer;

import java.util.Optional;

/**
 * Where a key ring is kept, sealed. Safe for many threads, and for several nodes that share the
 * place: who replaces the ring says which version they saw.
 */
interface KeyRingStore {

  /** The ring as it is kept now; empty: there is none yet. */
  Optional<Kept> read();

  /**
   * Replaces the ring, unless somebody was faster.
   *
   * @param expectedVersion the version that was seen; 0: there was none
   * @return whether it was replaced
   */
  boolean replace(long expectedVersion, byte[] sealed);

  /**
   * A ring as it is kept.
   *
   * @param version another one after each change, never 0
   * @param sealed its bytes, which are not copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(long version, byte[] sealed) {}
}
