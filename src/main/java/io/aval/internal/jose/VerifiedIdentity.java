package io.aval.internal.jose;

import io.aval.UserIdentity;
import io.aval.config.ProviderConfig;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verified identity, an immutable value. Only verification makes one: there is no other caller of
 * {@link #of}. Fields are looked up when they are asked for; most calls ask for one or two.
 */
final class VerifiedIdentity implements UserIdentity {
  private final String provider;
  private final Map<String, @Nullable Object> claims;
  private final ProfileClaims profile;
  private final Set<String> roles;
  private final List<String> scopesClaims;

  private VerifiedIdentity(ProviderConfig provider, Map<String, @Nullable Object> claims) {
    this.provider = provider.name();
    this.claims = claims;
    this.profile = ProfileClaims.of(provider, claims);
    this.scopesClaims = provider.scopesClaims();
    Set<String> granted = ClaimTexts.of(provider.rolesClaims(), claims);
    this.roles =
        provider.allowedRoles().map(some -> ClaimTexts.both(granted, some)).orElse(granted);
  }

  /**
   * Makes the identity of a token.
   *
   * @param provider who vouches for it
   * @param claims all claims of the verified token, unmodifiable
   */
  static VerifiedIdentity of(ProviderConfig provider, Map<String, @Nullable Object> claims) {
    return new VerifiedIdentity(provider, claims);
  }

  private String text(String claim) {
    return claims.get(claim) instanceof String text ? text : "";
  }

  @Override
  public String getTokenIdentifier() {
    return getIssuer() + "|" + getSubject();
  }

  @Override
  public String getSubject() {
    return text("sub");
  }

  @Override
  public String getIssuer() {
    return text("iss");
  }

  @Override
  public Optional<String> getName() {
    return profile.text("name");
  }

  @Override
  public Optional<String> getGivenName() {
    return profile.text("givenName");
  }

  @Override
  public Optional<String> getFamilyName() {
    return profile.text("familyName");
  }

  @Override
  public Optional<String> getNickname() {
    return profile.text("nickname");
  }

  @Override
  public Optional<String> getPreferredUsername() {
    return profile.text("preferredUsername");
  }

  @Override
  public Optional<String> getProfileUrl() {
    return profile.text("profileUrl");
  }

  @Override
  public Optional<String> getPictureUrl() {
    return profile.text("pictureUrl");
  }

  @Override
  public Optional<String> getWebsiteUrl() {
    return profile.text("websiteUrl");
  }

  @Override
  public Optional<String> getEmail() {
    return profile.text("email");
  }

  @Override
  public Optional<Boolean> getEmailVerified() {
    return profile.flag("emailVerified");
  }

  @Override
  public Optional<String> getGender() {
    return profile.text("gender");
  }

  @Override
  public Optional<String> getBirthday() {
    return profile.text("birthday");
  }

  @Override
  public Optional<String> getTimezone() {
    return profile.text("timezone");
  }

  @Override
  public Optional<String> getLanguage() {
    return profile.text("language");
  }

  @Override
  public Optional<String> getPhoneNumber() {
    return profile.text("phoneNumber");
  }

  @Override
  public Optional<Boolean> getPhoneNumberVerified() {
    return profile.flag("phoneNumberVerified");
  }

  @Override
  public Optional<String> getAddress() {
    return profile.text("address");
  }

  @Override
  public Optional<Instant> getUpdatedAt() {
    return profile.moment("updatedAt");
  }

  @Override
  public <T> Optional<T> getClaim(String path, Class<T> type) {
    return Optional.ofNullable(ClaimPath.find(claims, path))
        .map(claim -> ClaimConversion.convert(path, claim, type));
  }

  @Override
  public Map<String, Object> getClaims() {
    Map<String, @Nullable Object> custom = new LinkedHashMap<>(claims);
    custom.keySet().removeAll(StandardClaims.NOT_CUSTOM);
    return Collections.unmodifiableMap(custom);
  }

  @Override
  public Set<String> getRoles() {
    return roles;
  }

  @Override
  public Set<String> getScopes() {
    return ClaimTexts.words(scopesClaims, claims); // few endpoints ask, and those once
  }

  @Override
  public String getProvider() {
    return provider;
  }

  @Override
  public Instant getExpiresAt() {
    return Instant.ofEpochSecond(new Claims(claims).seconds("exp").orElseThrow());
  }

  @Override
  public boolean isAnonymous() {
    return false;
  }

  @Override
  public UserIdentity capture() {
    return this;
  }

  @Override
  public Map<String, Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("tokenIdentifier", getTokenIdentifier());
    json.put("subject", getSubject());
    json.put("issuer", getIssuer());
    StandardClaims.BY_FIELD
        .keySet()
        .forEach(field -> profile.field(field).ifPresent(value -> json.put(field, value)));
    json.putAll(getClaims());
    return Collections.unmodifiableMap(json);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifiedIdentity that
        && provider.equals(that.provider)
        && claims.equals(that.claims)
        && roles.equals(that.roles);
  }

  @Override
  public int hashCode() {
    return getTokenIdentifier().hashCode();
  }

  /** Who it is, escaped, and nothing else: what is logged by accident should not say more. */
  @Override
  public String toString() {
    return LogText.quote(getTokenIdentifier());
  }
}
