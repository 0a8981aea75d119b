package io.aval.it.relay;

import io.aval.client.BearerAuth;
import io.aval.client.CallerTokenSource;
import io.aval.client.TokenSource;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.concurrent.ExecutionException;

/** Asks another application who the caller is, with the caller's own token. */
@Path("relay")
@RequestScoped
public class RelayResource {
  @Inject private CallerTokenSource caller;
  @Resource private ManagedExecutorService executor;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String now(@QueryParam("to") URI to, @QueryParam("trust") String origin) {
    return ask(to, caller, origin);
  }

  /** On another thread, with the token taken along. */
  @GET
  @Path("later")
  @Produces(MediaType.TEXT_PLAIN)
  public String later(@QueryParam("to") URI to, @QueryParam("trust") String origin)
      throws ExecutionException, InterruptedException {
    TokenSource captured = caller.capture();
    return executor.submit(() -> ask(to, captured, origin)).get();
  }

  /** On another thread, with nothing taken along. */
  @GET
  @Path("lost")
  @Produces(MediaType.TEXT_PLAIN)
  public String lost() throws InterruptedException {
    try {
      return executor.submit(() -> caller.getToken().isPresent() ? "a token" : "none").get();
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause());
    }
  }

  @GET
  @Path("text")
  @Produces(MediaType.TEXT_PLAIN)
  public String text() {
    return String.valueOf(caller) + caller.capture();
  }

  private static String ask(URI to, TokenSource token, String origin) {
    try (Client client = ClientBuilder.newClient().register(BearerAuth.of(token, origin))) {
      return client.target(to).request(MediaType.TEXT_PLAIN).get(String.class);
    }
  }
}
