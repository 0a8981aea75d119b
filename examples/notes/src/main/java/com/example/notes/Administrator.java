package com.example.notes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Somebody who may see who has been here. */
@Entity
@Table(name = "administrators")
public class Administrator {
  @Id
  @Column(name = "token_identifier", length = 1000)
  private String tokenIdentifier;

  /** For Jakarta Persistence. */
  protected Administrator() {}

  Administrator(String tokenIdentifier) {
    this.tokenIdentifier = tokenIdentifier;
  }
}
