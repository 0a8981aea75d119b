package io.aval.internal.rest;

import io.aval.internal.request.ApplicationBeans;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Reception;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.function.Supplier;

/**
 * Opens the JAX-RS door of every application in the WAR. Named in {@code META-INF/services}, where
 * Jakarta REST 3.1 finds it whether or not the application lists its classes.
 */
public final class IdentityFeature implements Feature {

  /** Creates the feature; called by the JAX-RS runtime. */
  public IdentityFeature() {}

  @Override
  public boolean configure(FeatureContext context) {
    Configuration known = context.getConfiguration();
    // Jersey offers the feature to each client as well, in programs without CDI too.
    boolean client = known.getRuntimeType() == RuntimeType.CLIENT;
    if (client || known.isRegistered(VerdictFilter.class)) {
      return false;
    }
    Reception reception = ApplicationBeans.all().select(Reception.class).get();
    reception.ofCurrentThread().ifPresent(Doorkeeper::restDoorIsOpen);
    // Not resolved before the first call: without our initializer that is where it must fail.
    Supplier<Doorkeeper> doorkeeper = reception::atDoor;
    context.register(new VerdictFilter(doorkeeper));
    context.register(new AccessFeature(doorkeeper));
    context.register(new RefusalMapper(doorkeeper));
    context.register(new EjbAccessMapper(doorkeeper));
    context.register(new EjbLocalAccessMapper(doorkeeper));
    context.register(new IdentityWriter());
    context.register(new OptionalIdentityWriter());
    boolean behindPayaras = JerseyJsonb.isNeeded(known);
    IdentityJsonb jsonb = new IdentityJsonb();
    context.register(jsonb, IdentityJsonb.PRIORITY);
    if (behindPayaras) {
      context.register(new JerseyJsonb(jsonb), JerseyJsonb.PRIORITY);
    }
    return true;
  }
}
