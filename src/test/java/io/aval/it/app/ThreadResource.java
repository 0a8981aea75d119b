package io.aval.it.app;

import io.aval.UserIdentity;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Asks the injected identity on other threads, and who calls by the API of JAX-RS. */
@Path("threads")
@Produces(MediaType.TEXT_PLAIN)
public class ThreadResource {
  @Inject private UserIdentity user;
  @Resource private ManagedExecutorService executor;

  /** On a thread to which the container takes the caller along, where it knows one. */
  @GET
  @Path("managed")
  public String managed() throws InterruptedException, ExecutionException {
    return executor.submit(this::subject).get();
  }

  /** On a thread of nobody's. */
  @GET
  @Path("foreign")
  public String foreign() throws InterruptedException, ExecutionException {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread thread = new Thread(() -> said.complete(subject()));
    thread.start();
    thread.join();
    return said.get();
  }

  private String subject() {
    try {
      return user.getSubject();
    } catch (IllegalStateException noCall) {
      return "none: " + noCall.getMessage();
    }
  }

  @GET
  @Path("facts")
  public String facts(@Context SecurityContext security) {
    String principal =
        security.getUserPrincipal() == null ? null : security.getUserPrincipal().getName();
    return security.getAuthenticationScheme()
        + " "
        + principal
        + " "
        + security.isUserInRole("admin")
        + " "
        + security.isUserInRole("other");
  }

  @GET
  @Path("ping")
  public String ping() {
    return "pong";
  }
}
