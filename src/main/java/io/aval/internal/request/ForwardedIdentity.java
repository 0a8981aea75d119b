package io.aval.internal.request;

import io.aval.UserIdentity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An identity that lets another one answer; subclasses say which, and what they answer themselves.
 */
abstract class ForwardedIdentity implements UserIdentity {

  /** The identity that answers. */
  abstract UserIdentity now();

  @Override
  public String getTokenIdentifier() {
    return now().getTokenIdentifier();
  }

  @Override
  public String getSubject() {
    return now().getSubject();
  }

  @Override
  public String getIssuer() {
    return now().getIssuer();
  }

  @Override
  public Optional<String> getName() {
    return now().getName();
  }

  @Override
  public Optional<String> getGivenName() {
    return now().getGivenName();
  }

  @Override
  public Optional<String> getFamilyName() {
    return now().getFamilyName();
  }

  @Override
  public Optional<String> getNickname() {
    return now().getNickname();
  }

  @Override
  public Optional<String> getPreferredUsername() {
    return now().getPreferredUsername();
  }

  @Override
  public Optional<String> getProfileUrl() {
    return now().getProfileUrl();
  }

  @Override
  public Optional<String> getPictureUrl() {
    return now().getPictureUrl();
  }

  @Override
  public Optional<String> getWebsiteUrl() {
    return now().getWebsiteUrl();
  }

  @Override
  public Optional<String> getEmail() {
    return now().getEmail();
  }

  @Override
  public Optional<Boolean> getEmailVerified() {
    return now().getEmailVerified();
  }

  @Override
  public Optional<String> getGender() {
    return now().getGender();
  }

  @Override
  public Optional<String> getBirthday() {
    return now().getBirthday();
  }

  @Override
  public Optional<String> getTimezone() {
    return now().getTimezone();
  }

  @Override
  public Optional<String> getLanguage() {
    return now().getLanguage();
  }

  @Override
  public Optional<String> getPhoneNumber() {
    return now().getPhoneNumber();
  }

  @Override
  public Optional<Boolean> getPhoneNumberVerified() {
    return now().getPhoneNumberVerified();
  }

  @Override
  public Optional<String> getAddress() {
    return now().getAddress();
  }

  @Override
  public Optional<Instant> getUpdatedAt() {
    return now().getUpdatedAt();
  }

  @Override
  public <T> Optional<T> getClaim(String path, Class<T> type) {
    return now().getClaim(path, type);
  }

  @Override
  public Map<String, Object> getClaims() {
    return now().getClaims();
  }

  @Override
  public Set<String> getRoles() {
    return now().getRoles();
  }

  @Override
  public Set<String> getScopes() {
    return now().getScopes();
  }

  @Override
  public String getProvider() {
    return now().getProvider();
  }

  @Override
  public Instant getExpiresAt() {
    return now().getExpiresAt();
  }

  @Override
  public boolean isAnonymous() {
    return now().isAnonymous();
  }

  @Override
  public UserIdentity capture() {
    return now().capture();
  }

  @Override
  public Map<String, Object> toJson() {
    return now().toJson();
  }

  @Override
  public String toString() {
    return now().toString();
  }
}
