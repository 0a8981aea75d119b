package io.aval.client;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.JerseyClientBuilder;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;
import org.glassfish.jersey.message.GZipEncoder;
import org.jboss.resteasy.client.jaxrs.ResteasyClientBuilder;
import org.jboss.resteasy.client.jaxrs.engines.URLConnectionEngine;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.jboss.resteasy.plugins.interceptors.GZIPDecodingInterceptor;

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

  /** Reads answers that are packed. */
  Object unpacking() {
    return this == JERSEY ? new GZipEncoder() : new GZIPDecodingInterceptor(10_000);
  }

  /** Jersey's over the JDK's client, which decides on redirects once for all calls. */
  static ClientBuilder jerseyOverTheJdk() {
    ClientConfig config = new ClientConfig();
    return new JerseyClientBuilder()
        .withConfig(config.connectorProvider(new JavaNetHttpConnectorProvider()));
  }

  /** RESTEasy's over the JDK's URL connections: it follows, and says that it does not. */
  static Client restEasyOverUrlConnections(Object part) {
    ResteasyClientBuilder builder = new ResteasyClientBuilderImpl();
    return builder.httpEngine(new URLConnectionEngine()).register(part).build();
  }

  /** RESTEasy's that follows redirects. */
  static Client followingRedirects(Object part) {
    ResteasyClientBuilder builder = new ResteasyClientBuilderImpl();
    return builder.setFollowRedirects(true).register(part).build();
  }
}
