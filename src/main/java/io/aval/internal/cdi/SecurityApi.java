package io.aval.internal.cdi;

/** Tells whether the server has Jakarta Security, without which that door is never loaded. */
final class SecurityApi {
  private SecurityApi() {}

  static boolean isThere() {
    try {
      Class.forName(
          "jakarta.security.enterprise.SecurityContext", false, SecurityApi.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }
}
