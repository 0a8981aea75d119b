package io.aval.it.app;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** What is asked of callers stands on a generic interface and a generic superclass. */
public final class GenericResource {
  private GenericResource() {}

  /** Its method has the parameter {@code Object} when types are erased. */
  public interface Crud<T> {
    @RolesAllowed("admin")
    String save(T what);
  }

  /** As the interface. */
  public abstract static class Base<T> {
    @DenyAll
    public abstract String drop(T what);

    public abstract String open(T what);
  }

  /** Annotated with paths alone. */
  @Path("generic")
  public static class Notes extends Base<String> implements Crud<String> {
    @Override
    @GET
    @Path("save")
    public String save(@QueryParam("what") String what) {
      return "in";
    }

    @Override
    @GET
    @Path("drop")
    public String drop(@QueryParam("what") String what) {
      return "in";
    }

    @Override
    @GET
    @Path("open")
    public String open(@QueryParam("what") String what) {
      return "in";
    }
  }
}
