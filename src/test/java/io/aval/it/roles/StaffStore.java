package io.aval.it.roles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.EnumSet;
import java.util.Set;

/** Knows the administrators by their token identifier, and fails for the subject {@code broken}. */
@ApplicationScoped
public class StaffStore implements IdentityStore {
  @Inject private Staff staff;

  @Override
  public int priority() {
    return 50;
  }

  @Override
  public Set<ValidationType> validationTypes() {
    return EnumSet.of(ValidationType.PROVIDE_GROUPS);
  }

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    staff.asked().add("staff");
    String id = caller.getCallerUniqueId();
    if (id.endsWith("|broken")) {
      throw new IllegalArgumentException("password of the staff");
    }
    return staff.administrators().contains(id) ? Set.of("admin") : Set.of();
  }
}
