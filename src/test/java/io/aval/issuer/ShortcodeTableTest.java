package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aval.internal.jose.JsonText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What expressions are worth, one line each: the text in a template, then the JSON that comes out,
 * or after {@code !} the character and the beginning of the fault.
 */
class ShortcodeTableTest {
  private static final IssuerUser ADA =
      new IssuerUser(
          "user_1",
          Map.of(
              "first_name",
              "Ada",
              "last_name",
              "Løvelace 😀",
              "username",
              "",
              "email_verified",
              true,
              "created_at",
              1_700_000_000L,
              "public_metadata",
              Map.of(
                  "plan",
                  Map.of("name", "gold", "seats", 3L, "ratio", 1.5),
                  "tags",
                  List.of("a", Map.of("b", 1L)),
                  "zero",
                  0L,
                  "empty",
                  Map.of(),
                  "no",
                  false,
                  "hostile",
                  "{{user.id}} }} || 'x'",
                  "quote\"d",
                  "\"\\\n"),
              "organizations",
              Map.of("org_1", "admin")));

  private static final IssuerSession SESSION =
      new IssuerSession(
          ADA,
          Optional.of(
              new IssuerMembership(
                  "org_1",
                  "Analytical & Co",
                  Optional.empty(),
                  Optional.of("https://img.test/1"),
                  Map.of("tier", 2L),
                  "org:admin",
                  Map.of("since", 1842L),
                  List.of("notes:read", "notes:write"))),
          Map.of("sub", "user_2"),
          Optional.empty());

  private static final List<String> TABLE =
      List.of(
          // Whole expressions keep their type.
          "{{user.id}} → \"user_1\"",
          "{{user.first_name}} → \"Ada\"",
          "{{user.last_name}} → \"Løvelace 😀\"",
          "{{user.full_name}} → \"Ada Løvelace 😀\"",
          "{{user.username}} → \"\"",
          "{{user.external_id}} → null",
          "{{user.primary_email_address}} → null",
          "{{user.primary_phone_number}} → null",
          "{{user.primary_web3_wallet}} → null",
          "{{user.email_verified}} → true",
          "{{user.phone_number_verified}} → false",
          "{{user.two_factor_enabled}} → false",
          "{{user.has_image}} → false",
          "{{user.image_url}} → null",
          "{{user.profile_image_url}} → null",
          "{{user.created_at}} → 1700000000",
          "{{user.updated_at}} → null",
          "{{user.unsafe_metadata}} → {}",
          "{{user.organizations}} → {\"org_1\":\"admin\"}",
          "{{user.organizations.org_1}} → \"admin\"",
          "{{org.id}} → \"org_1\"",
          "{{org.name}} → \"Analytical & Co\"",
          "{{org.role}} → \"org:admin\"",
          "{{org.slug}} → null",
          "{{org.image_url}} → \"https://img.test/1\"",
          "{{org.has_image}} → true",
          "{{org.public_metadata}} → {\"tier\":2}",
          "{{org.public_metadata.tier}} → 2",
          "{{org_membership.public_metadata.since}} → 1842",
          "{{org_membership.permissions}} → [\"notes:read\",\"notes:write\"]",
          "{{session.actor}} → {\"sub\":\"user_2\"}",
          "{{session.actor.sub}} → \"user_2\"",
          "{{session.reverification_id}} → null",
          // Paths of any depth.
          "{{user.public_metadata.plan.name}} → \"gold\"",
          "{{user.public_metadata.plan.seats}} → 3",
          "{{user.public_metadata.plan.ratio}} → 1.5",
          "{{user.public_metadata.tags}} → [\"a\",{\"b\":1}]",
          "{{user.public_metadata.empty}} → {}",
          "{{user.public_metadata.no}} → false",
          "{{user.public_metadata.zero}} → 0",
          "{{user.public_metadata.plan.none}} → null",
          "{{user.public_metadata.none.none.none}} → null",
          "{{user.public_metadata.plan.name.deeper}} → null",
          "{{user.public_metadata.tags.0}} → null",
          "{{user.public_metadata.quote\"d}} !29 expected || or }} here",
          "{{user.public_metadata.hostile}} → \"{{user.id}} }} || 'x'\"",
          // Unknown and missing.
          "{{user.nothing}} → null",
          "{{user}} !never",
          "{{nobody}} → null",
          "{{nobody.at.all}} → null",
          "{{date.now}} → null",
          "{{USER.id}} → null",
          "{{user.ID}} → null",
          "{{user.private_metadata}} → null",
          // White space.
          "{{ user.id }} → \"user_1\"",
          "{{\tuser.id\n}} → \"user_1\"",
          "{{user.none||user.id}} → \"user_1\"",
          "{{ user.none  ||  user.id }} → \"user_1\"",
          "{{user. id}} !3 a name is missing beside a dot",
          "{{user .id}} !8 expected || or }} here",
          // Text around makes text.
          "a{{user.id}} → \"auser_1\"",
          "{{user.id}}b → \"user_1b\"",
          " {{user.created_at}} → \" 1700000000\"",
          "{{user.id}}{{user.id}} → \"user_1user_1\"",
          "{{user.first_name}} {{user.last_name}} → \"Ada Løvelace 😀\"",
          "is {{user.none}} → \"is null\"",
          "is {{user.email_verified}} → \"is true\"",
          "is {{user.public_metadata.no}} → \"is false\"",
          "is {{user.public_metadata.plan.ratio}} → \"is 1.5\"",
          "is {{org.public_metadata}} → \"is {\\\"tier\\\":2}\"",
          "is {{org_membership.permissions}} → \"is [\\\"notes:read\\\",\\\"notes:write\\\"]\"",
          "is {{user.public_metadata.hostile}} → \"is {{user.id}} }} || 'x'\"",
          "{{user.username}}. → \".\"",
          // No expressions.
          "plain → \"plain\"",
          "{ user.id } → \"{ user.id }\"",
          "}} → \"}}\"",
          "{ {user.id}} → \"{ {user.id}}\"",
          "|| 'x' → \"|| 'x'\"",
          "${user.id} → \"${user.id}\"",
          "é😀 → \"é😀\"",
          // Fallbacks: the first that is neither null nor false, else the last.
          "{{user.none || user.id}} → \"user_1\"",
          "{{user.id || user.none}} → \"user_1\"",
          "{{user.none || user.nothing}} → null",
          "{{user.none || user.public_metadata.no}} → false",
          "{{user.public_metadata.no || user.none}} → null",
          "{{user.username || 'x'}} → \"\"",
          "{{user.public_metadata.zero || 1}} → 0",
          "{{user.public_metadata.empty || 1}} → {}",
          "{{user.none || 'x'}} → \"x\"",
          "{{user.none || 12}} → 12",
          "{{user.none || -1.5}} → -1.5",
          "{{user.none || 1e3}} → 1000",
          "{{user.none || true}} → true",
          "{{user.none || false}} → false",
          "{{user.none || user.nothing || user.id || 'y'}} → \"user_1\"",
          "{{false || false || 0}} → 0",
          "{{'a' || 'b'}} → \"a\"",
          "{{'' || 'b'}} → \"\"",
          "is {{user.none || 'x'}}! → \"is x!\"",
          "{{user.none || 'x'}}{{user.none || 'y'}} → \"xy\"",
          // Literals.
          "{{'x'}} → \"x\"",
          "{{''}} → \"\"",
          "{{'it\\'s'}} → \"it's\"",
          "{{'a\\\\b'}} → \"a\\\\b\"",
          "{{'a || b }} c'}} → \"a || b }} c\"",
          "{{'{{user.id}}'}} → \"{{user.id}}\"",
          "{{'é😀'}} → \"é😀\"",
          "{{12}} → 12",
          "{{-12}} → -12",
          "{{0.25}} → 0.25",
          "{{true}} → true",
          "{{false}} → false",
          "{{null}} → null",
          "{{True}} → null",
          "{{99999999999999999999}} → 99999999999999999999",
          // Faults, each with its place.
          "{{}} !3 expected a shortcode",
          "{{ }} !4 expected a shortcode",
          "{{user.id !1 the {{ that begins here is not closed",
          "{{ !1 the {{ that begins here is not closed",
          "a {{user.id} b !12 expected || or }} here",
          "{{user.id}} {{ !13 the {{ that begins here is not closed",
          "{{|| user.id}} !3 expected a shortcode",
          "{{user.id ||}} !13 expected a shortcode",
          "{{user.id || || user.id}} !14 expected a shortcode",
          "{{user.id | user.id}} !11 expected || or }} here",
          "{{user..id}} !3 a name is missing beside a dot",
          "{{.user}} !3 a name is missing beside a dot",
          "{{user.}} !3 a name is missing beside a dot",
          "{{'x}} !3 the quote that begins here is not closed",
          "{{'a\\n'}} !5 only \\' and \\\\ may be escaped",
          "{{'x' 'y'}} !7 expected || or }} here",
          "{{user.id user.id}} !11 expected || or }} here",
          "{{1.2.3}} !3 not a number",
          "{{1e999}} !3 the number has too many digits",
          "{{\"x\"}} !3 expected a shortcode",
          "{{{user.id}}} !3 expected a shortcode",
          "{{a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q}} !3 a path has at most 16 names");

