package io.aval.internal.issuer;

import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Demo users from a JSON file, whose form {@link DemoFile} knows. Immutable. */
final class DemoUsers implements UserDirectory {
  private final Map<String, IssuerSession> byUsername;

  private DemoUsers(Map<String, IssuerSession> byUsername) {
    this.byUsername = Map.copyOf(byUsername);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException when it is out of shape, saying what and where
   */
  static DemoUsers read(InputStream file) {
    try (JsonReader reader = Json.createReader(file)) {
      return new DemoUsers(DemoFile.of(reader.readValue()).sessions());
    } catch (JsonException | IllegalStateException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(
          "every user is an object that has at least the texts id and username; an organization"
              + " has id and name, a membership has organization and role",
          e);
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
