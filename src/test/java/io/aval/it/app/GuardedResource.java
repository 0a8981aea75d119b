package io.aval.it.app;

import io.aval.Authenticated;
import io.aval.Identified;
import io.aval.RequiresScope;
import io.aval.StepUp;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Asks different things on its methods; a method without annotation asks what the class asks. */
@Path("guarded")
@Authenticated
@Produces(MediaType.TEXT_PLAIN)
public class GuardedResource {
  @Inject private GuardedBean bean;

  @GET
  @Path("class")
  public String byClass() {
    return "in";
  }

  @GET
  @Path("permitall")
  @PermitAll
  public String permitAll() {
    return "in";
  }

  @GET
  @Path("identified")
  @Identified
  public String identified() {
    return "in";
  }

  @GET
  @Path("denyall")
  @DenyAll
  public String denyAll() {
    return "in";
  }

  @GET
  @Path("admin")
  @RolesAllowed("admin")
  public String admin() {
    return "in";
  }

  @GET
  @Path("anyone")
  @RolesAllowed("**")
  public String anyone() {
    return "in";
  }

  @GET
  @Path("scope")
  @RequiresScope({"notes:read", "notes:write"})
  public String scope() {
    return "in";
  }

  @GET
  @Path("stepup")
  @StepUp(acr = "gold", maxAge = 300)
  public String stepUp() {
    return "in";
  }

  @GET
  @Path("bean/open")
  @Identified
  public String beanOpen() {
    return bean.open();
  }

  @GET
  @Path("bean/authenticated")
  @Identified
  public String beanAuthenticated() {
    return bean.authenticated();
  }

  @GET
  @Path("bean/admin")
  @Identified
  public String beanAdmin() {
    return bean.admin();
  }

  @GET
  @Path("bean/scope")
  @Identified
  public String beanScope() {
    return bean.scope();
  }

  @GET
  @Path("bean/stepup")
  @Identified
  public String beanStepUp() {
    return bean.stepUp();
  }
}