  @Test
  void everyLineHolds() {
    assertThat(TABLE).hasSizeGreaterThanOrEqualTo(120);
    for (String line : TABLE) {
      int fault = line.lastIndexOf(" !");
      int value = line.lastIndexOf(" → ");
      if (line.endsWith("!never")) {
        assertThat(resolve(line.substring(0, fault))).as(line).startsWith("{\"id\":\"user_1\"");
      } else if (value >= 0) {
        assertThat(resolve(line.substring(0, value)))
            .as(line)
            .isEqualTo(line.substring(value + " → ".length()));
      } else {
        String[] expected = line.substring(fault + 2).split(" ", 2);
        assertThatThrownBy(() -> resolve(line.substring(0, fault)))
            .as(line)
            .isInstanceOf(IssuerException.class)
            .hasMessageStartingWith("claims.c, character " + expected[0] + ": " + expected[1]);
      }
    }
  }

  private static String resolve(String text) {
    Map<String, ?> claims = Collections.singletonMap("c", text);
    return JsonText.write(Shortcodes.parse(claims).resolve(SESSION.roots()).get("c"));
  }

  @Test
  void theStrictCheckKnowsEveryShortcodeAndNoOther() {
    for (String known : Shortcodes.known()) {
      Shortcodes.parseStrictly(Map.of("c", "{{" + known + "}}"));
    }
    Shortcodes.parseStrictly(Map.of("c", "{{user.public_metadata.any.depth || 'x'}}"));
    for (String unknown : List.of("user", "user.nothing", "date.now", "user.id.x", "org", "x")) {
      assertThatThrownBy(
              () -> Shortcodes.parseStrictly(Map.of("c", List.of("ok {{" + unknown + "}}"))))
          .isInstanceOf(IssuerException.class)
          .hasMessage("claims.c[0], character 6: there is no shortcode of this name.");
    }
  }

  @Test
  void everyKnownShortcodeComesFromTheSession() {
    for (String known : Shortcodes.known()) {
      String[] path = known.split("\\.");
      assertThat(SESSION.roots().get(path[0])).as(known).containsKey(path[1]);
    }
  }
}
