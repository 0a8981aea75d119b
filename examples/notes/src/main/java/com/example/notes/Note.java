package com.example.notes;

import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;

/** A note and whom it belongs to. */
@Entity
@Table(name = "notes", indexes = @Index(columnList = "owner_id"))
public class Note {
  static final int MAX_LENGTH = 1000;

  @Id @GeneratedValue private Long id;

  /** The token identifier, issuer and subject in one: another issuer's users never get in here. */
  @Column(name = "owner_id", nullable = false, updatable = false, length = 1000)
  private String owner;

  @Column(name = "note_text", nullable = false, length = MAX_LENGTH)
  private String text;

  /** For Jakarta Persistence. */
  protected Note() {}

  Note(String owner, String text) {
    this.owner = owner;
    this.text = text;
  }

  public Long getId() {
    return id;
  }

  @JsonbTransient
  public String getOwner() {
    return owner;
  }

  public String getText() {
    return text;
  }
}
