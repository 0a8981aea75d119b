package io.aval.it.pages;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Fails on purpose. */
@Path("fails")
public class FailingResource {
  @GET
  public String fail() {
    throw new IllegalStateException("failed on purpose");
  }
}
