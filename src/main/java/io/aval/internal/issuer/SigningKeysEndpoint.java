package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import io.aval.issuer.PublishedKey;
import io.aval.issuer.SigningKeys;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code GET /v1/signing_keys} and {@code POST /v1/signing_keys/rotate}, which are Aval's
 * own: Clerk has nothing like it.
 */
final class SigningKeysEndpoint implements Endpoint {
  static final String PATH = "/v1/signing_keys";

  private static final System.Logger LOG = System.getLogger(SigningKeysEndpoint.class.getName());

  private final SigningKeys keys;

  SigningKeysEndpoint(SigningKeys keys) {
    this.keys = keys;
  }

  @Override
  public Object answer(ApiCall call) {
    List<String> below = call.below();
    if (below.isEmpty()) {
      call.require("GET");
      List<Map<String, @Nullable Object>> list =
          keys.list().stream().map(SigningKeysEndpoint::view).toList();
      return Map.of("data", list, "total_count", list.size());
    }
    if (!below.equals(List.of("rotate"))) {
      throw new IssuerException(
          IssuerException.Code.RESOURCE_NOT_FOUND, "There is nothing at this path.");
    }
    call.require("POST");
    PublishedKey next = keys.rotate();
    LOG.log(
        System.Logger.Level.INFO,
        "AVAL-304 The signing keys were rotated by a call with a secret key; next signs {0}.",
        next.kid());
    return view(next);
  }

  private static Map<String, @Nullable Object> view(PublishedKey key) {
    Map<String, @Nullable Object> view = new LinkedHashMap<>();
    view.put("object", "signing_key");
    view.put("kid", key.kid());
    view.put("state", key.state().name().toLowerCase(Locale.ROOT));
    view.put("published_at", key.publishedAt().toEpochMilli());
    view.put("active_from", key.activeFrom().map(Instant::toEpochMilli).orElse(null));
    view.put("until", key.until().map(Instant::toEpochMilli).orElse(null));
    return view;
  }
}
