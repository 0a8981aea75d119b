package io.aval.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes a {@link ProviderConfig} in code, by the same rules and with the same defaults as the
 * configuration: each method is the key of its name. Not safe for use by many threads.
 *
 * <pre>{@code
 * ProviderConfig.builder("clerk")
 *     .domain("https://clerk.example.com")
 *     .applicationIds("convex")
 *     .build();
 * }</pre>
 */
public final class ProviderConfigBuilder {
  private final String name;
  private final Map<String, String> values = new TreeMap<>();

  ProviderConfigBuilder(String name) {
    this.name = name;
  }

  /**
   * Names the issuer of an OIDC provider.
   *
   * @param domain its URL, whose scheme may be left out
   * @return this builder
   */
  public ProviderConfigBuilder domain(String domain) {
    return set(ProviderKeys.DOMAIN, domain);
  }

  /**
   * Names the audiences of which a token must carry one.
   *
   * @param audiences one or more
   * @return this builder
   */
  public ProviderConfigBuilder applicationIds(String... audiences) {
    return setAll(ProviderKeys.APPLICATION_ID, audiences);
  }

  /**
   * Accepts tokens that the issuer made for other applications too.
   *
   * @return this builder
   */
  public ProviderConfigBuilder allowAnyAudience() {
    return set(ProviderKeys.ALLOW_ANY_AUDIENCE, "true");
  }

  /**
   * Names the claims in which the audience may stand.
   *
   * @param claims one or more; {@code aud} by default
   * @return this builder
   */
  public ProviderConfigBuilder audienceClaims(String... claims) {
    return setAll(ProviderKeys.AUDIENCE_CLAIMS, claims);
  }

  /**
   * Says how the keys are found.
   *
   * @param type {@code OIDC} by default
   * @return this builder
   */
  public ProviderConfigBuilder type(ProviderConfig.Type type) {
    return set(ProviderKeys.TYPE, Values.written(type));
  }

  /**
   * Names the issuer of a custom-jwt provider.
   *
   * @param issuer any text; compared and never fetched
   * @return this builder
   */
  public ProviderConfigBuilder issuer(String issuer) {
    return set(ProviderKeys.ISSUER, issuer);
  }

  /**
   * Says where the keys are.
   *
   * @param place an {@code https:}, {@code data:}, {@code classpath:} or {@code file:} URL
   * @return this builder
   */
  public ProviderConfigBuilder jwks(String place) {
    return set(ProviderKeys.JWKS, place);
  }

  /**
   * Says where the keys are.
   *
   * @param place an {@code https:}, {@code data:}, {@code classpath:} or {@code file:} URL
   * @return this builder
   */
  public ProviderConfigBuilder jwks(URI place) {
    return jwks(place.toString());
  }

  /**
   * Says where the discovery document is, when it is not under the issuer.
   *
   * @param place its URL
   * @return this builder
   */
  public ProviderConfigBuilder discovery(String place) {
    return set(ProviderKeys.DISCOVERY, place);
  }

  /**
   * Names the tenants trusted in the place of {@code {tenant}}.
   *
   * @param tenants one or more, or {@code *} alone
   * @return this builder
   */
  public ProviderConfigBuilder tenants(String... tenants) {
    return setAll(ProviderKeys.TENANTS, tenants);
  }

  /**
   * Names the signature algorithms accepted.
   *
   * @param algorithms one or more; {@code RS256}, {@code ES256}, {@code EdDSA} by default
   * @return this builder
   */
  public ProviderConfigBuilder algorithms(String... algorithms) {
    return setAll(ProviderKeys.ALGORITHMS, algorithms);
  }

  /**
   * Names the {@code typ} headers accepted.
   *
   * @param types one or more; {@code JWT} by default
   * @return this builder
   */
  public ProviderConfigBuilder tokenTypes(String... types) {
    return setAll(ProviderKeys.TOKEN_TYPES, types);
  }

