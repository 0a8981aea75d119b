package io.aval.internal.jose;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The member names that nearly every token has, found by their bytes, so that they are not made
 * anew for each token. The list is fixed: were names remembered, whoever sends tokens would decide
 * which.
 */
final class KnownNames {
  private static final List<String> OTHERS =
      List.of(
          "iss sub aud exp iat nbf jti alg typ kid azp scope scp sid roles groups client_id"
              .split(" "));

  private static final int LONGEST = 24;

  /** Open addressing, at most a third full; a power of two long. */
  private static final String[] TABLE = table();

  private KnownNames() {}

  /**
   * Finds a name.
   *
   * @param bytes where it stands
   * @param from its first byte
   * @param to the byte after its last one
   * @return the name, or null when it is none of those known
   */
  static @Nullable String find(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return null;
    }
    int hash = 0; // that of the text, which every String keeps
    for (int i = from; i < to; i++) {
      hash = 31 * hash + (bytes[i] & 0xFF);
    }
    for (int slot = slot(hash); TABLE[slot] != null; slot = slot(slot + 1)) {
      if (TABLE[slot].hashCode() == hash && equal(TABLE[slot], bytes, from, to)) {
        return TABLE[slot];
      }
    }
    return null;
  }

  private static boolean equal(String name, byte[] bytes, int from, int to) {
    if (name.length() != to - from) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  private static String[] table() {
    String[] table = new String[128];
    Stream.concat(OTHERS.stream(), StandardClaims.BY_FIELD.values().stream())
        .forEach(
            name -> {
              int slot = name.hashCode() & (table.length - 1);
              while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
              }
              table[slot] = name;
            });
    return table;
  }

  private static int slot(int hash) {
    return hash & (TABLE.length - 1);
  }
}
