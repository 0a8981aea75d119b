package io.aval.internal.jose;

import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Signs claims: the issuing half of the core. Immutable and safe for many threads.
 *
 * <p>The header has {@code alg}, {@code kid} (where the key is published under one) and {@code typ}
 * of {@code JWT}. A token that was made from a template also says so, in the header {@code cat}
 * ({@value #TEMPLATE_CATEGORY}), as Clerk's template tokens do under the same name: a verifier can
 * tell it from a session token, and ignores what it does not know (RFC 7515, section 4).
 */
public final class TokenSigner {
  /** Name of the header that tells what kind of token this is. */
  public static final String CATEGORY_HEADER = "cat";

  /** What {@code cat} says of a token from a template. */
  public static final String TEMPLATE_CATEGORY = "aval_template";

  private final SigningKey key;

  /**
   * Makes a signer.
   *
   * @param key what to sign with
   */
  public TokenSigner(SigningKey key) {
    this.key = key;
  }

  /**
   * Signs the claims of a token from a template.
   *
   * @param claims JSON values by name; written in the map's order
   * @return a compact JWS (RFC 7515, section 7.1)
   */
  public String signTemplateToken(Map<String, ? extends @Nullable Object> claims) {
    JsonWebSignature jws = unsigned(claims);
    jws.setHeader(CATEGORY_HEADER, TEMPLATE_CATEGORY);
    return sign(jws);
  }

  /**
   * Signs the claims of a session token, which no template has made.
   *
   * @param claims JSON values by name; written in the map's order
   * @return a compact JWS (RFC 7515, section 7.1)
   */
  public String signSessionToken(Map<String, ? extends @Nullable Object> claims) {
    return sign(unsigned(claims));
  }

  private JsonWebSignature unsigned(Map<String, ? extends @Nullable Object> claims) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(key.algorithm().headerName());
    if (key.kid() != null) {
      jws.setKeyIdHeaderValue(key.kid());
    }
    jws.setHeader("typ", "JWT");
    jws.setPayload(JsonText.write(claims));
    jws.setKey(key.signingPart());
    return jws;
  }

  private String sign(JsonWebSignature jws) {
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Cannot sign with " + key, e);
    }
  }
}
