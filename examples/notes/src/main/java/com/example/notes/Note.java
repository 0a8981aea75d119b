package com.example.notes;

import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;

/** A note and whom it belongs to. */
@Entity
@Table(name = "notes", indexes = @Index(columnList = "owner_id"))
public class Note {
  static final int MAX_LENGTH = 1000;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  /** The token identifier, issuer and subject in one: another issuer's users never get in here. */
  @Column(name = "owner_id", nullable = false, updatable = false, length = 1000)
  private String owner;

  @Column(name = "note_text", nullable = false, length = MAX_LENGTH)
  private String text;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  /** For Jakarta Persistence. */
  protected Note() {}

  Note(String owner, String text, Instant createdAt) {
    this.owner = owner;
    this.text = text;
    this.createdAt = createdAt;
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

  public Instant getCreatedAt() {
    return createdAt;
  }
}
