package io.aval.it.roles;

import io.aval.Identified;
import io.aval.UserIdentity;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Asks for the roles in every way that there is, in one call. */
@Path("staff")
@Identified
public class StaffResource {
  @Inject private UserIdentity user;
  @Inject private SecurityContext container;
  @Resource private ManagedExecutorService executor;

  @GET
  @Path("roles")
  @Produces(MediaType.TEXT_PLAIN)
  public String roles(@Context jakarta.ws.rs.core.SecurityContext rest) throws Exception {
    UserIdentity captured = user.capture();
    String elsewhere =
        executor
            .submit(() -> new TreeSet<>(captured.getRoles()).toString())
            .get(10, TimeUnit.SECONDS);
    return new TreeSet<>(user.getRoles())
        + " "
        + elsewhere
        + " "
        + rest.isUserInRole("admin")
        + " "
        + container.isCallerInRole("admin");
  }

  @GET
  @Path("json")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> json() {
    return Map.of("user", user);
  }
}
