package io.aval.internal.cli;

import io.aval.Reason;
import io.aval.internal.hint.Harmless;
import io.aval.internal.jose.Inspection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do about a refused token. */
final class Advice {
  private Advice() {}

  static String of(Reason reason, Inspection found) {
    String provider = "aval.providers." + found.provider().orElse("<name>") + ".";
    return switch (reason) {
      case MALFORMED_TOKEN ->
          "This is no whole signed JWT: undefined as text, an API key, an opaque access token, or a"
              + " token that was cut off when it was copied. Take an access token for your API.";
      case UNSUPPORTED_TOKEN ->
          "Encrypted tokens are for the issuer itself. Ask it for a signed access token for your"
              + " API.";
      case TOKEN_TOO_LARGE ->
          "Have the issuer write less into it (groups, mostly), or raise aval.max-token-size"
              + " together with the server's limit on headers.";
      case UNKNOWN_ISSUER -> unknownIssuer(found);
      default -> ofTrust(reason, provider);
    };
  }

  private static String ofTrust(Reason reason, String provider) {
    return switch (reason) {
      case WRONG_AUDIENCE ->
          "Either the wrong token was sent (an ID token, for instance), or the client did not ask"
              + " for your audience, or "
              + provider
              + "application-id is not what the issuer writes into aud.";
      case WRONG_AUTHORIZED_PARTY ->
          "Add the token's azp to " + provider + "authorized-parties, if it is one of your pages.";
      case WRONG_TYPE ->
          "Send an access token. If this is one, let its kind in by "
              + provider
              + "token-types or "
              + provider
              + "accept-template-tokens.";
      case ALGORITHM_NOT_ALLOWED ->
          "If the issuer really signs so, say it in " + provider + "algorithms.";
      case UNKNOWN_KEY ->
          "After a rotation this ends by itself. If it stays, the token is of another instance"
              + " (development, production), or its key is not one that can be used.";
      case BAD_SIGNATURE ->
          "The token was changed after it was signed, or another issuer signed it. Take a new one,"
              + " and look for what rewrites it on the way.";
      default -> ofClaims(reason, provider);
    };
  }

  private static String ofClaims(Reason reason, String provider) {
    return switch (reason) {
      case EXPIRED ->
          "Take a new token: pages ask their sign-in library for one before each call. If new ones"
              + " are expired at once, compare the clocks.";
      case NOT_YET_VALID ->
          "One of the clocks is wrong: the issuer's, or this machine's. "
              + provider
              + "clock-skew helps against seconds.";
      case LIFETIME_TOO_LONG ->
          "Shorten the lifetime at the issuer, or raise " + provider + "max-token-lifetime.";
      case MISSING_CLAIM, INVALID_CLAIM ->
          "Have the issuer write the claim as it should be, or look whether "
              + provider
              + "required-claims asks for the right thing.";
      case KEYS_UNAVAILABLE ->
          "See what was fetched, above. A certificate that is not trusted: aval.http.ca-file; a"
              + " proxy: aval.http.proxy. Once the application has the keys, it goes on without the"
              + " issuer.";
      default -> reason.getDetail();
    };
  }

  private static String unknownIssuer(Inspection found) {
    String advice =
        "Compare the token's iss with the domains in the configuration: development and"
            + " production, localhost and 127.0.0.1, inner and outer addresses.";
    Optional<String> issuer = Harmless.url(found.claims().get("iss"));
    Optional<String> audience = Harmless.word(audience(found.claims().get("aud")));
    if (issuer.isEmpty() || audience.isEmpty()) {
      return advice;
    }
    return advice
        + "\nIf you trust that issuer: aval auth add --domain "
        + issuer.get()
        + " --application-id "
        + audience.get();
  }

  private static @Nullable Object audience(@Nullable Object aud) {
    return aud instanceof List<?> list && !list.isEmpty() ? list.get(0) : aud;
  }
}
