package io.aval.it.restclient;

import io.aval.client.BearerAuth;
import io.aval.client.CallerTokenSource;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Asks another application who the caller is, by an interface of that application. */
@Path("rest-client")
@RequestScoped
public class RestClientResource {
  @Inject private CallerTokenSource caller;

  @GET
  @Produces(MediaType.TEXT_PLAIN)
  public String ask(@QueryParam("to") URI to, @QueryParam("trust") String origin) throws Exception {
    try (WhoClient client =
        RestClientBuilder.newBuilder()
            .baseUri(to)
            .register(BearerAuth.of(caller, origin))
            .build(WhoClient.class)) {
      return client.who();
    }
  }
}
