package io.aval.it.app;

import io.aval.IdentityRefused;
import io.aval.IdentityVerified;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what it hears of verified and refused calls. */
@ApplicationScoped
@Path("heard")
public class Ears {
  private final AtomicInteger verified = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  void verified(@Observes IdentityVerified event) {
    verified.addAndGet(event.identity().getSubject().isEmpty() ? 0 : 1);
  }

  void refused(@Observes IdentityRefused event) {
    refused.addAndGet(event.reason().getStatus() >= 400 ? 1 : 0);
  }

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String heard() {
    return verified + " " + refused;
  }
}
