package io.aval.it.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Changes something, or tells how often that was done. */
@Path("changes")
@Produces(MediaType.TEXT_PLAIN)
public class ChangesResource {
  @Inject private Changes changes;

  @GET
  public String count() {
    return changes.count();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public String change(String body) {
    return changes.change();
  }
}
