package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.config.ProviderConfig;
import io.aval.internal.jose.TimeRules.Validity;
import java.time.Clock;

/**
 * One trusted issuer: its rules and its keys, shared by all threads. Immutable but for the keys.
 */
final class TokenVerifier implements AutoCloseable {
  private final ProviderConfig provider;
  private final ProviderKeys keys;
  private final ClaimRules rules;

  TokenVerifier(ProviderConfig provider, ProviderKeys keys, Clock clock) {
    this.provider = provider;
    this.keys = keys;
    this.rules = new ClaimRules(provider, clock);
  }

  ProviderConfig provider() {
    return provider;
  }

  ClaimRules rules() {
    return rules;
  }

  ProviderKeys keys() {
    return keys;
  }

  /** Whether a token of this issuer is for us, which tells providers of one issuer apart. */
  boolean isAudience(Claims claims) {
    return rules.isAudience(claims);
  }

  /**
   * What verification found.
   *
   * @param identity the caller
   * @param validity for how long the token holds
   * @param keys the keys under which it was verified
   * @param version the version of those keys
   */
  record Verified(VerifiedIdentity identity, Validity validity, ProviderKeys keys, long version) {}

  /**
   * Verifies a token, cheap checks first, and nothing of its claims before its signature but what
   * chose the provider and tells what kind of thing it is.
   *
   * @throws IdentityException when the token is refused
   */
  Verified verify(TokenParts token, TokenHeader header, Claims claims) {
    try {
      Algorithm algorithm = header.allowedBy(provider);
      rules.checkType(header, claims);
      // Before the key is taken: keys that change in between make this verification void at once.
      long version = keys.version();
      SignatureCheck.check(token, algorithm, key(header, algorithm, claims).key());
      Validity validity = rules.check(claims);
      rules.checkRequired(claims);
      VerifiedIdentity identity = VerifiedIdentity.of(provider, claims.all());
      return new Verified(identity, validity, keys, version);
    } catch (IdentityException refusal) {
      throw located(refusal, header, claims);
    }
  }

  /**
   * Finds the key for a token. Where tenants share a key set, a key in it may be for one of them:
   * Entra ID publishes the key of personal accounts beside those of companies, and it must not sign
   * for a company.
   */
  VerificationKey key(TokenHeader header, Algorithm algorithm, Claims claims) {
    VerificationKey key = keys.find(header.kid(), algorithm);
    if (!provider.tenants().isEmpty() && !key.serves(claims.required("iss"))) {
      throw new IdentityException(
          Reason.UNKNOWN_KEY, "the key is for the issuer " + LogText.quote(key.issuer()));
    }
    return key;
  }

  /** Adds for the log whose token it was. */
  private IdentityException located(IdentityException refusal, TokenHeader header, Claims claims) {
    String explanation =
        "provider "
            + provider.name()
            + ", issuer "
            + LogText.quote(claims.text("iss"))
            + ", kid "
            + LogText.quote(header.kid())
            + refusal.getExplanation().map(said -> ": " + said).orElse("");
    return refusal.getReason() == Reason.KEYS_UNAVAILABLE
        ? IdentityException.keysUnavailable(refusal.getRetryAfter().orElseThrow(), explanation)
        : new IdentityException(refusal.getReason(), explanation);
  }

  @Override
  public void close() {
    keys.close();
  }
}
