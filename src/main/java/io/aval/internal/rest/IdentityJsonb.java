package io.aval.internal.rest;

import io.aval.UserIdentity;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.serializer.JsonbSerializer;
import jakarta.json.bind.serializer.SerializationContext;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.ext.ContextResolver;

/**
 * Gives JSON Binding the JSON form of an identity that stands inside another object.
 *
 * <p>A serializer named by an annotation would not do: JSON-B does not look for annotations of the
 * interface behind a client proxy. An application's own {@code ContextResolver<Jsonb>} goes before
 * this one, and then has to add the serializer by itself.
 */
final class IdentityJsonb implements ContextResolver<Jsonb> {
  /** Behind whatever the application registers, which has 5000 unless it says otherwise. */
  static final int PRIORITY = 9000;

  private final Jsonb jsonb =
      JsonbBuilder.create(new JsonbConfig().withSerializers(new IdentitySerializer()));

  @Override
  public Jsonb getContext(Class<?> type) {
    return jsonb;
  }

  /**
   * Writes an identity, proxy or value. Public for JSON-B, which may make another by reflection.
   */
  public static final class IdentitySerializer implements JsonbSerializer<UserIdentity> {
    @Override
    public void serialize(
        UserIdentity identity, JsonGenerator generator, SerializationContext context) {
      IdentityJson.write(identity, generator);
    }
  }
}
