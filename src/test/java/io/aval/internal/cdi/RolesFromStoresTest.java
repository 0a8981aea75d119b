package io.aval.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.IdentityProvider;
import io.aval.UserIdentity;
import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.IdentityConfig;
import io.aval.internal.request.CallHolder;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.Home;
import io.aval.internal.request.Reception;
import io.aval.testing.TestIssuer;
import io.aval.testing.TestTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Roles from an application's identity stores, in a real CDI container. */
final class RolesFromStoresTest {
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final String SUBJECT = ISSUER.issuer() + "|user-1";

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  /** What the stores were asked, in this order. */
  @ApplicationScoped
  static class Journal {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void note(String line) {
      lines.add(line);
    }

    List<String> lines() {
      return lines;
    }
  }

  private static Set<IdentityStore.ValidationType> groupsOnly() {
    return EnumSet.of(IdentityStore.ValidationType.PROVIDE_GROUPS);
  }

  @ApplicationScoped
  static class Second implements IdentityStore {
    private final Journal journal;

    @Inject
    Second(Journal journal) {
      this.journal = journal;
    }

    Second() {
      this(new Journal());
    }

    @Override
    public int priority() {
      return 20;
    }

    @Override
    public Set<ValidationType> validationTypes() {
      return groupsOnly();
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult caller) {
      journal.note("second");
      return Set.of("admin", "reader");
    }
  }

  /** Lives as long as a request, and looks at whoever is calling. */
  @RequestScoped
  static class First implements IdentityStore {
    private final Journal journal;
    private final UserIdentity user;

    @Inject
    First(Journal journal, UserIdentity user) {
      this.journal = journal;
      this.user = user;
    }

    First() {
      this(new Journal(), null);
    }

    @Override
    public int priority() {
      return 10;
    }

    @Override
    public Set<ValidationType> validationTypes() {
      return groupsOnly();
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult caller) {
      journal.note(
          "first "
              + caller.getIdentityStoreId()
              + " "
              + caller.getStatus()
              + " "
              + caller.getCallerPrincipal().getName()
              + " "
              + caller.getCallerUniqueId()
              + " "
              + caller.getCallerGroups()
              + " as "
              + user.getSubject()
              + " "
              + user.getRoles());
      return Set.of("boss");
    }
  }

  /** Has no groups for anybody else's callers. */
  @Dependent
  static class Passwords implements IdentityStore {
    @Override
    public Set<ValidationType> validationTypes() {
      return EnumSet.of(ValidationType.VALIDATE);
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
      throw new AssertionError("Aval's tokens are no credentials of this application");
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult caller) {
      throw new AssertionError("validates, and provides no groups");
    }
  }

  @ApplicationScoped
  static class Broken implements IdentityStore {
    @Override
    public Set<ValidationType> validationTypes() {
      return groupsOnly();
    }

    @Override
    public Set<String> getCallerGroups(CredentialValidationResult caller) {
      throw new IllegalArgumentException("password of the database");
    }
  }

  /** Answers with what no set of groups may have. */
  @ApplicationScoped
  static class Nothing extends Broken {
    @Override
    @SuppressWarnings("ReturnsNullCollection")
    public Set<String> getCallerGroups(CredentialValidationResult caller) {
      return null;
    }
  }

  /**
   * An application that is up.
   *
   * @param weld its beans
   * @param core its issuers
   */
  private record App(WeldContainer weld, Core core) implements AutoCloseable {
    static App start(Map<String, String> more, Class<?>... beans) {
      Weld weld = new Weld().disableDiscovery().addBeanClasses(beans).addBeanClass(Journal.class);
      WeldContainer container = weld.addExtension(new IdentityExtension()).initialize();
      var keys = new java.util.HashMap<>(more);
      keys.put("aval.providers.main.domain", ISSUER.issuer());
      keys.put("aval.providers.main.application-id", "app");
      keys.put("aval.providers.main.roles-claims", "roles");
      keys.put("aval.providers.main.allowed-roles", "reader");
      IdentityConfig config = ConfigReader.read(ConfigSource.of("test", keys)).config();
      Clock clock = Clock.systemUTC();
      Core core = Core.open(config, RolesFromStoresTest.class.getClassLoader(), clock);
      CdiSurroundings surroundings = new CdiSurroundings();
      Doorkeeper doorkeeper = new Doorkeeper(config, core::verify, surroundings, clock);
      ClassLoader application = RolesFromStoresTest.class.getClassLoader();
      container.select(Reception.class).get().open(application, doorkeeper);
      surroundings.connect(doorkeeper);
      core.roles().connect(new Home(application, doorkeeper));
      return new App(container, core);
    }

