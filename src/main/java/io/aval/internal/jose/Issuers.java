package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.internal.jose.TokenVerifier.Verified;
import io.aval.spi.RevocationStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * All trusted issuers of one application: from the text of a token to a verified identity. Safe for
 * many threads.
 *
 * <p>One straight line: size and shape, the unverified issuer, the one provider, that provider's
 * rules and key, signature, claims, revocation. There is no other way to an identity.
 */
public final class Issuers implements TokenJudge, AutoCloseable {
  private final int longest;
  private final TrustedIssuers trusted;
  private final Optional<VerifiedTokens> remembered;
  private final RevocationStore revocations;
  private final Clock clock;

  private Issuers(IdentityConfig config, Environment environment, RevocationStore revocations) {
    this.longest = config.maxTokenSize();
    this.trusted = TrustedIssuers.open(config.providers(), environment);
    this.remembered =
        config.tokenCacheSize() == 0
            ? Optional.empty()
            : Optional.of(new VerifiedTokens(config.tokenCacheSize()));
    this.revocations = revocations;
    this.clock = environment.clock();
  }

  /**
   * Opens the issuers of an application in which nothing is ever revoked.
   *
   * @see #open(IdentityConfig, Environment, RevocationStore)
   */
  public static Issuers open(IdentityConfig config, Environment environment) {
    return open(config, environment, identity -> false);
  }

  /**
   * Opens the issuers of an application; fetches nothing.
   *
   * @param config the application's configuration
   * @param environment clock, network and background of the application
   * @param revocations asked on every use of a good token
   * @throws IllegalArgumentException when local keys cannot be used; the message names the
   *     configuration key
   */
  public static Issuers open(
      IdentityConfig config, Environment environment, RevocationStore revocations) {
    return new Issuers(config, environment, revocations);
  }

  @Override
  public UserIdentity verify(String token) {
    TokenParts.checkSize(token, longest);
    Verified known = remembered.map(cache -> cache.find(token, clock.millis())).orElse(null);
    UserIdentity identity = known == null ? verifyNew(token) : known.identity();
    checkRevocation(revocations, identity);
    return identity;
  }

  @Override
  public Optional<RefusalHint> hint(String token, Reason reason) {
    return token.length() > longest
        ? Optional.empty()
        : new SecondLook(trusted, clock.millis()).at(token, reason);
  }

  static void checkRevocation(RevocationStore revocations, UserIdentity identity) {
    if (revocations.isRevoked(identity)) {
      throw new IdentityException(
          Reason.REVOKED, "the token of " + identity + " or its session was revoked");
    }
  }

  /**
   * Makes an inspector that judges by the same providers, keys and rules, and remembers nothing.
   */
  public TokenInspector inspector() {
    return new TokenInspector(longest, trusted, revocations, clock);
  }

  private UserIdentity verifyNew(String token) {
    TokenParts parts = TokenParts.of(token);
    TokenHeader header = TokenHeader.of(TokenJson.read(parts.header()));
    Claims claims = new Claims(TokenJson.read(parts.payload()));
    String issuer = claims.required("iss");
    Verified verified = choose(trusted.of(issuer, claims), claims).verify(parts, header, claims);
    remembered.ifPresent(cache -> cache.remember(token, verified));
    return verified.identity();
  }

  /** Among providers of one issuer the audience decides; where none fits, the first one refuses. */
  static TokenVerifier choose(List<TokenVerifier> candidates, Claims claims) {
    if (candidates.size() > 1) {
      for (TokenVerifier candidate : candidates) {
        if (candidate.isAudience(claims)) {
          return candidate;
        }
      }
    }
    return candidates.get(0);
  }

  @Override
  public void close() {
    trusted.close();
  }
}
