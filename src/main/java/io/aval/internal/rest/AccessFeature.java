package io.aval.internal.rest;

import io.aval.internal.request.AccessRule;
import io.aval.internal.request.Doorkeeper;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.function.Supplier;

/** Puts a filter before every resource method whose annotations ask something of the caller. */
final class AccessFeature implements DynamicFeature {
  private final Supplier<Doorkeeper> doorkeeper;

  AccessFeature(Supplier<Doorkeeper> doorkeeper) {
    this.doorkeeper = doorkeeper;
  }

  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    AccessRule rule = AccessRule.of(resource.getResourceClass(), resource.getResourceMethod());
    if (!rule.isOpen()) {
      // Before the server's own check of roles, so that every server gives our answer.
      context.register(new AccessFilter(rule, doorkeeper), Priorities.AUTHORIZATION - 500);
    }
  }
}
