package io.aval.it.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.identitystore.DatabaseIdentityStoreDefinition;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;

/** The store that every Jakarta Security brings along. */
@DatabaseIdentityStoreDefinition(
    dataSourceLookup = "java:comp/DefaultDataSource",
    groupsQuery = "select role_name from aval_test_team where member_name = ?",
    useFor = ValidationType.PROVIDE_GROUPS)
@ApplicationScoped
public class Team {}
