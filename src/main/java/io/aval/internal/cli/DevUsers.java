package io.aval.internal.cli;

import io.aval.internal.issuer.DemoUsers;
import io.aval.issuer.IssuerException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The users of a developer: those of a file, else those of the project, else two that are built in.
 *
 * @param users the users
 * @param origin where they come from, in words
 */
record DevUsers(DemoUsers users, String origin) {
  private static final String FILE = "demo-users.json";
  private static final int MOST_SHOWN = 20;

  private static final String BUILT_IN =
      """
      [
        {"id": "user_ada", "username": "ada", "first_name": "Ada", "last_name": "Lovelace",
         "primary_email_address": "ada@example.com", "email_verified": true,
         "image_url": "https://example.com/ada.png",
         "created_at": 1700000000, "updated_at": 1760000000},
        {"id": "user_grace", "username": "grace", "first_name": "Grace", "last_name": "Hopper",
         "primary_email_address": "grace@example.com", "email_verified": true,
         "primary_phone_number": "+12025550100", "phone_number_verified": false,
         "created_at": 1700000000, "updated_at": 1760000000}
      ]
      """;

  /**
   * Finds them.
   *
   * @param file what somebody named; null: nothing
   * @param webInf the project's {@code WEB-INF}
   * @throws Trouble when the file cannot be used
   */
  static DevUsers find(@Nullable Path file, Path webInf) throws Trouble {
    Path ofProject = webInf.resolve(FILE);
    if (file != null) {
      return read(file);
    }
    return Files.isRegularFile(ofProject) ? read(ofProject) : builtIn();
  }

  private static DevUsers read(Path file) throws Trouble {
    try (InputStream in = Files.newInputStream(file)) {
      return new DevUsers(DemoUsers.read(in), file.toString());
    } catch (IOException | IllegalArgumentException | IssuerException fault) {
      throw new Trouble("The users cannot be read from " + file + ": " + fault.getMessage());
    }
  }

  private static DevUsers builtIn() throws Trouble {
    byte[] json = BUILT_IN.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = new ByteArrayInputStream(json)) {
      return new DevUsers(DemoUsers.read(in), "built in");
    } catch (IOException impossible) {
      throw new Trouble(String.valueOf(impossible.getMessage()));
    }
  }

  /** Some of their names, for people. */
  String names() {
    return String.join(", ", users.usernames("", MOST_SHOWN));
  }

  /**
   * The first of them.
   *
   * @throws Trouble when there is none
   */
  String first() throws Trouble {
    return users.usernames("", 1).stream()
        .findFirst()
        .orElseThrow(() -> new Trouble("There are no users in " + origin + "."));
  }
}
