package io.aval.issuer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A pool of one connection, which stays open and as its user left it. */
final class OneConnection {
  private OneConnection() {}

  static DataSource of(Connection only) {
    Connection lent = proxy(Connection.class, only, "close", null);
    return proxy(DataSource.class, only, "getConnection", lent);
  }

  /** Passes every call on but one, which has that result. */
  private static <T> T proxy(Class<T> type, Object target, String method, Object result) {
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, called, arguments) -> {
              if (called.getName().equals(method)) {
                return result;
              }
              try {
                return called.invoke(target, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(made);
  }
}
