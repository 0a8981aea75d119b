package com.example.notes;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What a caller sends to add a note. The owner is not part of it: that is what tokens are for. */
public class NewNote {
  @NotBlank(message = "text must not be blank")
  @Size(max = Note.MAX_LENGTH, message = "text has at most {max} characters")
  public String text;
}
