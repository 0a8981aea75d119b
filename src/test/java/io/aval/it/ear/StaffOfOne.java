package io.aval.it.ear;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.EnumSet;
import java.util.Set;

/** Makes the subject {@code staff} an administrator, in the one application that has it. */
@ApplicationScoped
public class StaffOfOne implements IdentityStore {
  @Override
  public Set<ValidationType> validationTypes() {
    return EnumSet.of(ValidationType.PROVIDE_GROUPS);
  }

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    return caller.getCallerUniqueId().endsWith("|staff") ? Set.of("admin") : Set.of();
  }
}
