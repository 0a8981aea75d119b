package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Learns from an issuer's discovery document where its keys are (OpenID Connect Discovery 1.0,
 * section 4).
 *
 * <p>The document is believed when its {@code issuer} is the configured one (section 4.3), compared
 * like a token's, and its {@code jwks_uri} is a URL that keys may be fetched from, on whatever
 * host. The answer is kept for an hour, and for no longer than keys can be had there: an issuer
 * that moves its keys is followed at the next fetch. Safe for use by many threads.
 */
final class Discovery implements KeyLocation {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final String TENANT = "{tenant}";
  private static final String TENANT_IN_URI = "%7Btenant%7D";
  private static final long KEPT_MILLIS = Duration.ofHours(1).toMillis();

  /** What the document said, and when. */
  private record Found(URI jwksUri, long at) {}

  /** The document is that of another issuer. */
  static final class OtherIssuer extends IOException {
    private static final long serialVersionUID = 1L;

    OtherIssuer(String message) {
      super(message);
    }
  }

  private final URI document;
  private final String issuer;

  /** What one document for all tenants speaks for; null where each tenant has its own. */
  private final @Nullable String sharedPattern;

  private final boolean insecureHttp;
  private final Fetch fetch;
  private final Clock clock;
  private final AtomicReference<@Nullable Found> found = new AtomicReference<>();

  private Discovery(URI document, String issuer, ProviderConfig provider, Environment environment) {
    this.document = document;
    this.issuer = issuer;
    sharedPattern = isShared(provider) ? provider.issuer() : null;
    insecureHttp = provider.insecureHttp();
    fetch = environment.fetch();
    clock = environment.clock();
  }

  private static boolean isShared(ProviderConfig provider) {
    return !provider.tenants().isEmpty()
        && provider.discovery().filter(uri -> !uri.toString().contains(TENANT_IN_URI)).isPresent();
  }

  /**
   * Makes the discovery of one issuer; fetches nothing yet.
   *
   * @param provider the provider, which may say where the document is
   * @param issuer the provider's issuer, or that of one of its tenants
   * @param environment the surroundings
   */
  static Discovery of(ProviderConfig provider, String issuer, Environment environment) {
    URI document =
        provider
            .discovery()
            .map(uri -> ofTenant(uri, provider.issuer(), issuer))
            .orElseGet(() -> URI.create(IssuerName.normalize(issuer) + WELL_KNOWN));
    return new Discovery(document, issuer, provider, environment);
  }

  /** Puts the tenant that an issuer has in the place of the pattern's into a URL. */
  private static URI ofTenant(URI discovery, String pattern, String issuer) {
    int at = pattern.indexOf(TENANT);
    if (at < 0 || issuer.contains(TENANT)) {
      return discovery;
    }
    int after = pattern.length() - at - TENANT.length();
    String tenant = issuer.substring(at, issuer.length() - after);
    return URI.create(discovery.toString().replace(TENANT_IN_URI, tenant));
  }

  /** Where the discovery document is. */
  URI document() {
    return document;
  }

  @Override
  public URI locate() throws IOException {
    @Nullable Found known = found.get();
    long now = clock.millis();
    if (known != null && Math.abs(now - known.at()) < KEPT_MILLIS) {
      return known.jwksUri();
    }
    Transport.check(document, insecureHttp);
    URI jwksUri = read(fetch.get(document).body());
    found.set(new Found(jwksUri, now));
    return jwksUri;
  }

  @Override
  public void forget() {
    found.set(null);
  }

  private URI read(byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.UTF_8);
    JsonShape.check(text);
    Map<String, Object> members;
    try {
      members = JsonUtil.parseJson(text);
    } catch (JoseException e) {
      throw new IOException("The discovery document is not JSON", e);
    }
    if (!(members.get("issuer") instanceof String claimed && isTheIssuer(claimed))) {
      throw new OtherIssuer(
          "The discovery document at "
              + document
              + " is not that of issuer "
              + LogText.quote(issuer)
              + ": it says "
              + LogText.quote(String.valueOf(members.get("issuer"))));
    }
    if (!(members.get("jwks_uri") instanceof String place)) {
      throw new IOException("The discovery document at " + document + " has no jwks_uri");
    }
    return fetchable(place);
  }

  /**
   * One document for all tenants says {@code {tenantid}} where each has its name (Entra ID's {@code
   * common}); it speaks for the configured pattern and for no other.
   */
  private boolean isTheIssuer(String claimed) {
    return IssuerName.same(claimed, issuer)
        || (sharedPattern != null
            && IssuerName.same(claimed.replace("{tenantid}", TENANT), sharedPattern));
  }

  private URI fetchable(String place) throws IOException {
    URI uri;
    try {
      uri = new URI(place);
    } catch (URISyntaxException e) {
      throw new IOException("The jwks_uri " + LogText.quote(place) + " is not a URL", e);
    }
    Transport.check(uri, insecureHttp);
    return uri;
  }
}
