package io.aval.internal.rest;

import io.aval.IdentityException;
import io.aval.internal.request.Doorkeeper;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/** Answers a refusal that a resource threw, or something that it called. */
final class RefusalMapper implements ExceptionMapper<IdentityException> {
  private final Supplier<Doorkeeper> doorkeeper;

  RefusalMapper(Supplier<Doorkeeper> doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public Response toResponse(IdentityException refusal) {
    return Answers.from(doorkeeper.get().answer(refusal));
  }
}