  /**
   * Names the {@code azp} values of which a token must have one.
   *
   * @param parties one or more
   * @return this builder
   */
  public ProviderConfigBuilder authorizedParties(String... parties) {
    return setAll(ProviderKeys.AUTHORIZED_PARTIES, parties);
  }

  /**
   * Tolerates a difference between clocks.
   *
   * @param skew 0 to 5 minutes; 5 seconds by default
   * @return this builder
   */
  public ProviderConfigBuilder clockSkew(Duration skew) {
    return set(ProviderKeys.CLOCK_SKEW, skew.toString());
  }

  /**
   * Refuses tokens that were issued for longer.
   *
   * @param lifetime more than 0; no limit by default
   * @return this builder
   */
  public ProviderConfigBuilder maxTokenLifetime(Duration lifetime) {
    return set(ProviderKeys.MAX_TOKEN_LIFETIME, lifetime.toString());
  }

  /**
   * Names claims that a token must have.
   *
   * @param claims {@code name}, or {@code name=value} for the value it must have
   * @return this builder
   */
  public ProviderConfigBuilder requiredClaims(String... claims) {
    return setAll(ProviderKeys.REQUIRED_CLAIMS, claims);
  }

  /**
   * Names the claim paths that grant roles.
   *
   * @param paths one or more; none by default
   * @return this builder
   */
  public ProviderConfigBuilder rolesClaims(String... paths) {
    return setAll(ProviderKeys.ROLES_CLAIMS, paths);
  }

  /**
   * Bounds the roles that this provider may grant.
   *
   * @param roles one or more
   * @return this builder
   */
  public ProviderConfigBuilder allowedRoles(String... roles) {
    return setAll(ProviderKeys.ALLOWED_ROLES, roles);
  }

  /**
   * Names the claim paths that grant scopes.
   *
   * @param paths one or more; {@code scope} and {@code scp} by default
   * @return this builder
   */
  public ProviderConfigBuilder scopesClaims(String... paths) {
    return setAll(ProviderKeys.SCOPES_CLAIMS, paths);
  }

  /**
   * Takes a field of the identity from another claim than the standard one.
   *
   * @param field the field as {@code UserIdentity} names it, {@code pictureUrl}
   * @param claimPath where it stands in the token
   * @return this builder
   */
  public ProviderConfigBuilder identityField(String field, String claimPath) {
    values.put(
        ProviderKeys.IDENTITY.named(name).replace(ConfigKey.FIELD, IdentityFields.toDashed(field)),
        claimPath);
    return this;
  }

  /**
   * Accepts {@code http} for hosts other than loopback; for test networks only.
   *
   * @return this builder
   */
  public ProviderConfigBuilder insecureHttp() {
    return set(ProviderKeys.INSECURE_HTTP, "true");
  }

  /**
   * Shares a secret with the issuer, for the HS algorithms.
   *
   * @param secret at least 32, 48 or 64 bytes of UTF-8 for HS256, HS384, HS512
   * @return this builder
   */
  public ProviderConfigBuilder secret(Secret secret) {
    return set(ProviderKeys.SECRET, secret.reveal());
  }

  /**
   * Takes the secret that is shared with the issuer from a file.
   *
   * @param file its absolute path
   * @return this builder
   */
  public ProviderConfigBuilder secretFile(Path file) {
    return set(ProviderKeys.SECRET_FILE, file.toString());
  }

  /**
   * Makes the provider.
   *
   * @return the provider, checked and normalised
   * @throws ConfigException with every fault, when there is any
   */
  public ProviderConfig build() {
    Faults faults = new Faults();
    for (String key : values.keySet()) {
      KnownKeys.fault(key).ifPresent(fault -> faults.add(key, fault));
    }
    var provider = new ProviderReader(name, values, faults).read();
    faults.throwIfAny();
    return provider.orElseThrow();
  }

  private ProviderConfigBuilder setAll(ConfigKey key, String... items) {
    return set(key, Arrays.stream(items).map(ValueForms::escaped).collect(Collectors.joining(",")));
  }

  private ProviderConfigBuilder set(ConfigKey key, String value) {
    values.put(key.named(name), value);
    return this;
  }
}
