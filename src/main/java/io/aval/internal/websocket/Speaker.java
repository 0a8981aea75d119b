package io.aval.internal.websocket;

import io.aval.UserIdentity;
import io.aval.internal.request.Caller;
import java.util.Optional;

/**
 * Who speaks at one moment of a conversation: by the token alone, since the container knows nobody
 * outside a request, or somebody else.
 *
 * @param identity the identity of that moment
 */
record Speaker(Optional<UserIdentity> identity) implements Caller {

  @Override
  public boolean isKnown() {
    return identity.isPresent();
  }

  @Override
  public boolean isInRole(String role) {
    return identity.filter(user -> user.getRoles().contains(role)).isPresent();
  }
}
