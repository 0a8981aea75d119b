package com.example.notes;

import io.aval.Authenticated;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The caller's notes. Callers without a valid token never get as far as these methods. */
@Path("notes")
@Authenticated
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class NotesResource {
  @Inject UserIdentity user;
  @Inject Notes notes;

  @GET
  public List<Note> list() {
    return notes.of(user.getTokenIdentifier());
  }

  @POST
  public Response add(
      @NotNull(message = "a note is missing") @Valid NewNote note, @Context UriInfo uri) {
    Note added = notes.add(user.getTokenIdentifier(), note.text);
    return Response.created(uri.getAbsolutePathBuilder().path(added.getId().toString()).build())
        .entity(added)
        .build();
  }

  @DELETE
  @Path("{id: [0-9]{1,18}}")
  public void delete(@PathParam("id") long id) {
    // Somebody else's note is answered like one that is not there: nobody learns what exists.
    if (!notes.remove(user.getTokenIdentifier(), id)) {
      throw new NotFoundException();
    }
  }
}
