package io.aval.issuer;

import io.aval.internal.jose.JsonText;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.SigningKey;
import io.aval.internal.jose.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of a key ring before it is sealed: JSON with whole keys, never to be shown. */
final class KeyRingJson {
  /** A key has less than thirty members, and lies in a list in an object. */
  private static final int MOST_MEMBERS = 30 * KeyRing.MOST;

  private static final int DEEPEST = 8;

  private KeyRingJson() {}

  static byte[] write(KeyRing ring) {
    List<Object> keys = new ArrayList<>();
    for (RingKey key : ring.keys()) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("jwk", key.key().map(SigningKey::privateJwk).orElse(key.publicJwk()));
      json.put("signs", key.key().isPresent());
      json.put("published_at", key.publishedAt().toEpochMilli());
      json.put("active_from", key.activeFrom().map(Instant::toEpochMilli).orElse(null));
      json.put("longest_lifetime", key.longestLifetime().toSeconds());
      keys.add(json);
    }
    return JsonText.write(Map.of("keys", keys)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is anything else
   */
  static KeyRing read(byte[] json) {
    try {
      List<RingKey> keys = new ArrayList<>();
      if (StrictJson.read(json, DEEPEST, MOST_MEMBERS).get("keys") instanceof List<?> list) {
        list.forEach(entry -> keys.add(key((Map<?, ?>) entry)));
      }
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("the key ring is empty");
      }
      return new KeyRing(keys);
    } catch (MalformedJson | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException("the key ring is out of shape");
    }
  }

  private static RingKey key(Map<?, ?> json) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    ((Map<?, ?>) member(json, "jwk", Map.class))
        .forEach((name, value) -> jwk.put((String) name, value));
    Optional<SigningKey> key =
        member(json, "signs", Boolean.class)
            ? Optional.of(SigningKey.ofPrivateJwk(jwk))
            : Optional.empty();
    return new RingKey(
        member(jwk, "kid", String.class),
        key.map(SigningKey::publicJwk).orElse(jwk),
        key,
        Instant.ofEpochMilli(member(json, "published_at", Long.class)),
        Optional.ofNullable((Long) json.get("active_from")).map(Instant::ofEpochMilli),
        Duration.ofSeconds(member(json, "longest_lifetime", Long.class)));
  }

  private static <T> T member(Map<?, ?> json, String name, Class<T> type) {
    return type.cast(Objects.requireNonNull(json.get(name)));
  }
}
