package io.aval.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrictTemplatesTest {
  private TemplateStore lenient;
  private TemplateStore strict;

  @BeforeEach
  void open(@TempDir Path directory) {
    lenient = TemplateStore.inDirectory(directory, Clock.systemUTC());
    strict = lenient.strict();
  }

  @Test
  void savesNoTemplateWithAnUnknownShortcodeAndNamesItsPlace() {
    assertThatThrownBy(() -> strict.create(template("{{user.frist_name}}")))
        .isInstanceOf(IssuerException.class)
        .hasMessage("claims.who, character 3: there is no shortcode of this name.");
    assertThat(strict.list()).isEmpty();

    StoredTemplate good = strict.create(template("{{user.first_name || 'you'}}"));
    assertThatThrownBy(() -> strict.update(good.id(), 1, template("{{user.frist_name}}")))
        .isInstanceOf(IssuerException.class);
    assertThat(strict.get(good.id())).contains(good);
    assertThat(strict.update(good.id(), 1, template("{{user.id}}")).version()).isEqualTo(2);
    assertThat(strict.find("t")).map(StoredTemplate::version).contains(2L);
  }

  @Test
  void stillFindsAndDeletesWhatWasSavedBefore() {
    StoredTemplate old = lenient.create(template("{{user.frist_name}}"));
    assertThat(strict.find("t")).contains(old);
    assertThat(strict.delete(old.id())).isEqualTo(old);
    assertThat(strict.list()).isEmpty();
  }

  private static JwtTemplate template(String who) {
    return JwtTemplate.builder("t").claim("who", who).build();
  }
}
