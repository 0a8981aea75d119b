package io.aval.internal.issuer;

import io.aval.issuer.IssuerSession;
import io.aval.issuer.IssuerUser;
import io.aval.issuer.UserDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The users of one issuer: those of the application's own directory, else the demo users, else
 * whoever the container has signed in, of whom nothing is known but the name.
 */
public final class IssuerUsers implements UserDirectory {
  private final Supplier<Optional<UserDirectory>> application;
  private final @Nullable DemoUsers demo;

  /**
   * Makes the directory.
   *
   * @param application the application's own, known when its beans are
   * @param demo the demo users, if there are any
   */
  IssuerUsers(Supplier<Optional<UserDirectory>> application, @Nullable DemoUsers demo) {
    this.application = application;
    this.demo = demo;
  }

  /** Where users are looked up; empty: nowhere, and only the container knows them. */
  Optional<UserDirectory> directory() {
    return application.get().or(this::demo);
  }

  /** The session of somebody whom the container has signed in. */
  Optional<IssuerSession> signedIn(String username) {
    return directory()
        .map(known -> known.session(username))
        .orElseGet(() -> Optional.of(IssuerSession.of(onlyNamed(username))));
  }

  private static IssuerUser onlyNamed(String username) {
    return new IssuerUser(username, Map.of("username", username));
  }

  /** The demo users' sessions, which are open to everybody on this machine. */
  public Optional<UserDirectory> demo() {
    return Optional.ofNullable(demo);
  }

  @Override
  public Optional<IssuerUser> find(String username) {
    return directory().flatMap(known -> known.find(username));
  }

  @Override
  public Optional<IssuerSession> session(String username) {
    return directory().flatMap(known -> known.session(username));
  }

  @Override
  public List<String> usernames(String beginning, int most) {
    return directory().map(known -> known.usernames(beginning, most)).orElse(List.of());
  }
}
