package com.example.notes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.List;

/** The notes in the database. Every question names the owner, so that none can be forgotten. */
@ApplicationScoped
public class Notes {
  @PersistenceContext EntityManager database;

  public List<Note> of(String owner) {
    return database
        .createQuery("select n from Note n where n.owner = :owner order by n.id", Note.class)
        .setParameter("owner", owner)
        .setMaxResults(200)
        .getResultList();
  }

  @Transactional
  public Note add(String owner, String text) {
    Note note = new Note(owner, text.strip());
    database.persist(note);
    database.flush(); // now it has its id
    return note;
  }

  @Transactional
  public boolean remove(String owner, long id) {
    return database
            .createQuery("delete from Note n where n.id = :id and n.owner = :owner")
            .setParameter("id", id)
            .setParameter("owner", owner)
            .executeUpdate()
        == 1;
  }
}
