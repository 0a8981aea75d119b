package com.example.notes;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Adds a row once, also where two calls, or two nodes with one database, do it at the same moment:
 * both find nothing, both insert, and the primary key turns one of them down, which is no mistake.
 */
@ApplicationScoped
public class Once {
  @Inject Rows rows;

  public void add(String id, Object row) {
    if (rows.has(row.getClass(), id)) {
      return;
    }
    try {
      rows.insert(row);
    } catch (RuntimeException failed) {
      if (!rows.has(row.getClass(), id)) {
        throw failed; // nobody was faster: this is a mistake
      }
    }
  }
}
