package io.aval.config;

import static io.aval.config.ConfigKey.Form.DURATION;
import static io.aval.config.ConfigKey.Form.NUMBER;

import io.aval.config.ConfigKey.Form;
import io.aval.config.ConfigKey.Group;
import java.util.List;
import java.util.Optional;

/** The keys of the WebSocket door: a part of the catalogue. */
final class WebSocketKeys {
  static final ConfigKey AUTHENTICATE_WITHIN =
      key(
          "authenticate-within",
          DURATION,
          "10s",
          "How long a WebSocket of a protected endpoint may stay open without an identity; from `1s`"
              + " to `5m`.");
  static final ConfigKey AUTHENTICATE_RATE =
      key(
          "authenticate-rate",
          NUMBER,
          "30",
          "How many `Authenticate` messages one WebSocket may send within a minute; from `1` to"
              + " `6000`.");
  static final ConfigKey REVOCATION_INTERVAL =
      key(
          "revocation-interval",
          DURATION,
          "10s",
          "How often an idle WebSocket's identity is held against the `RevocationStore`; from `1s`"
              + " to `1h`. Each message asks as well.");

  private WebSocketKeys() {}

  /** In the order of the reference. */
  static List<ConfigKey> all() {
    return List.of(AUTHENTICATE_WITHIN, AUTHENTICATE_RATE, REVOCATION_INTERVAL);
  }

  private static ConfigKey key(String name, Form form, String defaultValue, String meaning) {
    return new ConfigKey(
        ConfigKeys.PREFIX + "websocket." + name,
        Group.WEBSOCKET,
        form,
        Optional.of(defaultValue),
        meaning);
  }
}
