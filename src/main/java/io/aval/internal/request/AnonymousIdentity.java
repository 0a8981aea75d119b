package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.UserIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Nobody: what an injected identity is on a call without a token. */
enum AnonymousIdentity implements UserIdentity {
  INSTANCE;

  private static IdentityException nobody() {
    return new IdentityException(
        Reason.NO_TOKEN, "the code asked for the identity of an anonymous call");
  }

  @Override
  public String getTokenIdentifier() {
    throw nobody();
  }

  @Override
  public String getSubject() {
    throw nobody();
  }

  @Override
  public String getIssuer() {
    throw nobody();
  }

  @Override
  public String getProvider() {
    throw nobody();
  }

  @Override
  public Instant getExpiresAt() {
    throw nobody();
  }

  @Override
  public Optional<String> getName() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getGivenName() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getFamilyName() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getNickname() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getPreferredUsername() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getProfileUrl() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getPictureUrl() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getWebsiteUrl() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getEmail() {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> getEmailVerified() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getGender() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getBirthday() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getTimezone() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getLanguage() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getPhoneNumber() {
    return Optional.empty();
  }

  @Override
  public Optional<Boolean> getPhoneNumberVerified() {
    return Optional.empty();
  }

  @Override
  public Optional<String> getAddress() {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> getUpdatedAt() {
    return Optional.empty();
  }

  @Override
  public <T> Optional<T> getClaim(String path, Class<T> type) {
    return Optional.empty();
  }

  @Override
  public Map<String, Object> getClaims() {
    return Map.of();
  }

  @Override
  public Set<String> getRoles() {
    return Set.of();
  }

  @Override
  public Set<String> getScopes() {
    return Set.of();
  }

  @Override
  public boolean isAnonymous() {
    return true;
  }

  @Override
  public UserIdentity capture() {
    return this;
  }

  @Override
  public Map<String, Object> toJson() {
    return Map.of();
  }

  @Override
  public String toString() {
    return "anonymous";
  }
}
