package io.aval.it.roles;

import io.aval.UserIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.EnumSet;
import java.util.Set;

/** A second store, which needs a request and looks at the injected identity. */
@RequestScoped
public class ReaderStore implements IdentityStore {
  @Inject private Staff staff;
  @Inject private UserIdentity user;

  @Override
  public Set<ValidationType> validationTypes() {
    return EnumSet.of(ValidationType.PROVIDE_GROUPS);
  }

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    staff.asked().add("reader");
    return Set.of("reader-" + user.getSubject());
  }
}
