package io.aval.testing.issuers;

import io.aval.testing.TestKey;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs of one issuer. RSA pairs take long to make: the first key of every issuer is the
 * same pair, and so on; no two keys of one issuer are.
 *
 * @param published the keys that sign, as the key sets have them
 */
public record ShapeKeys(List<TestKey> published) {
  private static final Set<String> MATERIAL = Set.of("n", "e", "x", "y", "d", "x5c");

  /** The last one is nobody's: the stranger's. */
  private static final List<TestKey> RSA =
      IntStream.range(0, 7).mapToObj(i -> TestKey.generate(null, "RSA")).toList();

  /** The key that signs a token: by {@code kid}, or the only one that fits {@code alg}. */
  TestKey of(@Nullable String kid, String algorithm) {
    String type = type(algorithm);
    List<TestKey> fitting =
        published.stream()
            .filter(key -> key.type().equals(type))
            .filter(key -> kid == null || kid.equals(key.kid()))
            .toList();
    if (fitting.isEmpty()) {
      return stranger(algorithm); // a token of which the issuer's key set knows nothing
    }
    if (fitting.size() > 1) {
      throw new IllegalArgumentException("several keys fit kid " + kid + " and " + algorithm);
    }
    return fitting.get(0);
  }

  /** A key that fits an algorithm and is no issuer's. */
  static TestKey stranger(String algorithm) {
    String type = type(algorithm);
    return type.equals("RSA") ? RSA.get(RSA.size() - 1) : TestKey.generate(null, type);
  }

  private static String type(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> "P-256";
      case "ES384" -> "P-384";
      case "ES512" -> "P-521";
      case "EdDSA", "Ed25519" -> "Ed25519";
      default -> "RSA";
    };
  }

  /** Makes the keys of an issuer while its documents are read. */
  static final class Maker {
    private final Path folder;
    private final List<TestKey> keys = new ArrayList<>();
    private final List<TestKey> unusedRsa = new ArrayList<>(RSA.subList(0, RSA.size() - 1));

    Maker(Path folder) {
      this.folder = folder;
    }

    ShapeKeys made() {
      return new ShapeKeys(
          keys.stream().filter(key -> !"enc".equals(key.extra().get("use"))).toList());
    }

    /** A document as the issuer publishes it: a key set gets its key material. */
    String publish(String name) {
      JsonObject document = Members.file(folder.resolve(name));
      if (!(document.get("keys") instanceof JsonArray entries)) {
        return document.toString();
      }
      JsonArrayBuilder filled = Json.createArrayBuilder();
      for (JsonValue entry : entries) {
        filled.add(fill(name, entry.asJsonObject()));
      }
      return Json.createObjectBuilder(document).add("keys", filled).build().toString();
    }

    private JsonObject fill(String file, JsonObject entry) {
      if (!Collections.disjoint(entry.keySet(), MATERIAL)) {
        throw new IllegalArgumentException(
            folder.resolve(file) + ": key material is made anew for each run; leave it out");
      }
      JsonObjectBuilder filled = Json.createObjectBuilder(entry);
      key(entry)
          .jwk()
          .forEach(
              (name, value) -> {
                if (MATERIAL.contains(name)) {
                  filled.add(name, value.toString());
                }
              });
      return filled.build();
    }

    private TestKey key(JsonObject entry) {
      String kid = entry.getString("kid", null);
      String type = entry.getString("crv", entry.getString("kty"));
      Optional<TestKey> known =
          keys.stream()
              .filter(key -> kid != null && kid.equals(key.kid()) && type.equals(key.type()))
              .findFirst();
      return known.orElseGet(() -> make(kid, type, entry));
    }

    private TestKey make(@Nullable String kid, String type, JsonObject entry) {
      Map<String, Object> members =
          entry.entrySet().stream()
              .filter(member -> member.getValue() instanceof JsonString)
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, member -> ((JsonString) member.getValue()).getString()));
      TestKey pair = type.equals("RSA") ? unusedRsa.remove(0) : TestKey.generate(kid, type);
      TestKey key = new TestKey(kid, type, pair.pair(), members);
      keys.add(key);
      return key;
    }
  }
}
