package io.aval.testing.issuers;

import io.aval.Reason;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One token as an issuer makes it, and what Aval should say to it.
 *
 * @param name what is particular about it
 * @param kind what the issuer calls it
 * @param caller {@code user} or {@code machine}
 * @param snippet which configuration of the page it meets, from 1
 * @param header its header; empty for a literal token
 * @param claims its claims, with moments relative to now; empty for a literal token
 * @param literal the whole token, where it is not a signed JWT
 * @param secret the throw-away secret that signs it, where no published key does
 * @param foreignKey whether a key signs it that the issuer does not publish
 * @param identity what the identity must have; empty: the token is refused
 * @param refused why it is refused; empty: it is accepted
 * @param mistake the words of the page's table of mistakes that it stands for
 * @param hint the hint that people should get
 */
public record TokenShape(
    String name,
    String kind,
    String caller,
    int snippet,
    JsonObject header,
    JsonObject claims,
    Optional<String> literal,
    Optional<String> secret,
    boolean foreignKey,
    Optional<JsonObject> identity,
    Optional<Reason> refused,
    Optional<String> mistake,
    Optional<String> hint) {
  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "kind",
          "caller",
          "snippet",
          "header",
          "claims",
          "token",
          "secret",
          "foreign-key",
          "identity",
          "refused",
          "mistake",
          "hint");

  static TokenShape read(String place, JsonObject json) {
    Members members = new Members(place, json).only(MEMBERS);
    TokenShape shape =
        new TokenShape(
            members.text("name"),
            members.text("kind"),
            members.text("caller"),
            json.getInt("snippet", 0),
            members.object("header").orElse(JsonValue.EMPTY_JSON_OBJECT),
            members.object("claims").orElse(JsonValue.EMPTY_JSON_OBJECT),
            members.optionalText("token"),
            members.optionalText("secret"),
            json.getBoolean("foreign-key", false),
            members.object("identity"),
            members.optionalText("refused").map(text -> reason(members, text)),
            members.optionalText("mistake"),
            members.optionalText("hint"));
    shape.check(members);
    return shape;
  }

  private void check(Members members) {
    if (literal.isPresent() == members.has("claims")
        || members.has("header") != members.has("claims")) {
      throw members.fault("needs either header and claims, or token");
    }
    if (literal.isEmpty() && header.getString("alg", "").isEmpty()) {
      throw members.fault("needs an alg in its header");
    }
    if (identity.isPresent() == refused.isPresent()) {
      throw members.fault("needs either identity or refused");
    }
    if (!Set.of("user", "machine").contains(caller)) {
      throw members.fault("has a caller other than user and machine");
    }
    if (identity.isPresent() && (mistake.isPresent() || hint.isPresent())) {
      throw members.fault("is accepted, and so is no mistake and needs no hint");
    }
  }

  private static Reason reason(Members members, String text) {
    return Arrays.stream(Reason.values())
        .filter(reason -> reason.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                members.fault(
                    "is refused for "
                        + text
                        + "; there are "
                        + Arrays.stream(Reason.values())
                            .map(Reason::name)
                            .collect(Collectors.joining(", "))));
  }
}
