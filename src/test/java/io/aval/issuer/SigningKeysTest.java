package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
  private static final String PASSWORD = "throw-away password of a test";
  private static final KeyRotation ROTATION =
      new KeyRotation(Duration.ofDays(30), Duration.ofMinutes(10));
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableClock clock = MutableClock.at("2026-11-24T12:00:00Z");
  @TempDir Path directory;

  private Path file() {
    return directory.resolve("keys/signing.p12");
  }

  private SigningKeys open() {
    return SigningKeys.inFile(file(), PASSWORD, ROTATION, clock);
  }

  @Test
  void publishesTheNextKeyBeforeItSigns() {
    SigningKeys keys = open();
    assertThat(states(keys)).containsExactly(PublishedKey.State.CURRENT, PublishedKey.State.NEXT);
    assertThat(kids(keys.jwks())).hasSize(2).contains(current(keys));
  }

  @Test
  void keepsItsKeysOverARestart() {
    List<PublishedKey> before = open().list();
    assertThat(open().list()).isEqualTo(before);
  }

  @Test
  void waitsWithTheChangeUntilVerifiersCanKnowTheNextKey() {
    SigningKeys keys = open();
    String first = current(keys);
    PublishedKey next = keys.rotate();
    assertThat(next.state()).isEqualTo(PublishedKey.State.NEXT);
    assertThat(next.activeFrom()).contains(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(current(keys)).isEqualTo(first);

    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(current(keys)).isEqualTo(first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(current(keys)).isEqualTo(next.kid());
  }

  @Test
  void changesAtOnceWhereTheNextKeyHasBeenPublishedLongEnough() {
    SigningKeys keys = open();
    clock.advance(Duration.ofHours(1));
    String next = keys.list().get(1).kid();
    assertThat(keys.rotate().kid()).isEqualTo(next);
    assertThat(current(keys)).isEqualTo(next);
    assertThat(states(keys))
        .containsExactly(
            PublishedKey.State.PREVIOUS, PublishedKey.State.CURRENT, PublishedKey.State.NEXT);
  }

  @Test
  void doesNotRotateTwiceAtOnce() {
    SigningKeys keys = open();
    PublishedKey pending = keys.rotate();
    assertThat(keys.rotate()).isEqualTo(pending);
    assertThat(keys.list()).hasSize(3);
  }

  @Test
  void rotatesByAge() {
    SigningKeys keys = open();
    String first = current(keys);
    clock.advance(Duration.ofDays(30).minusSeconds(1));
    assertThat(current(keys)).isEqualTo(first);
    clock.advance(Duration.ofSeconds(1).plus(MINUTE));
    assertThat(current(keys)).isNotEqualTo(first);
  }

  @Test
  void keepsAPreviousKeyUntilTheLastTokenThatItSignedHasExpired() {
    SigningKeys keys = open();
    String first = current(keys);
    assertThat(keys.signer(Duration.ofHours(10))).isNotNull();
    assertThat(keys.signer(MINUTE)).isNotNull(); // a shorter one changes nothing
    clock.advance(Duration.ofHours(1));
    keys.rotate();
    Duration allowance = Duration.ofMinutes(5);
    clock.advance(Duration.ofHours(10).plus(allowance).minusSeconds(1));
    assertThat(kids(keys.jwks())).contains(first);
    clock.advance(Duration.ofSeconds(1));
    assertThat(kids(keys.jwks())).doesNotContain(first).hasSize(2);
    assertThat(kids(open().jwks())).doesNotContain(first);
  }

  @Test
  void destroysThePrivatePartOfAKeyThatSignsNoMore() throws Exception {
    SigningKeys keys = open();
    keys.signer(Duration.ofHours(10));
    clock.advance(Duration.ofHours(1));
    keys.rotate();
    assertThat(privateParts()).isEqualTo(3); // other nodes may still sign with it
    clock.advance(Duration.ofMinutes(15)); // and a clock may be five minutes behind
    keys.jwks();
    assertThat(privateParts()).isEqualTo(2);
    assertThat(kids(keys.jwks())).hasSize(3);
  }

  private long privateParts() throws Exception {
    var sealing = new io.aval.internal.jose.PasswordSealing(PASSWORD);
    return KeyRingJson.read(sealing.open(Files.readAllBytes(file()))).keys().stream()
        .filter(key -> key.key().isPresent())
        .count();
  }

  @Test
  void leavesARevokedKeyOutAtOnceAndSignsWithTheNext() {
    SigningKeys keys = open();
    String first = current(keys);
    String next = keys.list().get(1).kid();
    assertThat(keys.revoke("no such key")).isFalse();
    assertThat(keys.revoke(first)).isTrue();
    assertThat(current(keys)).isEqualTo(next);
    assertThat(kids(keys.jwks())).contains(next).doesNotContain(first).hasSize(2);
  }

  @Test
  void replacesARevokedNextKey() {
    SigningKeys keys = open();
    String first = current(keys);
    String next = keys.list().get(1).kid();
    assertThat(keys.revoke(next)).isTrue();
    assertThat(current(keys)).isEqualTo(first);
    assertThat(kids(keys.jwks())).contains(first).doesNotContain(next).hasSize(2);
  }

  @Test
  void leavesOtherKeysInPeaceWhenAPreviousOneIsRevoked() {
    SigningKeys keys = open();
    String first = current(keys);
    clock.advance(Duration.ofHours(1));
    keys.rotate();
    String second = current(keys);
    assertThat(keys.revoke(first)).isTrue();
    assertThat(current(keys)).isEqualTo(second);
    assertThat(kids(keys.jwks())).hasSize(2);
  }

  @Test
  void followsAnotherNodeWithinSeconds() {
    SigningKeys one = open();
    SigningKeys other = open();
    assertThat(other.list()).isEqualTo(one.list());
    clock.advance(Duration.ofHours(1));
    other.list();
    one.rotate();
    clock.advance(Duration.ofSeconds(10));
    assertThat(other.list()).isEqualTo(one.list());
  }

  @Test
  void letsOneOfManyNodesRotateAndTheOthersFollow() throws Exception {
    SigningKeys one = open();
    clock.advance(Duration.ofHours(1));
    List<SigningKeys> nodes =
        IntStream.range(0, 6).mapToObj(node -> open()).collect(Collectors.toList());
    nodes.forEach(SigningKeys::list);
    Set<String> rotated = new TreeSet<>(inParallel(nodes, keys -> keys.rotate().kid()));
    assertThat(rotated).hasSize(1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(one.list()).hasSize(3).isEqualTo(nodes.get(3).list());
  }

  @Test
  void makesOneRingWhereManyNodesStartAtOnce() throws Exception {
    List<Integer> nodes = List.of(1, 2, 3, 4, 5, 6);
    assertThat(Set.copyOf(inParallel(nodes, node -> open().list()))).hasSize(1);
  }

  @Test
  void opensForNoOtherPassword() {
    open();
    assertThatThrownBy(() -> SigningKeys.inFile(file(), PASSWORD + "x", ROTATION, clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the password is not the right one, or the store broken")
        .hasNoCause();
  }

  @Test
  void isReadByItsOwnerAloneAndShowsNoKey() throws Exception {
    SigningKeys keys = open();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
    String content = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
    assertThat(content).doesNotContain("kty").doesNotContain(current(keys));
    for (Object key : (Collection<?>) keys.jwks().get("keys")) {
      assertThat(((Map<?, ?>) key).keySet().toString())
          .isEqualTo("[kty, kid, use, alg, n, e]"); // and nothing of the private part
    }
  }

  @Test
  void goesOnWithWhatItKnowsWhileTheStoreCannotBeRead() {
    AtomicInteger fails = new AtomicInteger();
    KeyRingStore memory = new MemoryKeyRing();
    KeyRingStore frail =
        new KeyRingStore() {
          @Override
          public Optional<Kept> read() {
            if (fails.get() > 0) {
              throw new IllegalStateException("no connection");
            }
            return memory.read();
          }

          @Override
          public boolean replace(long expectedVersion, byte[] sealed) {
            return memory.replace(expectedVersion, sealed);
          }
        };
    SigningKeys keys = SigningKeys.in(frail, PASSWORD, ROTATION, clock);
    List<PublishedKey> before = keys.list();
    keys.signer(MINUTE);
    fails.set(1);
    clock.advance(Duration.ofHours(1));
    assertThat(keys.list()).isEqualTo(before);
    assertThat(keys.signer(MINUTE)).isNotNull();
    // A key must not vanish before a token that it signed: without the store nobody can see to it.
    assertThatThrownBy(() -> keys.signer(Duration.ofHours(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> SigningKeys.in(frail, PASSWORD, ROTATION, clock))
        .isInstanceOf(IllegalStateException.class);
    fails.set(0);
    clock.advance(Duration.ofMinutes(1));
    assertThat(keys.signer(Duration.ofHours(1))).isNotNull();
  }

  @Test
  void tellsVerifiersToFetchTwiceBeforeAKeySigns() {
    assertThat(open().maxAge()).isEqualTo(Duration.ofMinutes(5));
    KeyRotation fast = new KeyRotation(Duration.ofHours(1), Duration.ofSeconds(30));
    assertThat(SigningKeys.inMemory(fast, clock).maxAge()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void refusesRotationsThatNobodyCouldFollow() {
    assertThatThrownBy(() -> new KeyRotation(Duration.ofHours(1), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyRotation(Duration.ofHours(1), Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new KeyRotation(Duration.ofDays(90), Duration.ofDays(31)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private interface Work<T, R> {
    R on(T input) throws Exception;
  }

  private static <T, R> List<R> inParallel(List<T> inputs, Work<T, R> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(inputs.size());
    try {
      List<Callable<R>> calls =
          inputs.stream().<Callable<R>>map(input -> () -> work.on(input)).toList();
      List<R> results = new java.util.ArrayList<>();
      for (Future<R> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  static String current(SigningKeys keys) {
    return keys.list().stream()
        .filter(key -> key.state() == PublishedKey.State.CURRENT)
        .findFirst()
        .orElseThrow()
        .kid();
  }

  private static List<PublishedKey.State> states(SigningKeys keys) {
    return keys.list().stream().map(PublishedKey::state).toList();
  }

  static List<String> kids(Map<String, Object> jwks) {
    return ((Collection<?>) jwks.get("keys"))
        .stream().map(key -> (String) ((Map<?, ?>) key).get("kid")).toList();
  }
}
