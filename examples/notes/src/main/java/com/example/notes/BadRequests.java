package com.example.notes;

import jakarta.json.Json;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/**
 * Answers 400 to what callers send wrong. Servers do so in ways of their own; here a body that is
 * no JSON would else be a 500.
 */
public final class BadRequests {
  private BadRequests() {}

  /** The body is not the JSON that the method expects. */
  @Provider
  public static class Unreadable implements ExceptionMapper<ProcessingException> {
    @Override
    public Response toResponse(ProcessingException unreadable) {
      return answer("The body is not the JSON that this call expects.");
    }
  }

  /** It is, and a value in it breaks a rule. */
  @Provider
  public static class Invalid implements ExceptionMapper<ConstraintViolationException> {
    @Override
    public Response toResponse(ConstraintViolationException invalid) {
      return answer(
          invalid.getConstraintViolations().stream()
              .map(ConstraintViolation::getMessage)
              .sorted()
              .collect(Collectors.joining("; ")));
    }
  }

  private static Response answer(String detail) {
    return Response.status(Response.Status.BAD_REQUEST)
        .type("application/problem+json")
        .entity(
            Json.createObjectBuilder()
                .add("title", "Bad Request")
                .add("status", 400)
                .add("detail", detail)
                .build()
                .toString())
        .build();
  }
}
