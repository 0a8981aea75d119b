package io.aval.it.restclient;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.Closeable;

/** The other application, as its callers see it. */
@Path("rest/open/who")
public interface WhoClient extends Closeable {
  @GET
  @Produces(MediaType.TEXT_PLAIN)
  String who();
}
