package io.aval.internal.request;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class and what it extends and implements, each with the types that stand for its type
 * variables: {@code save(String)} is also the {@code save(T)} of an interface that is implemented
 * for {@code String}, although the two have different parameters when types are erased.
 *
 * @param type the class or interface
 * @param arguments what its type variables stand for, as far as that is known
 */
record Lineage(Class<?> type, Map<TypeVariable<?>, Class<?>> arguments) {

  /** The class, its superclasses, then all their interfaces, from near to far. */
  static List<Lineage> of(Class<?> type) {
    // By type and arguments: a proxy's class names the interfaces once more, without arguments.
    Set<Lineage> found = new LinkedHashSet<>();
    Lineage next = new Lineage(type, Map.of());
    while (next != null) {
      found.add(next);
      next = next.above(next.type.getSuperclass(), next.type.getGenericSuperclass());
    }
    Deque<Lineage> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      Lineage one = open.remove();
      Class<?>[] interfaces = one.type.getInterfaces();
      Type[] generic = one.type.getGenericInterfaces();
      for (int i = 0; i < interfaces.length; i++) {
        Lineage implemented = one.above(interfaces[i], generic[i]);
        if (implemented != null && found.add(implemented)) {
          open.add(implemented);
        }
      }
    }
    return List.copyOf(found);
  }

  /**
   * The method that a bridge leads to: a call by way of a generic interface comes as the method
   * with erased parameters that the compiler added, and what is said of the one in the source
   * counts.
   */
  static Method real(List<Lineage> lineage, Method method) {
    if (!method.isBridge()) {
      return method;
    }
    for (Lineage above : lineage) {
      for (Method erased : above.type.getDeclaredMethods()) {
        if (isOverridable(erased)
            && erased.getName().equals(method.getName())
            && Arrays.equals(erased.getParameterTypes(), method.getParameterTypes())) {
          Method source = source(lineage, erased.getName(), above.resolved(erased));
          if (source != null) {
            return source;
          }
        }
      }
    }
    return method;
  }

  private static @Nullable Method source(
      List<Lineage> lineage, String name, Class<?>[] parameters) {
    for (Lineage one : lineage) {
      for (Method method : one.type.getDeclaredMethods()) {
        if (isOverridable(method)
            && method.getName().equals(name)
            && Arrays.equals(method.getParameterTypes(), parameters)) {
          return method;
        }
      }
    }
    return null;
  }

  /** Finds the method of this type that another one is or overrides. */
  @Nullable Method declared(Method like) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.equals(like) || (isOverridable(method) && hasSignatureOf(method, like))) {
        return method;
      }
    }
    return null;
  }

  private static boolean isOverridable(Method method) {
    return !method.isBridge()
        && !Modifier.isPrivate(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers());
  }

  /** Also with erased parameters, as in a class that implements a generic interface raw. */
  private boolean hasSignatureOf(Method method, Method like) {
    return method.getName().equals(like.getName())
        && method.getParameterCount() == like.getParameterCount()
        && (Arrays.equals(method.getParameterTypes(), like.getParameterTypes())
            || Arrays.equals(resolved(method), like.getParameterTypes()));
  }

  private Class<?>[] resolved(Method method) {
    return Arrays.stream(method.getGenericParameterTypes())
        .map(this::resolve)
        .toArray(Class<?>[]::new);
  }

  private @Nullable Lineage above(@Nullable Class<?> type, @Nullable Type generic) {
    if (type == null || type == Object.class) {
      return null;
    }
    Map<TypeVariable<?>, Class<?>> inner = new HashMap<>();
    if (generic instanceof ParameterizedType parameterized) {
      Type[] given = parameterized.getActualTypeArguments();
      for (int i = 0; i < given.length; i++) {
        inner.put(type.getTypeParameters()[i], resolve(given[i]));
      }
    }
    return new Lineage(type, inner);
  }

  /** The class that a type is here; a variable that nothing is known of is its bound. */
  private Class<?> resolve(Type given) {
    if (given instanceof Class<?> plain) {
      return plain;
    }
    if (given instanceof ParameterizedType parameterized) {
      return resolve(parameterized.getRawType());
    }
    if (given instanceof GenericArrayType array) {
      return resolve(array.getGenericComponentType()).arrayType();
    }
    if (given instanceof TypeVariable<?> variable) {
      Class<?> known = arguments.get(variable);
      return known != null ? known : resolve(variable.getBounds()[0]);
    }
    return Object.class; // a wildcard, which is no type of a parameter
  }
}
