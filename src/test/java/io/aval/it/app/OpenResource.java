package io.aval.it.app;

import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks nothing of its callers. */
@Path("open")
@RequestScoped
public class OpenResource {
  @Inject private UserIdentity user;
  @Inject private IdentityProvider identities;
  @Resource private ManagedExecutorService executor;

  @GET
  @Path("who")
  @Produces(MediaType.TEXT_PLAIN)
  public String who(@Context SecurityContext security) {
    String principal =
        security.getUserPrincipal() == null ? "-" : security.getUserPrincipal().getName();
    return user.isAnonymous()
        ? "nobody"
        : user.getTokenIdentifier() + " " + principal + " " + security.isUserInRole("admin");
  }

  @POST
  @Path("who")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.TEXT_PLAIN)
  public String change(String body) {
    return user.isAnonymous() ? "nobody" : user.getTokenIdentifier();
  }

  @GET
  @Path("required")
  @Produces(MediaType.TEXT_PLAIN)
  public String required() {
    return identities.requireUserIdentity().getSubject();
  }

  @GET
  @Path("subject")
  @Produces(MediaType.TEXT_PLAIN)
  public String subject() {
    return user.getSubject();
  }

  @GET
  @Path("stage")
  @Produces(MediaType.TEXT_PLAIN)
  public CompletionStage<String> stage() {
    UserIdentity captured = user.capture();
    return CompletableFuture.supplyAsync(
        () -> captured.isAnonymous() ? "nobody" : captured.getSubject(), executor);
  }

  @GET
  @Path("suspended")
  @Produces(MediaType.TEXT_PLAIN)
  public void suspended(@Suspended AsyncResponse response) {
    UserIdentity captured = user.capture();
    executor.execute(
        () -> response.resume(captured.isAnonymous() ? "nobody" : captured.getSubject()));
  }

  @GET
  @Path("json/injected")
  @Produces(MediaType.APPLICATION_JSON)
  public UserIdentity injected() {
    return user;
  }

  @GET
  @Path("json/value")
  @Produces(MediaType.APPLICATION_JSON)
  public UserIdentity value() {
    return identities.requireUserIdentity();
  }

  @GET
  @Path("json/response")
  @Produces(MediaType.APPLICATION_JSON)
  public Response response() {
    return Response.ok(user).build();
  }

  @GET
  @Path("json/optional")
  @Produces(MediaType.APPLICATION_JSON)
  public Optional<UserIdentity> optional() {
    return identities.getUserIdentity();
  }

  @GET
  @Path("json/list")
  @Produces(MediaType.APPLICATION_JSON)
  public List<UserIdentity> list() {
    return List.of(user, user.capture());
  }

  @GET
  @Path("json/map")
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("user", user);
    return map;
  }

  @GET
  @Path("json/record")
  @Produces(MediaType.APPLICATION_JSON)
  public Holder record() {
    return new Holder(user);
  }

  @GET
  @Path("json/bean")
  @Produces(MediaType.APPLICATION_JSON)
  public Bean bean() {
    Bean bean = new Bean();
    bean.setUser(user.capture());
    return bean;
  }

  /** An identity inside a record. */
  public record Holder(UserIdentity user) {}

  /** An identity inside a bean. */
  public static class Bean {
    private UserIdentity user;

    public UserIdentity getUser() {
      return user;
    }

    public void setUser(UserIdentity user) {
      this.user = user;
    }
  }
}
