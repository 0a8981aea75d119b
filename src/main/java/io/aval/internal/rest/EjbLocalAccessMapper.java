package io.aval.internal.rest;

import io.aval.internal.request.Doorkeeper;
import jakarta.ejb.AccessLocalException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/** Answers 401 or 403 where an enterprise bean refused the caller; servers would answer 500. */
final class EjbLocalAccessMapper implements ExceptionMapper<AccessLocalException> {
  private final Supplier<Doorkeeper> doorkeeper;

  EjbLocalAccessMapper(Supplier<Doorkeeper> doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public Response toResponse(AccessLocalException refused) {
    return Answers.toThrown(refused, doorkeeper.get());
  }
}
