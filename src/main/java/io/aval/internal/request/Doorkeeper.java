package io.aval.internal.request;

import io.aval.IdentityException;
import io.aval.UserIdentity;
import io.aval.config.IdentityConfig;
import io.aval.config.IdentityConfig.InvalidToken;
import io.aval.internal.jose.TokenJudge;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Stands behind every door of one application: examines a request's token once, whichever doors the
 * request passes, and turns a refusal into the answer that all doors give. Safe for many threads.
 */
public final class Doorkeeper {
  /** Under this name a request says that some application has verified a token on it. */
  private static final String VERIFIED = "io.aval.verified";

  /**
   * Under this name the verdict travels as an attribute of the request. No two applications have
   * the same: a request may be passed on from one to another, which has to find its own verdict.
   */
  private final String attribute = "io.aval.verdict." + UUID.randomUUID();

  private final IdentityConfig config;
  private final TokenJudge judge;
  private final TokenSources sources;
  private final CookieRule cookies;
  private final CrossOrigin crossOrigin;
  private final Surroundings surroundings;
  private final Clock clock;
  private final AtomicBoolean restDoor = new AtomicBoolean();

  /**
   * Creates the doorkeeper of one application.
   *
   * @param config the application's configuration
   * @param judge from the text of a token to the identity, or an {@link IdentityException}
   * @param surroundings the CDI container, as far as it is up
   * @param clock tells how long ago a caller authenticated
   */
  public Doorkeeper(
      IdentityConfig config, TokenJudge judge, Surroundings surroundings, Clock clock) {
    this.clock = clock;
    this.config = config;
    this.judge = judge;
    this.surroundings = surroundings;
    this.sources = new TokenSources(config.tokenSources());
    this.cookies = new CookieRule(config.allowedOrigins());
    this.crossOrigin = new CrossOrigin(config.allowedOrigins(), takesCookies(config));
  }

  /** Its own, or those of a proxy that puts the token into a header. */
  private static boolean takesCookies(IdentityConfig config) {
    return config.tokenSources().stream()
        .map(IdentityConfig.TokenSource::kind)
        .anyMatch(
            kind ->
                kind == IdentityConfig.TokenSource.Kind.COOKIE
                    || kind == IdentityConfig.TokenSource.Kind.HEADER);
  }

  /** The application's configuration. */
  public IdentityConfig config() {
    return config;
  }

  /** Which pages of other origins may read the application's answers. */
  public CrossOrigin crossOrigin() {
    return crossOrigin;
  }

  /** Verifies a token by hand. */
  UserIdentity verify(String token) {
    return judge.verify(token);
  }

  /**
   * Finds the verdict on a request: the one that an earlier door left on it, or by examining the
   * token now. Afterwards the request scope knows it as well.
   */
  public Verdict verdictOn(RequestFacts request) {
    Object left = request.attribute(attribute);
    if (left == NotExamined.MARK) {
      throw new NotExamined(); // another door has found out, and has reported it
    }
    if (left instanceof Verdict earlier) {
      surroundings.enter(earlier);
      return earlier;
    }
    return find(request, UnaryOperator.identity());
  }

  /**
   * Finds the verdict on a request that another application has passed on: by examining its token
   * each time, since that one may have put another token in its place. Nothing that is known of the
   * caller there counts here.
   */
  public Verdict verdictOnPassed(RequestFacts request) {
    return find(request, Verdict::withoutContainer);
  }

  /** Lets a call go on as nobody's, such as that for the page which tells of a failure. */
  public Verdict nobody() {
    Verdict nobody = Verdict.anonymous();
    surroundings.enter(nobody);
    return nobody;
  }

  /** Whether the verdict that is on a request was found when another application passed it on. */
  public boolean knowsAsPassed(RequestFacts request) {
    return request.attribute(attribute) instanceof Verdict earlier && !earlier.isOfRequest();
  }

  private Verdict find(RequestFacts request, UnaryOperator<Verdict> seen) {
    Verdict verdict;
    try {
      verdict = seen.apply(request.isPreflight() ? Verdict.anonymous() : examine(request));
    } catch (NotExamined failed) {
      request.attribute(attribute, NotExamined.MARK);
      throw failed;
    }
    request.attribute(attribute, verdict);
    surroundings.enter(verdict);
    verdict
        .verified()
        .ifPresent(
            identity -> {
              request.attribute(VERIFIED, true);
              surroundings.verified(identity);
            });
    return verdict;
  }

  /**
   * Whether a door has verified a token on this request, be it another application's, so that its
   * caller may be the token's.
   */
  public static boolean hasVerified(RequestFacts request) {
    return request.attribute(VERIFIED) != null;
  }

  /** Remembers what the request scope knows before a request is passed on, to bring it back. */
  public Runnable keep() {
    return surroundings.keep();
  }

