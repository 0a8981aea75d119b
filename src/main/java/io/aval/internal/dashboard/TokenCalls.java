package io.aval.internal.dashboard;

import io.aval.internal.issuer.IssuerParts;
import io.aval.internal.jose.PrettyJson;
import io.aval.internal.jose.TokenSigner;
import io.aval.issuer.IssuerException;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.PublishedKey;
import io.aval.issuer.Shortcodes;
import io.aval.issuer.TokenIssuer;
import io.aval.issuer.UserDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page's calls for tokens. A preview is never a token: nobody may have one that says they are
 * somebody else. Demo users are nobody, so theirs are minted, on the server's own machine.
 */
final class TokenCalls {
  private static final int MOST_USERS = 20;

  private final IssuerParts parts;

  TokenCalls(IssuerParts parts) {
    this.parts = parts;
  }

  Map<String, @Nullable Object> users(Call call) {
    return Map.of("users", parts.users().usernames(call.text("beginning").orElse(""), MOST_USERS));
  }

  /** A draft with an error is answered like any other: people look at it while they type. */
  Map<String, @Nullable Object> preview(Call call) {
    try {
      return resolved(call);
    } catch (IssuerException fault) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("error", ErrorJson.of(fault));
      return json;
    }
  }

  private Map<String, @Nullable Object> resolved(Call call) {
    JwtTemplate template = TemplateForm.forPreview(call);
    Map<String, @Nullable Object> claims =
        issuer(call).preview(template, session(parts.users(), call));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("header_text", PrettyJson.write(header(TemplateForm.ownAlgorithm(call))));
    json.put("claims_text", PrettyJson.write(claims));
    json.put("warning", unknownShortcode(template).orElse(null));
    return json;
  }

  Map<String, @Nullable Object> mint(Call call) {
    // Beside an application's own directory, whose users are somebody.
    UserDirectory demo =
        parts
            .users()
            .demo()
            .filter(known -> call.caller().isLoopback())
            .orElseThrow(
                () ->
                    new IssuerException(
                        IssuerException.Code.AUTHORIZATION_INVALID,
                        "Tokens are minted here only for demo users, on the server's own"
                            + " machine."));
    String token =
        issuer(call)
            .issue(
                call.requireText("template"),
                session(demo, call),
                Optional.ofNullable(call.caller().origin()));
    return Map.of("token", token);
  }

  private TokenIssuer issuer(Call call) {
    return new TokenIssuer(
        parts.url().of(call.caller()), parts.templates(), parts.keys(), parts.clock());
  }

  private static IssuerSession session(UserDirectory users, Call call) {
    return users
        .session(call.requireText("user"))
        .orElseThrow(
            () ->
                new IssuerException(
                    IssuerException.Code.RESOURCE_NOT_FOUND,
                    "There is no user of this name.",
                    IssuerException.Place.of("user")));
  }

  private Map<String, @Nullable Object> header(Optional<String> ownAlgorithm) {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("alg", ownAlgorithm.orElse("RS256"));
    if (ownAlgorithm.isEmpty()) {
      parts.keys().list().stream()
          .filter(key -> key.state() == PublishedKey.State.CURRENT)
          .findFirst()
          .ifPresent(key -> header.put("kid", key.kid()));
    }
    header.put("typ", "JWT");
    header.put(TokenSigner.CATEGORY_HEADER, TokenSigner.TEMPLATE_CATEGORY);
    return header;
  }

  /** Worth null in a token, which may be meant; more often it is a slip. */
  private static Optional<Map<String, @Nullable Object>> unknownShortcode(JwtTemplate template) {
    try {
      Shortcodes.parseStrictly(template.claims());
      return Optional.empty();
    } catch (IssuerException e) {
      return e.getPlace()
          .map(
              place ->
                  Map.of(
                      "message", String.valueOf(e.getMessage()),
                      "pointer", place.pointer(),
                      "position", place.position()));
    }
  }
}
