package io.aval.internal.rest;

import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.RefusalAnswer;
import jakarta.ws.rs.core.Response;

/** Turns refusals into JAX-RS responses. */
final class Answers {
  private Answers() {}

  /** The answer to a request with that method; the one to {@code HEAD} has no body. */
  static Response from(RefusalAnswer answer, String method) {
    Response.ResponseBuilder response = Response.status(answer.status());
    answer.headers().forEach(response::header);
    if (!method.equals("HEAD")) {
      response.type(answer.contentType()).entity(answer.body());
    }
    return response.build();
  }

  /** The answer from an exception mapper; there the runtime itself drops the body of a HEAD. */
  static Response from(RefusalAnswer answer) {
    return from(answer, "GET");
  }

  /** The answer to the refusal in an exception, or 500 where there is none. */
  static Response toThrown(Throwable thrown, Doorkeeper doorkeeper) {
    return doorkeeper
        .refusalIn(thrown)
        .map(refusal -> from(doorkeeper.answer(refusal)))
        .orElseGet(() -> Response.serverError().build());
  }
}
