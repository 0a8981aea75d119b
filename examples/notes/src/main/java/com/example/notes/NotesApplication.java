package com.example.notes;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Puts the resources of this package under /api. Aval needs no line here. */
@ApplicationPath("api")
public class NotesApplication extends Application {}
