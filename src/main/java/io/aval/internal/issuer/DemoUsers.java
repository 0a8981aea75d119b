package io.aval.internal.issuer;

import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Demo users from a JSON file, whose form {@link DemoFile} knows. Immutable. */
public final class DemoUsers implements UserDirectory {
  private static final int LARGEST = 4 << 20;
  private static final int DEEPEST = 32;
  private static final int MOST_MEMBERS = 200_000;

  /** A file may be an array, and only objects are read: it becomes the one member of one. */
  private static final String FILE = "file";

  private final Map<String, IssuerSession> byUsername;

  private DemoUsers(Map<String, IssuerSession> byUsername) {
    this.byUsername = Map.copyOf(byUsername);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it is out of shape, saying what and where
   * @throws IOException when it cannot be read
   */
  public static DemoUsers read(InputStream file) throws IOException {
    byte[] bytes = file.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw new IllegalArgumentException("it is larger than " + LARGEST + " bytes");
    }
    return new DemoUsers(DemoFile.of(json(bytes)).sessions());
  }

  private static @Nullable Object json(byte[] bytes) {
    ByteArrayOutputStream object = new ByteArrayOutputStream(bytes.length + 16);
    object.writeBytes(("{\"" + FILE + "\":").getBytes(StandardCharsets.UTF_8));
    object.writeBytes(bytes);
    object.write('}');
    try {
      Map<String, @Nullable Object> read =
          StrictJson.read(object.toByteArray(), DEEPEST, MOST_MEMBERS);
      if (read.size() == 1) {
        return read.get(FILE);
      }
      throw new IllegalArgumentException("it is not JSON");
    } catch (MalformedJson fault) {
      throw new IllegalArgumentException("it " + fault.getMessage(), fault);
    }
  }

  @Override
  public Optional<IssuerUser> find(String username) {
    return session(username).map(IssuerSession::user);
  }

  @Override
  public Optional<IssuerSession> session(String username) {
    return Optional.ofNullable(byUsername.get(username));
  }

  @Override
  public List<String> usernames(String beginning, int most) {
    return byUsername.keySet().stream()
        .filter(name -> name.startsWith(beginning))
        .sorted()
        .limit(most)
        .toList();
  }
}
