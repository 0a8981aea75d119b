package io.aval.internal.request;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call to {@code https://own.test:8443} with a method and headers.
 *
 * @param method the method
 * @param all the headers, by their names in small letters
 * @param attributes what doors have left on it
 */
record CallFacts(
    String method, Map<String, List<String>> all, Map<String, @Nullable Object> attributes)
    implements RequestFacts {
  static CallFacts of(String method, String... namesAndValues) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i].toLowerCase(Locale.ROOT), List.of(namesAndValues[i + 1]));
    }
    return new CallFacts(method, headers, new HashMap<>());
  }

  /** A handshake of a WebSocket with further headers. */
  static CallFacts handshake(String... namesAndValues) {
    CallFacts handshake = of("GET", namesAndValues);
    handshake.all().put("upgrade", List.of("WebSocket"));
    return handshake;
  }

  @Override
  public List<String> headers(String name) {
    return all.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  @Override
  public List<String> cookies(String name) {
    return List.of();
  }

  @Override
  public List<String> queryParameters(String name) {
    return List.of();
  }

  @Override
  public List<String> formParameters(String name) {
    return List.of();
  }

  @Override
  public String ownOrigin() {
    return "https://own.test:8443";
  }

  @Override
  public @Nullable Object attribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    attributes.put(name, value);
  }
}
