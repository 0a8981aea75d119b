package io.aval.internal.dashboard;

import io.aval.internal.issuer.IssuerParts;
import io.aval.internal.jose.Inspection;
import io.aval.internal.jose.PrettyJson;
import io.aval.internal.jose.TokenInspector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Explains a token.
 *
 * @param trusted judges by the issuers that the application trusts; empty where it trusts none, and
 *     is only an issuer itself
 * @param parts the issuer, by whose own keys its tokens are judged then
 */
record InspectionCall(Optional<TokenInspector> trusted, IssuerParts parts) {

  Map<String, @Nullable Object> answer(Call call) {
    TokenInspector inspector = trusted.orElseGet(() -> ofThisIssuer(call));
    Inspection found = inspector.inspect(call.requireText("token"));
    Map<String, @Nullable Object> json = new LinkedHashMap<>(found.toJson());
    json.put("header", pretty(found.header()));
    json.put("claims", pretty(found.claims()));
    return json;
  }

  private TokenInspector ofThisIssuer(Call call) {
    String url = parts.url().of(call.caller()).toString();
    return TokenInspector.ofIssuer(url, parts.keys()::jwks, parts.clock());
  }

  private static @Nullable String pretty(Map<String, @Nullable Object> json) {
    return json.isEmpty() ? null : PrettyJson.write(json);
  }
}
