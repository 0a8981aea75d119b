package io.aval.internal.request;

import io.aval.UserIdentity;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A verified identity whose roles are the token's and those that the application gives.
 *
 * <p>It belongs to one verification, of one call or of one renewal in a conversation, so that the
 * application is asked once for each: when somebody first wants to know the roles. An answer is
 * kept; a failure is not, and whoever asks next asks the application again.
 */
public final class UnitedIdentity extends ForwardedIdentity {
  private final UserIdentity token;
  private final RoleSource application;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile @Nullable Set<String> roles;

  /**
   * Creates the identity; asks nobody.
   *
   * @param token the identity as the token alone has it
   * @param application asked for further roles
   */
  public UnitedIdentity(UserIdentity token, RoleSource application) {
    this.token = token;
    this.application = application;
  }

  @Override
  UserIdentity now() {
    return token;
  }

  @Override
  public Set<String> getRoles() {
    Set<String> known = roles;
    if (known != null) {
      return known;
    }
    if (asking.isHeldByCurrentThread()) {
      return token.getRoles(); // the application, being asked, looks at its caller
    }
    asking.lock();
    try {
      known = roles;
      if (known == null) {
        known = united();
        this.roles = known;
      }
      return known;
    } finally {
      asking.unlock();
    }
  }

  private Set<String> united() {
    Set<String> all = new LinkedHashSet<>(token.getRoles());
    all.addAll(application.rolesOf(token, this));
    return Collections.unmodifiableSet(all);
  }

  /** Asks now if nobody has: another thread, later, is no place to ask an application. */
  @Override
  public UserIdentity capture() {
    getRoles();
    return this;
  }

  /** Who it is, is what the token says. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UnitedIdentity that && token.equals(that.token);
  }

  @Override
  public int hashCode() {
    return token.hashCode();
  }
}
