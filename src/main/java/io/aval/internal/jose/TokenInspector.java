package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import io.aval.spi.RevocationStore;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says of a token what each check of its verification finds. Safe for many threads.
 *
 * <p>The rules are those of verification, asked one by one, so that an inspection ends as {@link
 * Issuers#verify} would. It goes to the network where verification would, which is never for an
 * issuer that is not trusted; it logs nothing, and remembers nothing.
 */
public final class TokenInspector {
  private static final int LONGEST_OWN = 16 * 1024;

  private final int longest;
  private final TrustedIssuers trusted;
  private final RevocationStore revocations;
  private final Clock clock;

  TokenInspector(int longest, TrustedIssuers trusted, RevocationStore revocations, Clock clock) {
    this.longest = longest;
    this.trusted = trusted;
    this.revocations = revocations;
    this.clock = clock;
  }

  /**
   * Makes an inspector for the tokens of one issuer, as somebody sees them who trusts it, for any
   * audience, by the keys that it publishes.
   *
   * @param url the issuer's URL
   * @param jwks its public keys as a JWK set; asked at each inspection
   * @param clock tells the time for expiries
   */
  public static TokenInspector ofIssuer(
      String url, Supplier<Map<String, Object>> jwks, Clock clock) {
    ProviderConfig provider =
        ProviderConfig.builder("issuer")
            .domain(url)
            .allowAnyAudience()
            .algorithms(
                Arrays.stream(Algorithm.values())
                    .filter(algorithm -> algorithm.family() != Algorithm.Family.HMAC)
                    .map(Algorithm::headerName)
                    .toArray(String[]::new))
            .build();
    TokenVerifier verifier = new TokenVerifier(provider, new SuppliedKeys(jwks), clock);
    return new TokenInspector(LONGEST_OWN, TrustedIssuers.only(verifier), identity -> false, clock);
  }

  /**
   * Inspects a token.
   *
   * @param token any text
   * @return what was found
   */
  public Inspection inspect(String token) {
    return new TokenInspection(token, trusted, revocations, clock.millis()).inspect(longest);
  }
}
