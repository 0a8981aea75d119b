package io.aval.internal.jose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set (RFC 7517, section 5) as read: the keys that may be used, and why the others may not.
 * One odd key never spoils the set; a text that is no JWK set, or too large a one, is no set at
 * all.
 *
 * @param keys the usable keys
 * @param leftOut one sentence for each key that was left out, fit for a log
 * @param leaked whether a key was left out because its private half was published
 */
record KeySetDocument(KeySet keys, List<String> leftOut, boolean leaked) {
  /** Greatest number of keys in a set. */
  static final int MOST_KEYS = 100;

  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

  /** What a key is made of; certificates and everything else are not even shown to the parser. */
  private static final Set<String> MEMBERS = Set.of("kty", "crv", "x", "y", "n", "e");

  /** A key that is left out; the message says why. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * Reads a JWK set.
   *
   * @param body its text, in UTF-8
   * @throws IOException when it is not a JWK set or has more than {@value #MOST_KEYS} keys
   */
  static KeySetDocument parse(byte[] body) throws IOException {
    List<VerificationKey> usable = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    boolean leaked = false;
    for (Object member : members(new String(body, StandardCharsets.UTF_8))) {
      Map<?, ?> jwk = member instanceof Map<?, ?> map ? map : Map.of();
      leaked |= hasPrivateParts(jwk);
      try {
        usable.add(key(jwk));
      } catch (Unusable e) {
        leftOut.add("The key " + name(jwk) + " is left out: " + e.getMessage());
      }
    }
    List<VerificationKey> unique = withoutNamesakes(usable, leftOut);
    return new KeySetDocument(KeySet.published(unique), List.copyOf(leftOut), leaked);
  }

  private static List<?> members(String text) throws IOException {
    JsonShape.check(text);
    Object keys;
    try {
      keys = JsonUtil.parseJson(text).get("keys");
    } catch (JoseException e) {
      throw new IOException("The answer is not JSON", e);
    }
    if (!(keys instanceof List<?> list)) {
      throw new IOException("The answer is not a JWK set: it has no array \"keys\"");
    }
    if (list.size() > MOST_KEYS) {
      throw new IOException("The JWK set has " + list.size() + " keys, more than " + MOST_KEYS);
    }
    return list;
  }

  private static VerificationKey key(Map<?, ?> jwk) throws Unusable {
    if (!(jwk.get("kty") instanceof String type)) {
      throw new Unusable("it has no \"kty\"");
    }
    if (type.equals("oct")) {
      throw new Unusable("a shared secret has no place in a key set");
    }
    if (hasPrivateParts(jwk)) {
      throw new Unusable("its private half is published, so anybody may sign with it");
    }
    checkPurpose(jwk);
    Object kid = jwk.get("kid");
    if (kid != null && !(kid instanceof String)) {
      throw new Unusable("its \"kid\" is not text");
    }
    @Nullable String issuer = jwk.get("issuer") instanceof String text ? text : null;
    return new VerificationKey((@Nullable String) kid, material(jwk), algorithm(jwk), issuer);
  }

  private static boolean hasPrivateParts(Map<?, ?> jwk) {
    return PRIVATE.stream().anyMatch(jwk::containsKey);
  }

  private static void checkPurpose(Map<?, ?> jwk) throws Unusable {
    Object use = jwk.get("use");
    if (use != null && !use.equals("sig")) {
      throw new Unusable("its \"use\" is not \"sig\"");
    }
    Object operations = jwk.get("key_ops");
    if (operations != null && !(operations instanceof List<?> list && list.contains("verify"))) {
      throw new Unusable("its \"key_ops\" do not have \"verify\"");
    }
  }

  private static @Nullable Algorithm algorithm(Map<?, ?> jwk) throws Unusable {
    Object name = jwk.get("alg");
    if (name == null) {
      return null;
    }
    Optional<Algorithm> algorithm =
        name instanceof String text ? Algorithm.named(text) : Optional.empty();
    return algorithm.orElseThrow(() -> new Unusable("its \"alg\" is not a known signature"));
  }

  private static Key material(Map<?, ?> jwk) throws Unusable {
    Map<String, Object> members = new HashMap<>();
    for (String name : MEMBERS) {
      if (jwk.get(name) instanceof String text) {
        members.put(name, text);
      }
    }
    Key key;
    try {
      key = JsonWebKey.Factory.newJwk(members).getKey();
    } catch (JoseException | RuntimeException e) { // jose4j lets the JCA's exceptions through
      throw new Unusable("it cannot be read");
    }
    Optional<String> fault = key == null ? Optional.of("it cannot be read") : KeyRules.fault(key);
    if (fault.isPresent()) {
      throw new Unusable(fault.get());
    }
    return key;
  }

  /** Leaves out keys that share id and type: nobody could say which one a token means. */
  private static List<VerificationKey> withoutNamesakes(
      List<VerificationKey> keys, List<String> leftOut) {
    Set<List<String>> seen = new HashSet<>();
    Set<List<String>> twice = new HashSet<>();
    for (VerificationKey key : keys) {
      if (key.kid() != null && !seen.add(identity(key))) {
        twice.add(identity(key));
      }
    }
    List<VerificationKey> unique = new ArrayList<>();
    for (VerificationKey key : keys) {
      if (key.kid() != null && twice.contains(identity(key))) {
        leftOut.add(
            "The key " + LogText.quote(key.kid()) + " is left out: another has its \"kid\"");
      } else {
        unique.add(key);
      }
    }
    return unique;
  }

  private static List<String> identity(VerificationKey key) {
    return List.of(String.valueOf(key.kid()), key.key().getAlgorithm());
  }

  private static String name(Map<?, ?> jwk) {
    return jwk.get("kid") instanceof String kid ? LogText.quote(kid) : "without \"kid\"";
  }
}
