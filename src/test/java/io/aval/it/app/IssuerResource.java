package io.aval.it.app;

import io.aval.issuer.IssuerUser;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import jakarta.annotation.Resource;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.stream.Collectors;

/** Edits templates and rotates keys; only an application that is an issuer has what it asks for. */
@Path("issuer")
@Produces(MediaType.TEXT_PLAIN)
public class IssuerResource {
  private static final IssuerUser ADA = new IssuerUser("user_ada", Map.of("first_name", "Ada"));

  @Inject private Instance<TokenIssuer> issuer;
  @Inject private Instance<SigningKeys> keys;
  @Inject private Instance<TemplateStore> templates;
  @Resource private UserTransaction transaction;

  @GET
  @Path("templates")
  public String templates() {
    return templates.get().list().stream()
        .map(stored -> stored.template().name())
        .collect(Collectors.joining(" "));
  }

  @GET
  @Path("create/{name}")
  public String create(@PathParam("name") String name) {
    JwtTemplate template = JwtTemplate.builder(name).claim("aud", "app").build();
    return templates.get().create(template).id();
  }

  /** Each key's id and state, the oldest first. */
  @GET
  @Path("keys")
  public String keys() {
    return keys.get().list().stream()
        .map(key -> key.kid() + " " + key.state())
        .collect(Collectors.joining("\n"));
  }

  /** The key that signs next, or already. */
  @GET
  @Path("rotate")
  public String rotate() {
    return keys.get().rotate().kid();
  }

  /** Makes a template in a transaction that is rolled back, and mints when it can only do that. */
  @GET
  @Path("rolled-back/{name}")
  public String rolledBack(@PathParam("name") String name)
      throws SystemException, NotSupportedException {
    transaction.begin();
    try {
      create(name);
      int between = transaction.getStatus();
      transaction.setRollbackOnly();
      String token = issuer.get().issue(name, ADA);
      return (between == Status.STATUS_ACTIVE)
          + " "
          + (transaction.getStatus() == Status.STATUS_MARKED_ROLLBACK)
          + " "
          + token;
    } finally {
      transaction.rollback();
    }
  }
}
