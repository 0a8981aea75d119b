package io.aval.internal.security;

import static java.util.Comparator.comparingInt;

import io.aval.UserIdentity;
import io.aval.internal.request.CallScope;
import io.aval.internal.request.Home;
import io.aval.internal.request.RoleSource;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.IdentityStore.ValidationType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the application's own identity stores for a caller's groups, as the container does for
 * callers whom it has validated itself (Jakarta Security, section 3.2.4): every bean with {@code
 * PROVIDE_GROUPS}, in the order of their priorities, and all count.
 */
public class CallerGroups implements RoleSource {
  private static final System.Logger LOG = System.getLogger(CallerGroups.class.getName());

  private final BeanManager beans;
  private final CallScope scope;
  private final Home home;
  private volatile @Nullable List<IdentityStore> stores;

  /**
   * Creates the source; looks no store up yet.
   *
   * @param beans the container, as the application sees it
   * @param scope calls the stores
   * @param home the application
   */
  public CallerGroups(BeanManager beans, CallScope scope, Home home) {
    this.beans = beans;
    this.scope = scope;
    this.home = home;
  }

  /** Whether the application has any store at all. */
  public boolean areGiven() {
    return !found().isEmpty();
  }

  private Set<Bean<?>> found() {
    return beans.getBeans(IdentityStore.class, Any.Literal.INSTANCE);
  }

  @Override
  public Set<String> rolesOf(UserIdentity token, UserIdentity caller) {
    Set<String> groups = new HashSet<>();
    try {
      CredentialValidationResult validated = validated(token, caller);
      scope.callFor(
          home,
          caller,
          () -> {
            for (IdentityStore store : stores()) {
              groups.addAll(Set.copyOf(store.getCallerGroups(validated)));
            }
            return null;
          });
      return groups;
    } catch (Exception fault) {
      throw failed(fault);
    }
  }

  /**
   * The caller as stores know one: with a name, and with an id that is the same for nobody else.
   */
  private CredentialValidationResult validated(UserIdentity token, UserIdentity caller) {
    String name = home.doorkeeper().principalName(token);
    return new CredentialValidationResult(
        token.getProvider(),
        new IdentityCallerPrincipal(name, caller),
        null,
        token.getTokenIdentifier(),
        token.getRoles());
  }

  /**
   * The stores, looked up when the first caller comes: one that asks something of a request when it
   * is made, or of a database, can be made then.
   */
  private List<IdentityStore> stores() {
    List<IdentityStore> known = stores;
    return known == null ? lookUp() : known;
  }

  private synchronized List<IdentityStore> lookUp() {
    List<IdentityStore> known = stores;
    if (known == null) {
      known =
          found().stream()
              .map(this::reference)
              .filter(store -> store.validationTypes().contains(ValidationType.PROVIDE_GROUPS))
              .sorted(comparingInt(IdentityStore::priority))
              .toList();
      this.stores = known;
    }
    return known;
  }

  private IdentityStore reference(Bean<?> bean) {
    return (IdentityStore)
        beans.getReference(bean, IdentityStore.class, beans.createCreationalContext(bean));
  }

  /**
   * Without an answer nobody can tell what the caller may do, and the call fails. What the fault
   * says is for the log: an error page may show what is thrown.
   */
  private static IllegalStateException failed(Exception fault) {
    LOG.log(
        System.Logger.Level.ERROR,
        "AVAL-204 A call fails because an IdentityStore of the application could not say which"
            + " groups its caller is in",
        fault);
    return new IllegalStateException("The caller's roles could not be found out: see AVAL-204");
  }
}
