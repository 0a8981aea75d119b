package io.aval.internal.rest;

import jakarta.json.bind.Jsonb;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.ContextResolver;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Puts {@link IdentityJsonb} in its place where Jersey would not ask it.
 *
 * <p>Payara has a resolver of its own. It hands on to the application's resolvers, which it
 * collects before ours is there, and being the one for {@code application/json} it is more specific
 * than ours. So ours is registered once more, for {@code application/json} and before Payara's,
 * unless the application has a resolver: that one is the application's decision.
 */
@Produces(MediaType.APPLICATION_JSON)
final class JerseyJsonb implements ContextResolver<Jsonb> {
  /** Before Payara's, which has 2000: among resolvers Jersey asks the greatest number first. */
  static final int PRIORITY = 9000;

  private final IdentityJsonb jsonb;

  JerseyJsonb(IdentityJsonb jsonb) {
    this.jsonb = jsonb;
  }

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb.getContext(type);
  }

  static boolean isNeeded(Configuration configuration) {
    return configuration.getClass().getName().startsWith("org.glassfish.jersey.")
        && Stream.concat(
                configuration.getClasses().stream(),
                configuration.getInstances().stream().map(Object::getClass))
            .filter(type -> !type.getName().startsWith("org.glassfish."))
            .noneMatch(JerseyJsonb::resolvesJsonb);
  }

  private static boolean resolvesJsonb(Class<?> type) {
    return ContextResolver.class.isAssignableFrom(type)
        && Stream.<Class<?>>iterate(type, c -> c != null, Class::getSuperclass)
            .flatMap(c -> Arrays.stream(c.getGenericInterfaces()))
            .anyMatch(JerseyJsonb::isResolverOfJsonb);
  }

  private static boolean isResolverOfJsonb(Type implemented) {
    return implemented instanceof ParameterizedType parameterized
        && parameterized.getRawType() == ContextResolver.class
        && parameterized.getActualTypeArguments()[0] == Jsonb.class;
  }
}
