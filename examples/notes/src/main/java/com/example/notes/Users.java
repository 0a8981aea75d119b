package com.example.notes;

import io.aval.IdentityVerified;
import io.aval.UserIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Everybody who has ever been here. */
@ApplicationScoped
public class Users {
  @PersistenceContext EntityManager database;
  @Inject Once once;

  /** Called in every call with a good token, before the resource method. */
  void see(@Observes IdentityVerified event) {
    UserIdentity user = event.identity();
    String id = user.getTokenIdentifier();
    once.add(id, new User(id, user.getName().orElse(user.getSubject())));
  }

  public List<User> inOrderOfArrival() {
    return database
        .createQuery("select u from User u order by u.firstSeen, u.tokenIdentifier", User.class)
        .setMaxResults(1000)
        .getResultList();
  }
}
