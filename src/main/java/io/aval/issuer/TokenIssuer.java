package io.aval.issuer;

import io.aval.internal.jose.TokenSigner;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mints tokens from templates. Immutable and safe for many threads.
 *
 * <p>Where {@code aval.issuer.enabled=true} and {@code aval.issuer.url} is set, the application's
 * own issuer can be injected: {@code @Inject TokenIssuer issuer}. Others are made by the
 * constructor.
 *
 * <p>A token has the template's claims and {@code iss} (this issuer's URL), {@code sub} (the user's
 * id), {@code iat} (now), {@code nbf} (now less the template's clock skew), {@code exp} (now plus
 * its lifetime), {@code jti} (random, 128 bits) and, where it is known, {@code azp} (the origin of
 * the page that asked). Its header {@code cat} says {@code aval_template}.
 */
public final class TokenIssuer {
  /** What Aval's own verifier accepts unless told otherwise. */
  private static final int MAX_TOKEN = 16 * 1024;

  private final String url;
  private final TemplateStore templates;
  private final SigningKeys keys;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Makes an issuer.
   *
   * @param url the issuer's URL, which becomes {@code iss} without a trailing slash
   * @param templates where the templates are
   * @param keys what signs
   * @param clock what says when a token is issued
   */
  public TokenIssuer(URI url, TemplateStore templates, SigningKeys keys, Clock clock) {
    this.url = url.toString().replaceFirst("/+$", "");
    this.templates = templates;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Mints a token that no page asked for: without {@code azp}.
   *
   * @param template the template's name
   * @param user whom the token is for
   * @return a compact JWS (RFC 7515, section 7.1)
   * @throws IssuerException with {@link IssuerException.Code#RESOURCE_NOT_FOUND} when there is no
   *     such template, or {@link IssuerException.Code#TOKEN_TOO_LARGE}
   */
  public String issue(String template, IssuerUser user) {
    return sign(find(template), IssuerSession.of(user), null);
  }

  /**
   * Mints a token for a page.
   *
   * @param template the template's name
   * @param user whom the token is for
   * @param authorizedParty the page's origin, which becomes {@code azp}
   * @return a compact JWS (RFC 7515, section 7.1)
   * @throws IssuerException as {@link #issue(String, IssuerUser)}
   */
  public String issue(String template, IssuerUser user, String authorizedParty) {
    return sign(find(template), IssuerSession.of(user), authorizedParty);
  }

  /**
   * Mints a token in a session, whose organisation and actor the template may name.
   *
   * @param template the template's name
   * @param session who has signed in, and as what
   * @param authorizedParty the page's origin, which becomes {@code azp}; empty: no page asked
   * @return a compact JWS (RFC 7515, section 7.1)
   * @throws IssuerException as {@link #issue(String, IssuerUser)}
   */
  public String issue(String template, IssuerSession session, Optional<String> authorizedParty) {
    return sign(find(template), session, authorizedParty.orElse(null));
  }

  /**
   * Mints a token from a template that no store keeps: for a token of one kind that only this piece
   * of code makes.
   *
   * @param template the recipe, as from {@link JwtTemplate#builder}; text in its claims may hold
   *     shortcodes, so put nothing into them that a stranger wrote
   * @param user whom the token is for
   * @return a compact JWS (RFC 7515, section 7.1)
   * @throws IssuerException with {@link IssuerException.Code#TOKEN_TOO_LARGE}
   */
  public String issue(JwtTemplate template, IssuerUser user) {
    return sign(template, IssuerSession.of(user), null);
  }

  /**
   * Works out what a token would say, and mints none.
   *
   * @param template the recipe
   * @param session whom the token would be for
   * @return the claims in their order, with a {@code jti} that no token has; unmodifiable
   * @throws IssuerException with {@link IssuerException.Code#TOKEN_TOO_LARGE} when the claims pass
   *     their bounds
   */
  public Map<String, @Nullable Object> preview(JwtTemplate template, IssuerSession session) {
    return Collections.unmodifiableMap(claims(template, session, null));
  }

  /**
   * Mints a token in a session that lasts as long as the caller says, whatever the template says.
   *
   * @param template the template's name
   * @param session who has signed in, and as what
   * @param authorizedParty the page's origin, which becomes {@code azp}; empty: no page asked
   * @param lifetime whole seconds, 30 s to 315,360,000 s; empty: the template's
   * @return a compact JWS (RFC 7515, section 7.1)
   * @throws IssuerException as {@link #issue(String, IssuerUser)}; with {@link
   *     IssuerException.Code#INVALID_VALUE} for another lifetime
   */
  public String issue(
      String template,
      IssuerSession session,
      Optional<String> authorizedParty,
      Optional<Duration> lifetime) {
    JwtTemplate found = find(template);
    JwtTemplate lasting =
        lifetime
            .map(
                seconds ->
                    new JwtTemplate(
                        found.name(),
                        found.claims(),
                        seconds,
                        found.allowedClockSkew(),
                        found.signingKey()))
            .orElse(found);
    return sign(lasting, session, authorizedParty.orElse(null));
  }

  /**
   * Mints a session token in the shape of Clerk's second version: it says that the session is
   * active ({@code sid}, {@code sts}) and for which organisation the user acts ({@code o}), comes
   * from no template and does not say in its header that it did.
   *
   * @param id the session's id
   * @param session who has signed in, and as what
   * @param authorizedParty the page's origin, which becomes {@code azp}; empty: no page asked
   * @param lifetime whole seconds, 30 s to 315,360,000 s; empty: 60 s
   * @return a compact JWS (RFC 7515, section 7.1)
   * @throws IssuerException with {@link IssuerException.Code#INVALID_VALUE} for another lifetime,
   *     or {@link IssuerException.Code#TOKEN_TOO_LARGE}
   */
  public String issueSessionToken(
      String id,
      IssuerSession session,
      Optional<String> authorizedParty,
      Optional<Duration> lifetime) {
    JwtTemplate.Builder recipe = JwtTemplate.builder("session");
    lifetime.ifPresent(recipe::lifetime);
    JwtTemplate times = recipe.build();
    Map<String, @Nullable Object> claims =
        registered(times, session.user(), authorizedParty.orElse(null));
    claims.putAll(SessionClaims.of(id, session));
    return bounded(keys.signer(times.lifetime()).signSessionToken(claims));
  }

  private JwtTemplate find(String name) {
    return templates
        .find(name)
        .map(StoredTemplate::template)
        .orElseThrow(
            () ->
                new IssuerException(
                    IssuerException.Code.RESOURCE_NOT_FOUND,
                    "No JWT template was found with this name."));
  }

  private String sign(
      JwtTemplate template, IssuerSession session, @Nullable String authorizedParty) {
    Map<String, @Nullable Object> claims = claims(template, session, authorizedParty);
    TokenSigner signer =
        template
            .signingKey()
            .map(TemplateKey::signer)
            .orElseGet(() -> keys.signer(template.lifetime()));
    return bounded(signer.signTemplateToken(claims));
  }

  private static String bounded(String token) {
    if (token.length() > MAX_TOKEN) {
      throw Shortcodes.outputTooLarge();
    }
    return token;
  }

  private Map<String, @Nullable Object> claims(
      JwtTemplate template, IssuerSession session, @Nullable String authorizedParty) {
    Map<String, @Nullable Object> claims = registered(template, session.user(), authorizedParty);
    claims.putAll(Shortcodes.parse(template.claims()).resolve(session.roots()));
    return claims;
  }

  private Map<String, @Nullable Object> registered(
      JwtTemplate template, IssuerUser user, @Nullable String authorizedParty) {
    long now = clock.instant().getEpochSecond();
    Map<String, @Nullable Object> claims = new LinkedHashMap<>();
    if (authorizedParty != null) {
      claims.put("azp", authorizedParty);
    }
    claims.put("exp", now + template.lifetime().toSeconds());
    claims.put("iat", now);
    claims.put("iss", url);
    claims.put("jti", id());
    claims.put("nbf", now - template.allowedClockSkew().toSeconds());
    claims.put("sub", user.id());
    return claims;
  }

  private String id() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
