package io.aval.config;

import java.util.Optional;

/**
 * One entry of the catalogue of keys. Immutable.
 *
 * @param name the key, or its pattern where a part is open: {@code aval.providers.<name>.domain},
 *     {@code aval.providers.<name>.identity.<field>}
 * @param group what it is about
 * @param form how its value is written
 * @param defaultValue the value that counts when the key is absent, if there is one
 * @param meaning what it does, in one sentence
 */
public record ConfigKey(
    String name, Group group, Form form, Optional<String> defaultValue, String meaning) {
  static final String PROVIDER = "<name>";
  static final String FIELD = "<field>";

  /** What a key is about. */
  public enum Group {
    /** One trusted issuer. */
    PROVIDER("Providers"),
    /** The application as a whole. */
    APPLICATION("Application"),
    /** How keys and discovery documents are fetched. */
    HTTP("Fetching"),
    /** Conversations over WebSocket. */
    WEBSOCKET("WebSocket"),
    /** The application's own issuer. */
    ISSUER("Issuer");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /**
     * Returns the heading under which the reference lists the group.
     *
     * @return one word
     */
    public String title() {
      return title;
    }
  }

  /** How a value is written. */
  public enum Form {
    /** Any text. */
    TEXT("text"),
    /** Texts between commas; a comma inside a text is written {@code \,}. */
    LIST("list"),
    /** One of a few words. */
    CHOICE("choice"),
    /** A whole number. */
    NUMBER("number"),
    /** Exactly {@code true} or {@code false}. */
    BOOLEAN("true or false"),
    /** {@code 5s}, {@code 10m}, {@code 24h}, or ISO 8601. */
    DURATION("duration"),
    /** Bytes: {@code 16384}, {@code 512KiB}, {@code 8MiB}. */
    SIZE("size"),
    /** An absolute URL. */
    URL("URL"),
    /** The absolute path of a file. */
    FILE("file"),
    /** Text that is never shown. */
    SECRET("secret");

    private final String title;

    Form(String title) {
      this.title = title;
    }

    /**
     * Returns how the reference calls the form.
     *
     * @return a word or three
     */
    public String title() {
      return title;
    }
  }

  /** The key for one provider; the key itself where the pattern has no provider. */
  String named(String provider) {
    return name.replace(PROVIDER, provider);
  }
}
