package io.aval.internal.jose;

import io.aval.IdentityException;
import io.aval.Reason;
import io.aval.RefusalHint;
import io.aval.UserIdentity;
import io.aval.internal.jose.Checks.Finding;
import io.aval.internal.jose.Checks.Name;
import io.aval.internal.jose.Inspection.Check;
import io.aval.internal.jose.Inspection.UsedKey;
import io.aval.internal.jose.Inspection.Verdict;
import io.aval.spi.RevocationStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at one token: the steps of {@link Issuers#verify}, of which those that can go on after a
 * failure do. No identity is made here: where nothing failed, verification itself makes it.
 */
final class TokenInspection {
  /** What is longer is not even taken apart. */
  private static final int LONGEST_INSPECTED = 1 << 18;

  private final String token;
  private final TrustedIssuers trusted;
  private final RevocationStore revocations;
  private final long now;
  private final Checks checks = new Checks();

  TokenInspection(String token, TrustedIssuers trusted, RevocationStore revocations, long now) {
    this.token = token;
    this.trusted = trusted;
    this.revocations = revocations;
    this.now = now;
  }

  Inspection inspect(int longest) {
    size(longest);
    Optional<TokenParts> parts = shape();
    Optional<byte[]> headerJson = parts.map(TokenParts::header).or(() -> glimpse(0));
    Optional<byte[]> claimsJson = parts.map(TokenParts::payload).or(() -> glimpse(1));
    Optional<TokenHeader> header = headerJson.flatMap(this::header);
    Optional<Claims> claims = claimsJson.flatMap(this::claims);
    Optional<TokenVerifier> verifier = claims.flatMap(this::provider);
    Optional<VerificationKey> key = Optional.empty();
    if (verifier.isPresent() && header.isPresent()) {
      key = key(verifier.get(), header.get(), claims.orElseThrow(), parts);
    }
    verifier.ifPresent(one -> claimRules(one, claims.orElseThrow()));
    Optional<UserIdentity> identity =
        checks.firstFailed().isPresent()
            ? Optional.empty()
            : identity(verifier.orElseThrow(), parts.orElseThrow(), header, claims);
    identity.ifPresent(this::revocation);
    Map<String, @Nullable Object> headerSeen = seen(headerJson);
    Map<String, @Nullable Object> claimsSeen = seen(claimsJson);
    return new Inspection(
        headerSeen,
        claimsSeen,
        verifier.map(one -> one.provider().name()),
        key.map(found -> used(found, header.orElseThrow())),
        checks.all(),
        verdict(identity),
        hint(headerSeen, claimsSeen, verifier));
  }

  /** For the first fault that is the token's own: keys that cannot be had are not. */
  private Optional<RefusalHint> hint(
      Map<String, @Nullable Object> header,
      Map<String, @Nullable Object> claims,
      Optional<TokenVerifier> verifier) {
    if (token.length() > LONGEST_INSPECTED) {
      return Optional.empty();
    }
    return checks.all().stream()
        .filter(check -> check.outcome() == Inspection.Outcome.FAILED)
        .flatMap(check -> check.reason().stream())
        .filter(reason -> reason != Reason.KEYS_UNAVAILABLE)
        .findFirst()
        .flatMap(
            reason ->
                new SecondLook(trusted, now)
                    .at(token, reason, header, claims, verifier.map(TokenVerifier::provider)));
  }

  private static Map<String, @Nullable Object> seen(Optional<byte[]> json) {
    return json.map(TokenInspection::members).orElse(Map.of());
  }

  private void size(int longest) {
    checks.ask(
        Name.SIZE,
        () -> TokenParts.checkSize(token, longest),
        () -> Finding.passed(token.length() + " bytes, accepted are " + longest));
  }

  private Optional<TokenParts> shape() {
    return token.length() > LONGEST_INSPECTED
        ? Optional.empty()
        : checks.look(
            Name.SHAPE,
            () -> TokenParts.of(token),
            parts -> Finding.passed("three parts of canonical base64url"));
  }

  /** One part of a token that is not whole: cut off when it was copied, for instance. */
  private Optional<byte[]> glimpse(int part) {
    if (token.length() > LONGEST_INSPECTED) {
      return Optional.empty();
    }
    try {
      return Optional.of(TokenParts.part(token, part));
    } catch (IdentityException unreadable) {
      return Optional.empty();
    }
  }

  private static Map<String, @Nullable Object> members(byte[] json) {
    try {
      return TokenJson.read(json);
    } catch (IdentityException unreadable) {
      return Map.of();
    }
  }

  private Optional<TokenHeader> header(byte[] json) {
    return checks.look(
        Name.HEADER,
        () -> TokenHeader.of(TokenJson.read(json)),
        header -> Finding.passed("alg is " + LogText.quote(header.alg())));
  }

  private Optional<Claims> claims(byte[] json) {
    return checks.look(
        Name.CLAIMS,
        () -> new Claims(TokenJson.read(json)),
        claims -> Finding.passed(claims.all().size() + " claims, a JSON object"));
  }

  private Optional<TokenVerifier> provider(Claims claims) {
    return checks
        .look(Name.ISSUER, () -> trustedFor(claims), found -> Findings.issuer(claims, found))
        .flatMap(
            found ->
                checks.look(
                    Name.PROVIDER,
                    () -> Issuers.choose(found, claims),
                    chosen -> Findings.choice(found, chosen, claims)));
  }

  private List<TokenVerifier> trustedFor(Claims claims) {
    try {
      return trusted.of(claims.required("iss"), claims);
    } catch (IdentityException refusal) {
      if (refusal.getReason() != Reason.UNKNOWN_ISSUER) {
        throw refusal;
      }
      throw new IdentityException(
          Reason.UNKNOWN_ISSUER, Checks.explanation(refusal) + "; trusted are " + trusted.names());
    }
  }

  private Optional<VerificationKey> key(
      TokenVerifier verifier, TokenHeader header, Claims claims, Optional<TokenParts> parts) {
    Findings findings = new Findings(verifier, claims, now);
    Optional<Algorithm> algorithm =
        checks.look(
            Name.ALGORITHM,
            () -> header.allowedBy(verifier.provider()),
            found -> findings.algorithm(header));
    checks.ask(
        Name.TYPE, () -> verifier.rules().checkType(header, claims), () -> findings.type(header));
    Optional<VerificationKey> key =
        algorithm.flatMap(
            named ->
                checks.look(
                    Name.KEY,
                    () -> verifier.key(header, named, claims),
                    found -> Findings.key(found, header)));
    if (key.isPresent() && parts.isPresent()) {
      checks.ask(
          Name.SIGNATURE,
          () -> SignatureCheck.check(parts.get(), algorithm.orElseThrow(), key.get().key()),
          () -> Finding.passed("made by this key, over these bytes"));
    }
    return key;
  }

  private void claimRules(TokenVerifier verifier, Claims claims) {
    ClaimRules rules = verifier.rules();
    TimeRules times = rules.times();
    Findings find = new Findings(verifier, claims, now);
    checks.ask(Name.SUBJECT, () -> rules.checkSubject(claims), find::subject);
    checks.ask(Name.TOKEN_ID, () -> rules.checkTokenId(claims), find::tokenId);
    checks.ask(Name.AUDIENCE, () -> rules.checkAudience(claims), find::audience);
    checks.ask(
        Name.AUTHORIZED_PARTY, () -> rules.checkAuthorizedParty(claims), find::authorizedParty);
    checks.ask(Name.EXPIRY, () -> times.checkExpiry(claims, now), find::expiry);
    checks.ask(Name.NOT_BEFORE, () -> times.checkNotBefore(claims, now), () -> find.start("nbf"));
    checks.ask(Name.ISSUED_AT, () -> times.checkIssuedAt(claims, now), () -> find.start("iat"));
    checks.ask(Name.LIFETIME, () -> times.checkLifetime(claims), find::lifetime);
    checks.ask(Name.REQUIRED_CLAIMS, () -> rules.checkRequired(claims), find::requiredClaims);
  }

  private Optional<UserIdentity> identity(
      TokenVerifier verifier,
      TokenParts parts,
      Optional<TokenHeader> header,
      Optional<Claims> claims) {
    return checks.look(
        Name.IDENTITY,
        () -> verifier.verify(parts, header.orElseThrow(), claims.orElseThrow()).identity(),
        identity -> Finding.passed(identity.toString()));
  }

  private void revocation(UserIdentity identity) {
    try {
      checks.ask(
          Name.REVOCATION,
          () -> Issuers.checkRevocation(revocations, identity),
          () -> Finding.passed("not revoked"));
    } catch (RuntimeException broken) { // nobody is let in, but it is not the token's fault
      checks.failed(
          Name.REVOCATION, null, "the revocation store failed: " + LogText.reason(broken));
    }
  }

  private static UsedKey used(VerificationKey key, TokenHeader header) {
    return new UsedKey(Optional.ofNullable(key.kid()), header.alg());
  }

  private Verdict verdict(Optional<UserIdentity> identity) {
    Optional<Check> failed = checks.firstFailed();
    return failed.isPresent()
        ? Verdict.refused(failed.get().reason())
        : Verdict.accepted(identity.orElseThrow());
  }
}
