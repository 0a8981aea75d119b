package io.aval.issuer;

import java.time.Instant;

/**
 * A template as a store keeps it. Immutable.
 *
 * @param id what names it for ever, whatever its name becomes: {@code jtmp_} and more
 * @param template the template
 * @param createdAt when it was made, in milliseconds' precision
 * @param updatedAt when it was last changed
 * @param version 1 when it is made and one more with each change; who changes it says which version
 *     they saw
 */
public record StoredTemplate(
    String id, JwtTemplate template, Instant createdAt, Instant updatedAt, long version) {

  /** The same under another id. */
  StoredTemplate withId(String other) {
    return new StoredTemplate(other, template, createdAt, updatedAt, version);
  }

  /** The next version, changed now. */
  StoredTemplate changed(JwtTemplate next, Instant now) {
    return new StoredTemplate(id, next, createdAt, now, version + 1);
  }
}
