package io.aval.internal.jose;

import io.aval.UserIdentity;
import io.aval.config.ProviderConfig;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
  private final Set<String> scopes;

  private VerifiedIdentity(ProviderConfig provider, Map<String, @Nullable Object> claims) {
    this.provider = provider.name();
    this.claims = claims;
    this.profile = ProfileClaims.of(provider, claims);
    this.scopes =
        united(provider.scopesClaims(), claims, text -> List.of(text.strip().split(" +")));
    Set<String> granted = united(provider.rolesClaims(), claims, List::of);
    this.roles = provider.allowedRoles().map(allowed -> bounded(granted, allowed)).orElse(granted);
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

  /** The texts of several claims, each of which is a text or an array. */
  private static Set<String> united(
      List<String> paths,
      Map<String, @Nullable Object> claims,
      Function<String, Collection<String>> ofText) {
    Set<String> united = new LinkedHashSet<>();
    for (String path : paths) {
      Object claim = ClaimPath.find(claims, path);
      if (claim instanceof String text) {
        united.addAll(ofText.apply(text));
      } else if (claim instanceof List<?> many) {
        many.stream().filter(String.class::isInstance).forEach(one -> united.add((String) one));
      }
    }
    united.remove("");
    return Collections.unmodifiableSet(united);
  }

  private static Set<String> bounded(Set<String> granted, Set<String> allowed) {
    Set<String> bounded = new LinkedHashSet<>(granted);
    bounded.retainAll(allowed);
    return Collections.unmodifiableSet(bounded);
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
    return scopes;
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
