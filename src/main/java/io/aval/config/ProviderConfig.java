package io.aval.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One trusted issuer of tokens: the keys {@code aval.providers.<name>.…}, checked and normalised.
 * Immutable.
 *
 * @param name the configured name
 * @param type how the keys are found
 * @param issuer the issuer that a token's {@code iss} must equal: with a scheme and without
 *     trailing slashes for {@link Type#OIDC}, as configured for {@link Type#CUSTOM_JWT}; may hold
 *     one {@code {tenant}} path segment when {@code tenants} is not empty
 * @param applicationIds accepted audiences, any one suffices; empty only with {@code
 *     allowAnyAudience}
 * @param allowAnyAudience whether the audience is not looked at
 * @param audienceClaims the claims where the audience may stand
 * @param jwks where the keys are: {@code https:}, {@code http:}, {@code data:}, {@code classpath:},
 *     {@code file:}; empty where discovery says so, and where there is a secret instead
 * @param discovery where the discovery document is, when it is not under the issuer; a path segment
 *     {@code {tenant}} in it is kept percent-encoded, {@code %7Btenant%7D}
 * @param tenants the tenants trusted, or the one element {@code *}; empty without a placeholder
 * @param algorithms accepted {@code alg} values
 * @param tokenTypes accepted {@code typ} values, in lower case and without {@code application/}
 * @param acceptTemplateTokens whether tokens are accepted that say they were made from a template
 * @param authorizedParties accepted {@code azp} values; empty: {@code azp} is not looked at
 * @param clockSkew tolerated difference between the clocks
 * @param maxTokenLifetime greatest {@code exp − iat}, when there is a limit
 * @param requiredClaims claim paths that must be there, with the value they must have where one is
 *     asked for
 * @param rolesClaims claim paths that grant roles, united
 * @param allowedRoles the roles that this provider may grant; empty Optional: all
 * @param scopesClaims claim paths that grant scopes, united
 * @param identityFields field name in camel case ({@code pictureUrl}) to claim path, for remapped
 *     fields only
 * @param insecureHttp whether {@code http} is accepted for hosts other than loopback
 * @param secret the shared secret for HS algorithms
 */
public record ProviderConfig(
    String name,
    Type type,
    String issuer,
    Set<String> applicationIds,
    boolean allowAnyAudience,
    List<String> audienceClaims,
    Optional<URI> jwks,
    Optional<URI> discovery,
    Set<String> tenants,
    Set<String> algorithms,
    Set<String> tokenTypes,
    boolean acceptTemplateTokens,
    Set<String> authorizedParties,
    Duration clockSkew,
    Optional<Duration> maxTokenLifetime,
    Map<String, Optional<String>> requiredClaims,
    List<String> rolesClaims,
    Optional<Set<String>> allowedRoles,
    List<String> scopesClaims,
    Map<String, String> identityFields,
    boolean insecureHttp,
    Optional<Secret> secret) {

  /** Copies the collections, in their order; checks nothing, which the reader and builder do. */
  public ProviderConfig {
    applicationIds = Copies.of(applicationIds);
    audienceClaims = List.copyOf(audienceClaims);
    tenants = Copies.of(tenants);
    algorithms = Copies.of(algorithms);
    tokenTypes = Copies.of(tokenTypes);
    authorizedParties = Copies.of(authorizedParties);
    requiredClaims = Copies.of(requiredClaims);
    rolesClaims = List.copyOf(rolesClaims);
    allowedRoles = allowedRoles.map(Copies::of);
    scopesClaims = List.copyOf(scopesClaims);
    identityFields = Copies.of(identityFields);
  }

  /**
   * Starts a provider in code; what is not set has the default of the configuration.
   *
   * @param name its name, 1 to 64 of {@code A–Z a–z 0–9 _ -}
   * @return a builder
   */
  public static ProviderConfigBuilder builder(String name) {
    return new ProviderConfigBuilder(name);
  }

  /** How a provider's keys are found. */
  public enum Type {
    /** By OpenID Connect discovery under the issuer, unless a key location is given. */
    OIDC,
    /** At a given location; the issuer is compared and never fetched. */
    CUSTOM_JWT
  }
}
