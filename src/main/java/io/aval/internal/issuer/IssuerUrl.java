package io.aval.internal.issuer;

import io.aval.issuer.IssuerException;
import java.net.URI;
import java.util.Optional;

/**
 * The issuer's URL: the configured one, or the one a caller on this machine used. Immutable.
 *
 * @param configured {@code aval.issuer.url}
 */
public record IssuerUrl(Optional<URI> configured) {

  /**
   * The URL for one call, without a slash at its end.
   *
   * @throws IssuerException when none is configured and the caller is not on this machine
   */
  public URI of(Caller caller) {
    return configured
        .or(caller::loopbackUrl)
        .map(url -> URI.create(url.toString().replaceFirst("/+$", "")))
        .orElseThrow(
            () ->
                new IssuerException(
                    IssuerException.Code.RESOURCE_NOT_FOUND,
                    "This issuer has no URL: set aval.issuer.url. Without it the issuer answers"
                        + " only callers on its own machine."));
  }
}
