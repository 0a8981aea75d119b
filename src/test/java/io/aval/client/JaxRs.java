package io.aval.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.jboss.resteasy.client.jaxrs.ResteasyClientBuilder;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;

/** The JAX-RS clients that servers bring. */
enum JaxRs {
  /** Of Payara and GlassFish; follows redirects unless told. */
  JERSEY,
  /** Of WildFly and Open Liberty; follows no redirects unless told. */
  RESTEASY;

  ClientBuilder builder() {
    return this == JERSEY ? new JerseyClientBuilder() : new ResteasyClientBuilderImpl();
  }

  Client with(Object... parts) {
    ClientBuilder builder = builder();
    for (Object part : parts) {
      builder.register(part);
    }
    return builder.build();
  }

  /** RESTEasy's that follows redirects. */
  static Client followingRedirects(Object part) {
    ResteasyClientBuilder builder = new ResteasyClientBuilderImpl();
    return builder.setFollowRedirects(true).register(part).build();
  }
}
