package io.aval.internal.issuer;

import io.aval.issuer.SigningKeys;
import java.util.Map;

/**
 * What stands at {@code /.well-known/jwks.json}: the public keys (RFC 7517, section 5).
 *
 * @param keys the keys
 */
record JwksDocument(SigningKeys keys) implements PublicDocument.Content {
  static final String PATH = "/.well-known/jwks.json";

  @Override
  public String cacheControl() {
    return "public, max-age=" + keys.maxAge().toSeconds();
  }

  @Override
  public Map<String, Object> json(Caller caller) {
    return keys.jwks();
  }
}
