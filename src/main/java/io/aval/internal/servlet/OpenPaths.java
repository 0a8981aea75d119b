package io.aval.internal.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/**
 * The endpoints of the application's own issuer: its keys are public, and minting has its own
 * rules.
 *
 * @param patterns servlet URL patterns, exact or ending in {@code /*}
 */
public record OpenPaths(List<String> patterns) {
  /** Copies the patterns. */
  public OpenPaths {
    patterns = List.copyOf(patterns);
  }

  /**
   * Whether the container itself routed the request to one of them: its own match is asked for, and
   * not the request's path, since two readings of one path are two different rules.
   */
  boolean contain(HttpServletRequest request) {
    return !patterns.isEmpty() && patterns.contains(request.getHttpServletMapping().getPattern());
  }
}
