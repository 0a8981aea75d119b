package com.example.notes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Somebody who has been here, and since when. */
@Entity
@Table(name = "users")
public class User {
  private static final int LONGEST_NAME = 200;

  /** As the primary key it keeps two nodes from writing one person down twice. */
  @Id
  @Column(name = "token_identifier", length = 1000)
  private String tokenIdentifier;

  @Column(name = "user_name", nullable = false, length = LONGEST_NAME)
  private String name;

  /** In UTC. */
  @Column(name = "first_seen", nullable = false)
  private LocalDateTime firstSeen;

  /** For Jakarta Persistence. */
  protected User() {}

  User(String tokenIdentifier, String name) {
    this.tokenIdentifier = tokenIdentifier;
    this.name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    this.firstSeen = LocalDateTime.now(ZoneOffset.UTC);
  }

  public String getTokenIdentifier() {
    return tokenIdentifier;
  }

  public String getName() {
    return name;
  }

  public LocalDateTime getFirstSeen() {
    return firstSeen;
  }
}
