package io.aval.it.restclient;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The other application, as its callers see it. */
@Path("rest/open/who")
public interface WhoClient extends AutoCloseable {
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  String who();
}
