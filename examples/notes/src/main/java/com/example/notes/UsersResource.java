package com.example.notes;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Who has been here. The role comes from the database: see {@link Administrators}. */
@Path("users")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
  @Inject Users users;

  @GET
  public List<User> list() {
    return users.inOrderOfArrival();
  }
}
