package io.aval.issuer;

import io.aval.internal.jose.PasswordSealing;
import io.aval.internal.jose.SigningKey;
import io.aval.internal.jose.TokenSigner;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys of an issuer: the one that signs, the next, the previous ones, and what is published of
 * them.
 *
 * <p>Keys are generated at first use (RSA of 2048 bits, {@code RS256}) and rotate by age. All nodes
 * that share a place follow: each looks at it every few seconds while it is used. Safe for many
 * threads. Private parts never leave by any method, message or text.
 *
 * <p>Where {@code aval.issuer.enabled=true}, beans can inject those of the application's own
 * issuer: {@code @Inject SigningKeys keys}.
 */
public final class SigningKeys {
  private static final Duration LONGEST_MAX_AGE = Duration.ofMinutes(5);

  private final KeyRingView view;
  private final KeyRotation rotation;
  private final Clock clock;

  private SigningKeys(
      KeyRingStore store, PasswordSealing sealing, KeyRotation rotation, Clock clock) {
    this.view = new KeyRingView(store, sealing, rotation, clock);
    this.rotation = rotation;
    this.clock = clock;
  }

  /**
   * Keeps keys as long as this object lives: after a restart the issuer has others, and verifiers
   * fetch them when they meet their ids.
   *
   * @param rotation when keys change
   * @param clock what says which key signs
   * @return new keys
   */
  public static SigningKeys inMemory(KeyRotation rotation, Clock clock) {
    String nobodyKnows = UUID.randomUUID().toString();
    PasswordSealing sealing = new PasswordSealing(nobodyKnows);
    return new SigningKeys(new MemoryKeyRing(), sealing, rotation, clock); // no key before its use
  }

  /**
   * Keeps keys in a PKCS#12 file, which several servers may share.
   *
   * @param file the file; made when it is not there, readable by its owner alone, as is its
   *     directory
   * @param password what encrypts it
   * @param rotation when keys change
   * @param clock what says which key signs
   * @return the keys
   * @throws UncheckedIOException when the file cannot be read or made
   * @throws IllegalArgumentException when the password does not open it
   */
  public static SigningKeys inFile(Path file, String password, KeyRotation rotation, Clock clock) {
    return in(new FileKeyRing(file), password, rotation, clock);
  }

  /**
   * Lists the keys of a file as they are, and changes nothing: none is made, rotated by age or
   * swept out, as it is when {@linkplain #inFile a server's keys} are used. For looking at a file
   * that is somebody else's to keep.
   *
   * @param file the file
   * @param password what encrypts it
   * @param clock what says which key signs
   * @return what is known of each, the oldest first; unmodifiable
   * @throws UncheckedIOException when the file is not there or cannot be read
   * @throws IllegalArgumentException when the password does not open it
   */
  public static List<PublishedKey> listFile(Path file, String password, Clock clock) {
    if (!Files.exists(file)) {
      throw new UncheckedIOException(
          "There is no such file: " + file, new NoSuchFileException(file.toString()));
    }
    KeyRingStore.Kept kept = new FileKeyRing(file).read().orElseThrow();
    KeyRing ring = KeyRingJson.read(new PasswordSealing(password).open(kept.sealed()));
    return list(ring, clock.instant());
  }

  static SigningKeys in(KeyRingStore store, String password, KeyRotation rotation, Clock clock) {
    SigningKeys keys = new SigningKeys(store, new PasswordSealing(password), rotation, clock);
    keys.view.ring(); // a wrong password shows now, and not at the first token
    return keys;
  }

  /**
   * Returns the public keys as a JWK set (RFC 7517, section 5).
   *
   * @return the set's JSON as maps, lists and text; unmodifiable
   */
  public Map<String, Object> jwks() {
    return Map.of(
        "keys", view.ring().published(clock.instant()).stream().map(RingKey::publicJwk).toList());
  }

  /**
   * Returns how long a verifier may keep {@link #jwks()} without asking again.
   *
   * @return five minutes, or less where keys are published less than ten minutes ahead
   */
  public Duration maxAge() {
    Duration half = rotation.publishAhead().dividedBy(2);
    return half.compareTo(LONGEST_MAX_AGE) < 0 ? half : LONGEST_MAX_AGE;
  }

  /**
   * Lists the keys.
   *
   * @return what is known of each, the oldest first; unmodifiable
   */
  public List<PublishedKey> list() {
    return list(view.ring(), clock.instant());
  }

  private static List<PublishedKey> list(KeyRing ring, Instant now) {
    RingKey current = ring.current(now);
    return ring.published(now).stream().map(key -> describe(ring, key, current, now)).toList();
  }

  private static PublishedKey describe(KeyRing ring, RingKey key, RingKey current, Instant now) {
    Optional<Instant> superseded = ring.superseded(key, now);
    PublishedKey.State state =
        key.equals(current)
            ? PublishedKey.State.CURRENT
            : superseded.isPresent() ? PublishedKey.State.PREVIOUS : PublishedKey.State.NEXT;
    return new PublishedKey(
        key.kid(),
        state,
        key.publishedAt(),
        key.activeFrom(),
        superseded.map(at -> KeyRing.until(key, at)));
  }

  /**
   * Has the next key sign as soon as every verifier can know it: at once, when it has been
   * published long enough. Does nothing while such a change is pending.
   *
   * @return the key that signs next, or already
   * @throws IllegalStateException when there are 64 keys, of which each has signed a token that has
   *     not expired: verifiers take a limited number
   */
  public PublishedKey rotate() {
    Instant now = clock.instant();
    KeyRing before = view.ring();
    String old = before.current(now).kid();
    KeyRing ring =
        view.change(
            seen ->
                seen.current(now).kid().equals(old) // nobody else has just done it
                    ? seen.rotated(now, rotation.publishAhead(), SigningKey::generate)
                    : seen);
    RingKey current = ring.current(now);
    if (ring.isFull() && ring.pending(now).isEmpty() && current.kid().equals(old)) {
      throw new IllegalStateException(
          "There are " + KeyRing.MOST + " signing keys whose tokens have not expired");
    }
    return describe(ring, ring.pending(now).orElse(current), current, now);
  }

  /**
   * Leaves a key out at once, because somebody else has it: its tokens are refused from the moment
   * at which their verifiers fetch the keys again. When it is the one that signs, the next takes
   * over now.
   *
   * @param kid the key's id
   * @return whether there was such a key
   */
  public boolean revoke(String kid) {
    Instant now = clock.instant();
    boolean there = view.ring().keys().stream().anyMatch(key -> key.kid().equals(kid));
    view.change(ring -> ring.without(kid, now, SigningKey::generate));
    return there;
  }

  /**
   * What signs a token of this lifetime; the key is published at least until the token has expired.
   */
  TokenSigner signer(Duration lifetime) {
    Instant now = clock.instant();
    RingKey current = view.ring().current(now);
    if (current.longestLifetime().compareTo(lifetime) < 0) {
      current = view.change(ring -> ring.signing(ring.current(now).kid(), lifetime)).current(now);
    }
    return new TokenSigner(current.key().orElseThrow(SigningKeys::clockIsWrong));
  }

  private static IllegalStateException clockIsWrong() {
    return new IllegalStateException(
        "The key that signs by this server's clock signs no more: the clock is more than five"
            + " minutes behind that of another server");
  }
}
