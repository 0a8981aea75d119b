package com.example.notes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/**
 * Gives the role {@code admin} to whoever stands in the table of administrators, whatever the token
 * says. Aval asks every such store, once per call, and this one asks the database.
 */
@ApplicationScoped
public class Administrators implements IdentityStore {
  @Inject Rows rows;

  @Override
  public Set<ValidationType> validationTypes() {
    return Set.of(ValidationType.PROVIDE_GROUPS);
  }

  @Override
  public Set<String> getCallerGroups(CredentialValidationResult caller) {
    // The unique id of a caller is the token identifier, under which the notes are kept as well.
    return rows.has(Administrator.class, caller.getCallerUniqueId()) ? Set.of("admin") : Set.of();
  }
}
