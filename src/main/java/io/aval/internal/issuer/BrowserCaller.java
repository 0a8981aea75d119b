package io.aval.internal.issuer;

import io.aval.internal.http.ServletFacts;
import io.aval.internal.request.Doorkeeper;
import io.aval.internal.request.IdentityCarrier;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom the container knows as signed in, by whatever login the application has.
 *
 * <p>Never somebody who showed a token: these endpoints make tokens, so a short-lived one with a
 * narrow audience would be exchanged here for long-lived ones with others, for ever.
 */
final class BrowserCaller {
  /** By name, since a server need not have MicroProfile JWT. */
  private static final String JSON_WEB_TOKEN = "org.eclipse.microprofile.jwt.JsonWebToken";

  private BrowserCaller() {}

  static Optional<String> name(HttpServletRequest request) {
    Principal caller = request.getUserPrincipal();
    if (caller == null || isToken(caller) || hasToken(request)) {
      return Optional.empty();
    }
    return Optional.ofNullable(caller.getName()).filter(name -> !name.isBlank());
  }

  private static boolean isToken(Principal caller) {
    return IdentityCarrier.isOne(caller) || isJsonWebToken(caller.getClass());
  }

  private static boolean isJsonWebToken(@Nullable Class<?> type) {
    return type != null
        && (type.getName().equals(JSON_WEB_TOKEN)
            || isJsonWebToken(type.getSuperclass())
            || Stream.of(type.getInterfaces()).anyMatch(BrowserCaller::isJsonWebToken));
  }

  private static boolean hasToken(HttpServletRequest request) {
    return Doorkeeper.hasVerified(new ServletFacts(request))
        || Collections.list(request.getHeaders("Authorization")).stream()
            .anyMatch(header -> header.strip().toLowerCase(Locale.ROOT).startsWith("bearer"));
  }
}
