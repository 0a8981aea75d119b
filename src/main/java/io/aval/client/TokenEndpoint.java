package io.aval.client;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.HttpFetch;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where a token endpoint is: known from the start, or found by discovery when it is needed. */
final class TokenEndpoint {
  private static final String DOCUMENT = "/.well-known/openid-configuration";
  private static final int MOST_MEMBERS = 1_000;

  private final @Nullable String issuer;
  private final @Nullable HttpFetch http;
  private final AtomicReference<@Nullable URI> found;

  private TokenEndpoint(@Nullable String issuer, @Nullable HttpFetch http, @Nullable URI known) {
    this.issuer = issuer;
    this.http = http;
    this.found = new AtomicReference<>(known);
  }

  static TokenEndpoint at(URI known) {
    return new TokenEndpoint(null, null, known);
  }

  static TokenEndpoint discovered(String issuer, IdentityConfig.Http http) {
    URI url = ServerUrl.secure(issuer);
    if (url.getRawQuery() != null) {
      throw new IllegalArgumentException("An issuer's URL has no query");
    }
    return new TokenEndpoint(withoutSlashes(issuer), new HttpFetch(http), null);
  }

  /** The endpoint; fetches the discovery document when there is need. */
  URI uri() throws ServerTrouble {
    @Nullable URI known = found.get();
    if (known == null) {
      known = discover();
      found.set(known);
    }
    return known;
  }

  /** After a failure the document is looked at again. */
  void doubt() {
    if (issuer != null) {
      found.set(null);
    }
  }

  private URI discover() throws ServerTrouble {
    if (issuer == null || http == null) {
      throw new IllegalStateException("An endpoint that is known needs no discovery");
    }
    Map<String, @Nullable Object> document = fetch(http, URI.create(issuer + DOCUMENT));
    boolean isTheirs =
        document.get("issuer") instanceof String name && withoutSlashes(name).equals(issuer);
    if (!isTheirs) {
      throw new TokenException("The discovery document under " + issuer + " is another issuer's");
    }
    if (!(document.get("token_endpoint") instanceof String endpoint)) {
      throw new TokenException("The discovery document of " + issuer + " has no token_endpoint");
    }
    try {
      return ServerUrl.secure(endpoint);
    } catch (IllegalArgumentException unusable) {
      throw new TokenException(
          "The token_endpoint of " + issuer + " cannot be used: " + unusable.getMessage());
    }
  }

  private static Map<String, @Nullable Object> fetch(HttpFetch http, URI place)
      throws ServerTrouble {
    try {
      return StrictJson.read(http.get(place).body(), 16, MOST_MEMBERS);
    } catch (IOException e) {
      throw new ServerTrouble(String.valueOf(e.getMessage()), 0, null);
    } catch (MalformedJson fault) {
      throw new TokenException("The document at " + place + " " + fault.getMessage());
    }
  }

  private static String withoutSlashes(String text) {
    return text.replaceFirst("/+$", "");
  }
}
