package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ShortcodesTest {
  private static final Map<String, Object> ROOTS = Map.of("user", user());

  private static Map<String, Object> user() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("name", "Ada");
    user.put("empty", "");
    user.put("age", 36L);
    user.put("zero", 0L);
    user.put("yes", true);
    user.put("no", false);
    user.put("nothing", null);
    user.put("tags", List.of("a", "b"));
    user.put("none", Map.of());
    user.put("meta", Map.of("plan", Map.of("name", "gold", "seats", 3L), "ünï-code", "ok"));
    user.put("hostile", "{{user.age}} || 'x' }}");
    return user;
  }

  private static Object resolve(Object value) {
    return Shortcodes.parse(Collections.singletonMap("c", value)).resolve(ROOTS).get("c");
  }

  private static void refuses(String text, String fault) {
    assertThatThrownBy(() -> resolve(text))
        .isInstanceOfSatisfying(
            IssuerException.class,
            e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.INVALID_VALUE))
        .hasMessage("claims.c, character " + fault);
  }

  @Nested
  class WholeStringExpressions {
    @Test
    void keepTheTypeOfTheirValue() {
      assertThat(resolve("{{user.name}}")).isEqualTo("Ada");
      assertThat(resolve("{{user.age}}")).isEqualTo(36L);
      assertThat(resolve("{{user.yes}}")).isEqualTo(true);
      assertThat(resolve("{{user.no}}")).isEqualTo(false);
      assertThat(resolve("{{user.nothing}}")).isNull();
      assertThat(resolve("{{user.tags}}")).isEqualTo(List.of("a", "b"));
      assertThat(resolve("{{user.none}}")).isEqualTo(Map.of());
      assertThat(resolve("{{user.meta.plan}}")).isEqualTo(Map.of("name", "gold", "seats", 3L));
    }

    @Test
    void mayHaveWhiteSpaceInTheBraces() {
      assertThat(resolve("{{ user.age }}")).isEqualTo(36L);
      assertThat(resolve("{{\n\tuser.age\n}}")).isEqualTo(36L);
    }

    @Test
    void areTextWhenAnythingStandsAround() {
      assertThat(resolve(" {{user.age}}")).isEqualTo(" 36");
      assertThat(resolve("{{user.age}} ")).isEqualTo("36 ");
      assertThat(resolve("{{user.age}}{{user.age}}")).isEqualTo("3636");
    }

    @Test
    void mayBeLiterals() {
      assertThat(resolve("{{'x'}}")).isEqualTo("x");
      assertThat(resolve("{{''}}")).isEqualTo("");
      assertThat(resolve("{{true}}")).isEqualTo(true);
      assertThat(resolve("{{false}}")).isEqualTo(false);
      assertThat(resolve("{{12}}")).isEqualTo(12L);
      assertThat(resolve("{{-7}}")).isEqualTo(-7L);
      assertThat(resolve("{{1.5}}")).isEqualTo(new BigDecimal("1.5"));
      assertThat(resolve("{{2e3}}")).isEqualTo(2000L);
    }
  }

  @Nested
  class Paths {
    @Test
    void walkIntoObjects() {
      assertThat(resolve("{{user.meta.plan.name}}")).isEqualTo("gold");
      assertThat(resolve("{{user.meta.plan.seats}}")).isEqualTo(3L);
      assertThat(resolve("{{user.meta.ünï-code}}")).isEqualTo("ok");
    }

    @Test
    void areNullWhereNothingIs() {
      assertThat(resolve("{{user.unknown}}")).isNull();
      assertThat(resolve("{{user.meta.plan.other}}")).isNull();
      assertThat(resolve("{{user.name.deeper}}")).isNull();
      assertThat(resolve("{{user.nothing.deeper}}")).isNull();
      assertThat(resolve("{{user.tags.0}}")).isNull();
      assertThat(resolve("{{date.now}}")).isNull();
      assertThat(resolve("{{anything}}")).isNull();
      assertThat(resolve("{{null}}")).isNull();
    }
  }

  @Nested
  class EmbeddedExpressions {
    @Test
    void becomeText() {
      assertThat(resolve("Hello {{user.name}}!")).isEqualTo("Hello Ada!");
      assertThat(resolve("{{user.name}} is {{user.age}}")).isEqualTo("Ada is 36");
      assertThat(resolve("is {{user.yes}}")).isEqualTo("is true");
      assertThat(resolve("has {{user.nothing}}")).isEqualTo("has null");
      assertThat(resolve("tags {{user.tags}}")).isEqualTo("tags [\"a\",\"b\"]");
      assertThat(resolve("none {{user.none}}")).isEqualTo("none {}");
    }

    @Test
    void mayHaveFallbacks() {
      assertThat(resolve("Hi {{user.nothing || 'you'}}!")).isEqualTo("Hi you!");
    }
  }

  @Nested
  class Fallbacks {
    @Test
    void takeTheFirstThatIsNeitherNullNorFalse() {
      assertThat(resolve("{{user.nothing || user.name}}")).isEqualTo("Ada");
      assertThat(resolve("{{user.no || user.name}}")).isEqualTo("Ada");
      assertThat(resolve("{{user.name || 'x'}}")).isEqualTo("Ada");
      assertThat(resolve("{{user.a || user.b || user.age || 'x'}}")).isEqualTo(36L);
    }

    @Test
    void keepEmptyTextZeroAndEmptyObject() {
      assertThat(resolve("{{user.empty || 'x'}}")).isEqualTo("");
      assertThat(resolve("{{user.zero || 1}}")).isEqualTo(0L);
      assertThat(resolve("{{user.none || 'x'}}")).isEqualTo(Map.of());
    }

    @Test
    void takeTheLastOperandWhateverItIs() {
      assertThat(resolve("{{user.nothing || user.no}}")).isEqualTo(false);
      assertThat(resolve("{{user.no || user.nothing}}")).isNull();
      assertThat(resolve("{{user.no || false}}")).isEqualTo(false);
    }

    @Test
    void needNoWhiteSpace() {
      assertThat(resolve("{{user.nothing||'x'}}")).isEqualTo("x");
    }
  }

  @Nested
  class QuotedText {
    @Test
    void mayHoldWhatElseEndsAnExpression() {
      assertThat(resolve("{{user.nothing || 'a || b'}}")).isEqualTo("a || b");
      assertThat(resolve("{{'}}'}}")).isEqualTo("}}");
      assertThat(resolve("{{'{{'}}user.name}}")).isEqualTo("{{user.name}}");
    }

    @Test
    void escapesQuoteAndBackslash() {
      assertThat(resolve("{{'it\\'s'}}")).isEqualTo("it's");
      assertThat(resolve("{{'a\\\\b'}}")).isEqualTo("a\\b");
    }
  }

  @Nested
  class StaticJson {
    @Test
    void passesThrough() {
      assertThat(resolve("plain")).isEqualTo("plain");
      assertThat(resolve("")).isEqualTo("");
      assertThat(resolve("a { b } } c")).isEqualTo("a { b } } c");
      assertThat(resolve("a }} b")).isEqualTo("a }} b");
      assertThat(resolve(5)).isEqualTo(5);
      assertThat(resolve(true)).isEqualTo(true);
      assertThat(resolve(null)).isNull();
      assertThat(resolve(Arrays.asList(1, null))).isEqualTo(Arrays.asList(1, null));
    }

    @Test
    void isResolvedInDepth() {
      assertThat(resolve(Map.of("a", List.of(Map.of("b", "{{user.age}}")))))
          .isEqualTo(Map.of("a", List.of(Map.of("b", 36L))));
    }

    @Test
    void keepsShortcodesInNamesAsTheyAre() {
      assertThat(resolve(Map.of("{{user.name}}", 1))).isEqualTo(Map.of("{{user.name}}", 1));
    }
  }

  @Test
  void neverLooksForShortcodesInWhatAUserBrings() {
    assertThat(resolve("{{user.hostile}}")).isEqualTo("{{user.age}} || 'x' }}");
    assertThat(resolve("<{{user.hostile}}>")).isEqualTo("<{{user.age}} || 'x' }}>");
  }

  @Test
  void tellsWhereAnExpressionIsOutOfShape() {
    refuses("ab{{user.name", "3: the {{ that begins here is not closed.");
    refuses("{{", "1: the {{ that begins here is not closed.");
    refuses("{{}}", "3: expected a shortcode, a number or 'text' here.");
    refuses("{{ || 'x'}}", "4: expected a shortcode, a number or 'text' here.");
    refuses("{{user.name || }}", "16: expected a shortcode, a number or 'text' here.");
    refuses("{{user name}}", "8: expected || or }} here.");
    refuses("{{user.name | 'x'}}", "13: expected || or }} here.");
    refuses("{{user..name}}", "3: a name is missing beside a dot.");
    refuses("{{.name}}", "3: a name is missing beside a dot.");
    refuses("{{user.}}", "3: a name is missing beside a dot.");
    refuses("{{'open}}", "3: the quote that begins here is not closed.");
    refuses("{{'a\\n'}}", "5: only \\' and \\\\ may be escaped in quoted text.");
    refuses("{{\"x\"}}", "3: expected a shortcode, a number or 'text' here.");
    refuses("{{12abc}}", "3: not a number.");
    refuses("{{1e999999999}}", "3: the number has too many digits.");
    refuses("{{{user.name}}}", "3: expected a shortcode, a number or 'text' here.");
  }

  @Test
  void namesTheClaimInAFault() {
    assertThatThrownBy(
            () -> Shortcodes.parse(Map.of("a", Map.of("b", List.of("ok", "{{user.name")))))
        .hasMessage("claims.a.b[1], character 1: the {{ that begins here is not closed.");
  }

  @Test
  void refusesOutputThatGrowsBeyondItsBounds() {
    Map<String, Object> roots = Map.of("user", Map.of("big", "x".repeat(1_000)));
    tooLarge(() -> Shortcodes.parse(Map.of("c", "{{user.big}}".repeat(11))).resolve(roots));
    tooLarge(
        () ->
            Shortcodes.parse(Map.of("c", Collections.nCopies(11, "{{user.big}}"))).resolve(roots));
    assertThat(Shortcodes.parse(Map.of("c", "{{user.big}}".repeat(9))).resolve(roots))
        .containsKey("c");
  }

  @Test
  void boundsNestingOfTemplateAndOutput() {
    Object deep = "x";
    for (int i = 0; i < 15; i++) {
      deep = Map.of("d", deep);
    }
    Object allowed = deep;
    assertThat(resolve(allowed)).isEqualTo(allowed);
    assertThatThrownBy(() -> resolve(List.of(allowed))).hasMessageContaining("nests deeper");

    Map<String, Object> roots = Map.of("user", allowed);
    assertThat(Shortcodes.parse(Map.of("c", "{{user}}")).resolve(roots)).containsKey("c");
    tooLarge(() -> Shortcodes.parse(Map.of("c", List.of("{{user}}"))).resolve(roots));
  }

  @Test
  void refusesValuesThatAreNotJson() {
    assertThatThrownBy(() -> resolve(new Object()))
        .hasMessage("claims.c is not a JSON value but a java.lang.Object.");
  }

  private static void tooLarge(Executable resolving) {
    assertThatThrownBy(resolving::execute)
        .isInstanceOfSatisfying(
            IssuerException.class,
            e -> assertThat(e.getCode()).isEqualTo(IssuerException.Code.TOKEN_TOO_LARGE));
  }
}