  /** Remembers the verdict on a request before it is passed on, to bring it back. */
  public Runnable keepVerdict(RequestFacts request) {
    Object before = request.attribute(attribute);
    return () -> request.attribute(attribute, before);
  }

  private Verdict examine(RequestFacts request) {
    Optional<String> token;
    try {
      token = tokenOf(request);
    } catch (IdentityException refusal) {
      surroundings.refused(
          refusal, () -> judge.hint(BearerHeader.rest(request), refusal.getReason()));
      return Verdict.refused(refusal);
    } catch (RuntimeException fault) {
      throw NotExamined.because(fault);
    }
    return token
        .map(text -> verdict(text, identity -> Verdict.verified(identity, text)))
        .orElseGet(Verdict::anonymous);
  }

  private Optional<String> tokenOf(RequestFacts request) {
    cookies.checkHandshake(request);
    Optional<TokenSources.Found> found = sources.find(request);
    found.ifPresent(one -> checkOrigin(one.kind(), request));
    return found.map(TokenSources.Found::token);
  }

  private void checkOrigin(IdentityConfig.TokenSource.Kind kind, RequestFacts request) {
    if (kind == IdentityConfig.TokenSource.Kind.COOKIE) {
      cookies.check(request);
    } else if (kind == IdentityConfig.TokenSource.Kind.HEADER) {
      cookies.checkProxied(request);
    }
  }

  /**
   * Finds the verdict on a token that came in the middle of a conversation.
   *
   * @param token the token's text
   * @return never an anonymous verdict
   */
  public Verdict verdictOn(String token) {
    return verdict(
        token,
        identity -> {
          surroundings.verified(identity);
          return Verdict.verified(identity);
        });
  }

  private Verdict verdict(String token, Function<UserIdentity, Verdict> good) {
    try {
      return good.apply(judge.verify(token));
    } catch (IdentityException refusal) {
      surroundings.refused(refusal, () -> judge.hint(token, refusal.getReason()));
      return Verdict.refused(refusal);
    } catch (RuntimeException fault) {
      throw NotExamined.because(fault);
    }
  }

  /**
   * Checks a caller against a rule.
   *
   * @throws IdentityException when the caller may not enter
   */
  public void check(AccessRule rule, Caller caller) {
    rule.check(caller, clock.instant());
  }

  /** The refusal with which a door must answer this verdict, if it must. */
  public Optional<IdentityException> mustRefuse(Verdict verdict) {
    return config.invalidToken() == InvalidToken.DEFER ? Optional.empty() : verdict.refusal();
  }

  /**
   * The refusal with which a WebSocket's handshake must be answered, if it must. Nothing can be
   * deferred: a conversation would begin as nobody's, and forget that there was a bad token.
   */
  public Optional<IdentityException> mustRefuseHandshake(Verdict verdict) {
    return verdict.refusal();
  }

  /** Reports a refusal that a door answers in its own way. */
  public void refused(IdentityException refusal) {
    surroundings.refused(refusal);
  }

  /**
   * Turns a refusal into the answer, and reports it unless it is the verdict's own, which was
   * reported when it was found.
   */
  public RefusalAnswer answer(IdentityException refusal, Verdict verdict) {
    if (verdict.refusal().filter(known -> known == refusal).isEmpty()) {
      surroundings.refused(refusal);
    }
    return RefusalAnswer.to(refusal, config.errorDetails());
  }

  /** Finds the refusal in what the application threw while it served the current call. */
  public Optional<IdentityException> refusalIn(Throwable thrown) {
    boolean known = surroundings.current().flatMap(Verdict::verified).isPresent();
    return ThrownRefusal.in(thrown, known);
  }

  /**
   * Turns a refusal that the application threw while it served the current call into the answer.
   */
  public RefusalAnswer answer(IdentityException refusal) {
    return answer(refusal, surroundings.current().orElse(Verdict.anonymous()));
  }

  /** What {@code getUserPrincipal().getName()} says of an identity. */
  public String principalName(UserIdentity identity) {
    return switch (config.principalName()) {
      case "token-identifier" -> identity.getTokenIdentifier();
      case "subject" -> identity.getSubject();
      // A token without that claim keeps the name that is always there and always unique.
      default ->
          identity
              .getClaim(config.principalName(), Object.class)
              .filter(claim -> claim instanceof String || claim instanceof Number)
              .map(Object::toString)
              .orElseGet(identity::getTokenIdentifier);
    };
  }

  /** Notes that the JAX-RS door is in place and answers the refusals of its own requests. */
  public void restDoorIsOpen() {
    restDoor.set(true);
  }

  /** Whether the JAX-RS door is in place. */
  public boolean hasRestDoor() {
    return restDoor.get();
  }
}
