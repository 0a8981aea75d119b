package com.example.notes;

import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Who is calling? Open to everybody: without a token the answer is null. */
@Path("me")
public class MeResource {
  @Inject IdentityProvider identities;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Optional<UserIdentity> me() {
    return identities.getUserIdentity();
  }
}
