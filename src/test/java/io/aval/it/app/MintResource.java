package io.aval.it.app;

import io.aval.issuer.IssuerUser;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TokenIssuer;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Mints in code; only an application that is an issuer has what it asks for. */
@Path("mint")
@Produces(MediaType.TEXT_PLAIN)
public class MintResource {
  private static final IssuerUser ADA = new IssuerUser("user_ada", Map.of("first_name", "Ada"));

  @Inject private Instance<TokenIssuer> issuer;

  @GET
  @Path("template")
  public String fromTemplate() {
    return issuer.get().issue("mine", ADA);
  }

  @GET
  @Path("one-off")
  public String oneOff() {
    JwtTemplate recipe = JwtTemplate.builder("one-off").claim("aud", "app").build();
    return issuer.get().issue(recipe, ADA);
  }

  @GET
  @Path("missing")
  public String missing() {
    try {
      return issuer.get().toString();
    } catch (IllegalStateException none) {
      return none.getMessage();
    }
  }
}
