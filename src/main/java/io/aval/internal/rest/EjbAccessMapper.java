package io.aval.internal.rest;

import io.aval.internal.request.Doorkeeper;
import jakarta.ejb.EJBAccessException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/** Answers 401 or 403 where an enterprise bean refused the caller; servers would answer 500. */
final class EjbAccessMapper implements ExceptionMapper<EJBAccessException> {
  private final Supplier<Doorkeeper> doorkeeper;

  EjbAccessMapper(Supplier<Doorkeeper> doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public Response toResponse(EJBAccessException refused) {
    return Answers.toThrown(refused, doorkeeper.get());
  }
}
