package io.aval.it.app;

import io.aval.Authenticated;
import io.aval.RequiresScope;
import io.aval.StepUp;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Annotations on classes, and methods that say otherwise. */
public final class ClassRules {
  private ClassRules() {}

  /** For administrators. */
  @Path("rules/roles")
  @RolesAllowed("admin")
  public static class Roles {
    @GET
    @Path("class")
    public String byClass() {
      return "in";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
      return "in";
    }

    @GET
    @Path("denied")
    @DenyAll
    public String denied() {
      return "in";
    }

    @GET
    @Path("anyone")
    @Authenticated
    public String anyone() {
      return "in";
    }

    @GET
    @Path("scope")
    @RequiresScope("notes:read")
    public String scope() {
      return "in";
    }
  }

  /** For nobody. */
  @Path("rules/denied")
  @DenyAll
  public static class Denied {
    @GET
    @Path("class")
    public String byClass() {
      return "in";
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
      return "in";
    }
  }

  /** For everybody. */
  @Path("rules/permitted")
  @PermitAll
  public static class Permitted {
    @GET
    @Path("class")
    public String byClass() {
      return "in";
    }

    @GET
    @Path("admin")
    @RolesAllowed("admin")
    public String admin() {
      return "in";
    }
  }

  /** For who has a scope. */
  @Path("rules/scope")
  @RequiresScope("notes:read")
  public static class Scope {
    @GET
    @Path("class")
    public String byClass() {
      return "in";
    }

    @GET
    @Path("other")
    @RequiresScope("notes:delete")
    public String other() {
      return "in";
    }

    @GET
    @Path("open")
    @PermitAll
    public String open() {
      return "in";
    }
  }

  /** For who has signed in well. */
  @Path("rules/stepup")
  @StepUp(acr = "gold")
  public static class Strong {
    @GET
    @Path("class")
    public String byClass() {
      return "in";
    }

    @GET
    @Path("fresh")
    @StepUp(maxAge = 10)
    public String fresh() {
      return "in";
    }
  }

  /** Leads to the beans. */
  @Path("rules/bean")
  public static class Beans {
    @Inject private RolesBean roles;
    @Inject private StrongBean strong;
    @Inject private DeniedBean denied;

    @GET
    @Path("{which}")
    public String ask(@PathParam("which") String which) {
      return switch (which) {
        case "roles" -> roles.byClass();
        case "open" -> roles.open();
        case "denied" -> roles.denied();
        case "stepup" -> strong.byClass();
        case "denied-class" -> denied.byClass();
        default -> denied.open();
      };
    }
  }

  /** For administrators. */
  @ApplicationScoped
  @RolesAllowed("admin")
  public static class RolesBean {
    public String byClass() {
      return "in";
    }

    @PermitAll
    public String open() {
      return "in";
    }

    @DenyAll
    public String denied() {
      return "in";
    }
  }

  /** For who has signed in well. */
  @ApplicationScoped
  @StepUp(acr = "gold")
  public static class StrongBean {
    public String byClass() {
      return "in";
    }
  }

  /** For nobody. */
  @ApplicationScoped
  @DenyAll
  public static class DeniedBean {
    public String byClass() {
      return "in";
    }

    @PermitAll
    public String open() {
      return "in";
    }
  }
}
