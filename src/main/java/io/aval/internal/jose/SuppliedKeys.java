package io.aval.internal.jose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keys of a JWK set that this application itself publishes, read anew each time. */
final class SuppliedKeys implements ProviderKeys {
  private final Supplier<Map<String, Object>> jwks;

  SuppliedKeys(Supplier<Map<String, Object>> jwks) {
    this.jwks = jwks;
  }

  @Override
  public VerificationKey find(@Nullable String kid, Algorithm algorithm) {
    byte[] document = JsonText.write(jwks.get()).getBytes(StandardCharsets.UTF_8);
    try {
      return StaticKeys.select(KeySetDocument.parse(document).keys(), kid, algorithm);
    } catch (IOException notPublishable) {
      throw new IllegalStateException("The issuer's own key set cannot be read", notPublishable);
    }
  }

  @Override
  public long version() {
    return 0;
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
