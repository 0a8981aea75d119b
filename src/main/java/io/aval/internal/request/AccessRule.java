package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RequiresScope;
import io.aval.StepUp;
import io.aval.UserIdentity;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations on a method and its class ask of a caller. Immutable.
 *
 * <p>There are three questions: who may enter, with which scopes, and how freshly authenticated.
 * For each the method's annotation beats the class's; a method that is opened with
 * {@code @PermitAll} or {@code @Identified} asks nothing at all.
 */
public final class AccessRule {
  /** Among the data of an intercepted call: that a door has checked the caller. */
  public static final String CHECKED = "io.aval.checked";

  private static final AccessRule NONE = new AccessRule(Entry.open(), null, null);

  private final Entry entry;
  private final @Nullable RequiresScope scope;
  private final @Nullable StepUp stepUp;

  private AccessRule(Entry entry, @Nullable RequiresScope scope, @Nullable StepUp stepUp) {
    this.entry = entry;
    this.scope = scope;
    this.stepUp = stepUp;
  }

  /** The rule that asks for nothing. */
  public static AccessRule open() {
    return NONE;
  }

  /**
   * Reads the annotations.
   *
   * @param type the class that is called, which may inherit the method
   * @param method the method that is called
   */
  public static AccessRule of(Class<?> type, Method method) {
    Declared onMethod = Declared.onMethod(type, method);
    Entry entry = Entry.of(onMethod);
    if (entry != null && entry.isOpen()) {
      return NONE;
    }
    Declared onClass = Declared.onClass(type);
    if (entry == null) {
      entry = Entry.of(onClass);
    }
    RequiresScope scope = onMethod.find(RequiresScope.class);
    StepUp stepUp = onMethod.find(StepUp.class);
    return new AccessRule(
        entry == null ? Entry.open() : entry,
        scope == null ? onClass.find(RequiresScope.class) : scope,
        stepUp == null ? onClass.find(StepUp.class) : stepUp);
  }

  /**
   * Reads the annotations of a class alone.
   *
   * @param type the class
   */
  public static AccessRule ofClass(Class<?> type) {
    Declared onClass = Declared.onClass(type);
    Entry entry = Entry.of(onClass);
    return new AccessRule(
        entry == null ? Entry.open() : entry,
        onClass.find(RequiresScope.class),
        onClass.find(StepUp.class));
  }

  /**
   * Whether a class has to be guarded: whether it, or anything that it extends or implements, has
   * an annotation of ours on itself or on a method.
   *
   * @param type a class that may come from anywhere
   */
  public static boolean concerns(Class<?> type) {
    return Declared.isAnywhereOn(type);
  }

  /** Whether nothing is asked. */
  public boolean isOpen() {
    return entry.isOpen() && scope == null && stepUp == null;
  }

  /**
   * Checks a caller.
   *
   * @param caller who calls
   * @param now the moment of the call
   * @throws IdentityException when the caller may not enter
   */
  public void check(Caller caller, Instant now) {
    entry.check(caller);
    if (scope != null) {
      List<String> wanted = List.of(scope.value());
      if (!verified(caller).getScopes().containsAll(wanted)) {
        throw IdentityException.insufficientScope(wanted);
      }
    }
    if (stepUp != null && !isStrongEnough(verified(caller), stepUp, now)) {
      throw IdentityException.stepUpRequired(List.of(stepUp.acr()), stepUp.maxAge());
    }
  }

  static UserIdentity verified(Caller caller) {
    return caller.identity().orElseThrow(() -> new IdentityException(Reason.NO_TOKEN));
  }

  private static boolean isStrongEnough(UserIdentity identity, StepUp wanted, Instant now) {
    List<String> acr = List.of(wanted.acr());
    boolean strong =
        acr.isEmpty() || identity.getClaim("acr", Object.class).filter(acr::contains).isPresent();
    if (!strong || wanted.maxAge() < 0) {
      return strong;
    }
    Optional<Instant> authenticated = authenticatedAt(identity);
    return authenticated.filter(at -> !at.isBefore(now.minusSeconds(wanted.maxAge()))).isPresent();
  }

  /** What cannot be a moment proves nothing, like none at all. */
  private static Optional<Instant> authenticatedAt(UserIdentity identity) {
    try {
      return identity
          .getClaim("auth_time", Object.class)
          .filter(Number.class::isInstance)
          .flatMap(time -> identity.getClaim("auth_time", Instant.class));
    } catch (IllegalArgumentException notAMoment) {
      return Optional.empty();
    }
  }
}
