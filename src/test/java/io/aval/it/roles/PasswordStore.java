package io.aval.it.roles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.EnumSet;
import java.util.Set;

/** Validates passwords, and has nothing to do with tokens. */
@ApplicationScoped
public class PasswordStore implements IdentityStore {
  @Inject private Staff staff;

  @Override
  public Set<ValidationType> validationTypes() {
    return EnumSet.of(ValidationType.VALIDATE);
  }

  @Override
  public CredentialValidationResult validate(Credential credential) {
    staff.asked().add("password");
    return CredentialValidationResult.NOT_VALIDATED_RESULT;
  }

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    staff.asked().add("password");
    return Set.of();
  }
}
