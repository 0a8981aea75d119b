package io.aval.internal.rest;

import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.aval.UserIdentity;
import java.util.Map;

/**
 * Gives Jackson the JSON form of an identity. Named in {@code META-INF/services}, where {@code
 * ObjectMapper.findAndRegisterModules()} finds it; without Jackson it is never loaded.
 *
 * <p>Not an annotation on {@link UserIdentity}: WildFly takes JSON Binding away from an application
 * that has one in any of its jars (WFLYRS0018). And no type of jackson-core is named here, since
 * the {@code all} artifact has it under another name.
 */
public final class IdentityJacksonModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  /** Creates the module. */
  public IdentityJacksonModule() {
    super("aval");
    addSerializer(
        UserIdentity.class, new StdDelegatingSerializer(UserIdentity.class, new ToJson()));
  }

  private static final class ToJson extends StdConverter<UserIdentity, Map<String, Object>> {
    @Override
    public Map<String, Object> convert(UserIdentity identity) {
      return identity.toJson();
    }
  }
}