    UserIdentity verify(String token) {
      return weld.select(IdentityProvider.class).get().verify(token);
    }

    List<String> asked() {
      return weld.select(Journal.class).get().lines();
    }

    @Override
    public void close() {
      core.close();
      weld.close();
    }
  }

  private static String token() {
    return TestTokens.valid(ISSUER.issuer(), ISSUER.current(), Instant.now())
        .claim("roles", List.of("reader", "admin"))
        .claim("email", "ann@example.com")
        .sign();
  }

  @Test
  void uniteWithTheTokensInTheOrderOfPriorities() {
    try (App app = App.start(Map.of(), Second.class, First.class, Passwords.class)) {
      UserIdentity user = app.verify(token());
      assertThat(app.asked()).as("nobody has asked for roles").isEmpty();
      assertThat(user.getRoles()).containsExactlyInAnyOrder("reader", "boss", "admin");
      assertThat(app.asked())
          .containsExactly(
              "first main VALID " + SUBJECT + " " + SUBJECT + " [reader] as user-1 [reader]",
              "second");
    }
  }

  @Test
  void areAskedForAgainInTheNextCallAlthoughTheTokenIsRemembered() {
    try (App app = App.start(Map.of(), Second.class)) {
      String token = token();
      for (int call = 1; call <= 3; call++) {
        assertThat(app.verify(token).getRoles()).contains("admin");
        assertThat(app.asked()).hasSize(call);
      }
    }
  }

  @Test
  void areAskedForUnderTheConfiguredNameAndAlwaysWithTheTokenIdentifier() {
    try (App app = App.start(Map.of("aval.principal-name", "email"), First.class)) {
      app.verify(token()).getRoles();
      assertThat(app.asked().get(0))
          .startsWith("first main VALID ann@example.com " + SUBJECT + " ");
    }
  }

  @Test
  void areAskedForInTheNameOfWhomItIsAboutWhoeverIsCalling() {
    try (App app = App.start(Map.of(), First.class)) {
      RequestContextController request = app.weld.select(RequestContextController.class).get();
      request.activate();
      CallHolder call = app.weld.select(CallHolder.class).get();
      UserIdentity injected = app.weld.select(UserIdentity.class).get();
      assertThat(app.verify(token()).getRoles()).contains("boss");
      assertThat(app.asked().get(0)).endsWith(" as user-1 [reader]");
      assertThat(injected.isAnonymous()).as("the caller is nobody, as before").isTrue();
      assertThat(call.verdict().verified()).isEmpty();
      assertThat(injected.getRoles()).isEmpty();
      assertThat(app.asked()).as("nobody has no roles to ask for").hasSize(1);
      request.deactivate();
    }
  }

  @Test
  void failTheCallWhereAStoreFails() {
    for (Class<?> store : List.of(Broken.class, Nothing.class)) {
      try (App app = App.start(Map.of(), Second.class, store)) {
        UserIdentity user = app.verify(token());
        assertThat(user.getSubject()).isEqualTo("user-1");
        assertThatThrownBy(user::getRoles)
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("The caller's roles could not be found out: see AVAL-204")
            .hasNoCause();
        assertThatThrownBy(user::capture).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void areTheTokensAloneWhereNoStoreGivesAny() {
    try (App app = App.start(Map.of())) {
      assertThat(app.verify(token()).getRoles()).containsExactly("reader");
    }
    try (App app = App.start(Map.of(), Passwords.class)) {
      assertThat(app.verify(token()).getRoles()).containsExactly("reader");
    }
  }
}
