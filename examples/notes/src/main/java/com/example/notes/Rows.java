package com.example.notes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Rows by their primary keys. */
@ApplicationScoped
public class Rows {
  @PersistenceContext EntityManager database;

  public boolean has(Class<?> type, String id) {
    return database.find(type, id) != null;
  }

  /** In a transaction of its own, so that nothing else is lost where this fails. */
  @Transactional(TxType.REQUIRES_NEW)
  public void insert(Object row) {
    database.persist(row);
    // Fails here, if it does: what the end of a transaction throws depends on the server.
    database.flush();
  }
}
