package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.testing.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store that can be written must do. */
abstract class TemplateStoreContract {
  final MutableClock clock = MutableClock.at("2026-01-01T00:00:00Z");

  /** A store over the same place each time, as another node would have it. */
  abstract TemplateStore open(Clock clock);

  private static JwtTemplate template(String name, Object value) {
    return JwtTemplate.builder(name).claim("c", value).build();
  }

  private static void refused(IssuerException.Code code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            IssuerException.class, e -> assertThat(e.getCode()).isEqualTo(code));
  }

  @Test
  void keepsEverythingOfATemplate() {
    JwtTemplate full =
        JwtTemplate.builder("full.name-1_X")
            .claim("aud", List.of("a", "b"))
            .claim("object", Map.of("deep", Map.of("n", 12L, "t", "{{user.id || 'é😀'}}")))
            .claim("nothing", null)
            .lifetime(Duration.ofSeconds(315_360_000))
            .allowedClockSkew(Duration.ZERO)
            .signingKey(TemplateKey.of("HS256", "a throw-away secret of this test only"))
            .build();
    StoredTemplate made = open(clock).create(full);
    assertThat(made.template()).isEqualTo(full);
    assertThat(made.id()).matches("jtmp_[0-9a-f]{24}");
    assertThat(made.version()).isEqualTo(1);
    assertThat(made.createdAt()).isEqualTo(clock.instant()).isEqualTo(made.updatedAt());
    TemplateStore other = open(clock);
    assertThat(other.find("full.name-1_X")).hasValue(made);
    assertThat(other.get(made.id())).hasValue(made);
    assertThat(other.list()).containsExactly(made);
  }

  @Test
  void readsAgainWhateverItHasAccepted() {
    TemplateStore store = open(clock);
    Map<String, Object> many = new TreeMap<>();
    IntStream.range(0, 239).forEach(i -> many.put("m" + i, i));
    Object deep = "end";
    for (int i = 0; i < 15; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("d", deep);
    }
    store.create(template("many", many));
    store.create(template("deep", deep));
    assertThat(open(clock).list())
        .extracting(s -> s.template().name())
        .containsExactly("deep", "many");

    many.put("m239", 0);
    refused(IssuerException.Code.INVALID_VALUE, () -> template("more", many));
    Object deeper = List.of(deep);
    refused(IssuerException.Code.INVALID_VALUE, () -> template("deeper", deeper));
    JwtTemplate large = template("large", "x".repeat(300_000));
    refused(IssuerException.Code.INVALID_VALUE, () -> store.create(large));
    StoredTemplate kept = store.find("deep").orElseThrow();
    refused(
        IssuerException.Code.INVALID_VALUE,
        () -> store.update(kept.id(), 1, template("deep", "x".repeat(300_000))));
    assertThat(open(clock).find("deep")).hasValue(kept);
  }

  @Test
  void listsByNameAndFindsExactlyTheName() {
    TemplateStore store = open(clock);
    for (String name : List.of("b", "a", "c")) {
      store.create(template(name, name));
    }
    assertThat(store.list())
        .extracting(stored -> stored.template().name())
        .containsExactly("a", "b", "c");
    for (String name : List.of("", "A", "a.json", "../a", "a/b", "nobody", "\0")) {
      assertThat(store.find(name)).as(name).isEmpty();
    }
    assertThat(store.get("nobody")).isEmpty();
  }

  @Test
  void changesATemplateAndItsNameUnderTheSameId() {
    TemplateStore store = open(clock);
    StoredTemplate made = store.create(template("old", 1L));
    clock.advance(Duration.ofSeconds(5));
    StoredTemplate changed = store.update(made.id(), 1, template("new", 2L));
    assertThat(changed.id()).isEqualTo(made.id());
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.createdAt()).isEqualTo(made.createdAt());
    assertThat(changed.updatedAt()).isEqualTo(clock.instant());
    TemplateStore other = open(clock);
    assertThat(other.find("old")).isEmpty();
    assertThat(other.find("new")).hasValue(changed);
    assertThat(other.list()).containsExactly(changed);
  }

  @Test
  void refusesAChangeThatWasMadeFromAnOlderVersion() {
    TemplateStore store = open(clock);
    StoredTemplate made = store.create(template("t", 1L));
    open(clock).update(made.id(), 1, template("t", 2L));
    refused(IssuerException.Code.CONFLICT, () -> store.update(made.id(), 1, template("t", 3L)));
    assertThat(store.find("t").orElseThrow().template()).isEqualTo(template("t", 2L));
  }

  @Test
  void refusesANameThatIsTaken() {
    TemplateStore store = open(clock);
    store.create(template("a", 1L));
    StoredTemplate b = store.create(template("b", 2L));
    refused(IssuerException.Code.NAME_TAKEN, () -> store.create(template("a", 3L)));
    refused(IssuerException.Code.NAME_TAKEN, () -> store.update(b.id(), 1, template("a", 3L)));
    assertThat(store.list()).hasSize(2);
    assertThat(store.find("a").orElseThrow().template()).isEqualTo(template("a", 1L));
  }

  @Test
  void forgetsATemplateForEverybody() {
    TemplateStore store = open(clock);
    TemplateStore other = open(clock);
    StoredTemplate made = store.create(template("t", 1L));
    assertThat(other.find("t")).isPresent();
    assertThat(other.delete(made.id())).isEqualTo(made);
    assertThat(store.find("t")).isEmpty();
    refused(IssuerException.Code.RESOURCE_NOT_FOUND, () -> store.delete(made.id()));
    refused(
        IssuerException.Code.RESOURCE_NOT_FOUND,
        () -> store.update(made.id(), 1, template("t", 2L)));
  }

  @Test
  void losesNoChangeOfTwoNodesThatEditAtOnce() throws Exception {
    TemplateStore store = open(clock);
    String id = store.create(template("counter", 0L)).id();
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> conflicts = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        TemplateStore own = open(clock);
        conflicts.add(nodes.submit(() -> countUp(own, id, 25)));
      }
      for (Future<Integer> future : conflicts) {
        assertThat(future.get(60, TimeUnit.SECONDS)).isNotNegative();
      }
    } finally {
      nodes.shutdownNow();
    }
    StoredTemplate last = store.get(id).orElseThrow();
    assertThat(last.version()).isEqualTo(101);
    assertThat(last.template().claims().get("c")).isEqualTo(100L);
  }

  /** Adds one to the claim, as often as asked, and again where another node was faster. */
  private static int countUp(TemplateStore store, String id, int times) {
    int conflicts = 0;
    int done = 0;
    while (done < times) {
      StoredTemplate seen = store.get(id).orElseThrow();
      long count = (Long) java.util.Objects.requireNonNull(seen.template().claims().get("c"));
      try {
        store.update(id, seen.version(), template("counter", count + 1));
        done++;
      } catch (IssuerException conflict) {
        assertThat(conflict.getCode()).isEqualTo(IssuerException.Code.CONFLICT);
        conflicts++;
      }
    }
    return conflicts;
  }
}
