package io.aval.it.app;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Leads to the enterprise bean. */
@Path("ejb")
@Produces(MediaType.TEXT_PLAIN)
public class EjbResource {
  @Inject private AdminEjb ejb;

  @GET
  @Path("admin")
  public String admin() {
    return ejb.admin();
  }

  @GET
  @Path("who")
  public String who() {
    return ejb.who();
  }

  @GET
  @Path("caller")
  public String caller() {
    return ejb.caller();
  }
}
