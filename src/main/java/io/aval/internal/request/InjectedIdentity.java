package io.aval.internal.request;

import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The injected {@code UserIdentity}: answers, each time it is asked, for the call that the current
 * thread serves.
 *
 * <p>Application-scoped on purpose, although what it says belongs to a request. A request-scoped
 * bean could not be asked on a thread where no request scope is active, a managed executor's for
 * one, and would answer there with the CDI container's riddle; {@link CurrentCall} finds the caller
 * on such threads too, or says what to do. It holds no state of any call.
 */
@ApplicationScoped
@Named("userIdentity")
public class InjectedIdentity implements UserIdentity {
  private final @Nullable CurrentCall call;

  /** For the client proxy only. */
  protected InjectedIdentity() {
    this.call = null;
  }

  /** Creates the bean. */
  @Inject
  InjectedIdentity(CurrentCall call) {
    this.call = call;
  }

  private UserIdentity now() {
    if (call == null) {
      throw new IllegalStateException("A client proxy was asked instead of the bean behind it");
    }
    return call.identityOrAnonymous();
  }

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
