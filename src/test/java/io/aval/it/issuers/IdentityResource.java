package io.aval.it.issuers;

import io.aval.UserIdentity;
import io.aval.testing.issuers.IdentityFacts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Answers with all that the caller's identity says. */
@Path("identity")
@RequestScoped
public class IdentityResource {
  @Inject private UserIdentity user;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String facts(@QueryParam("claim") List<String> claims) {
    return user.isAnonymous() ? "{}" : IdentityFacts.of(user, claims).toString();
  }
}
