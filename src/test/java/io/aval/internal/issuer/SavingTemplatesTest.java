package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.AUTHORIZED;
import static io.aval.internal.issuer.IssuerHost.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What matters when templates are saved over HTTP. */
class SavingTemplatesTest {
  private static final String ALL = "/v1/jwt_templates";

  @TempDir private Path templates;
  private IssuerHost host;

  private void start(boolean strict) throws Exception {
    host =
        IssuerHost.setupForServers()
            .with("aval.issuer.templates", templates.toString())
            .with("aval.issuer.strict-shortcodes", Boolean.toString(strict))
            .start();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void refusesUnknownShortcodesWhereThatIsAskedForAndSaysWhere() throws Exception {
    start(true);
    String claims = "\"claims\":{\"a\":[\"x {{user.frist_name}}\"]}}";
    assertThat(create("{\"name\":\"mine\"," + claims).isError(422, "form_param_value_invalid"))
        .startsWith("claims.a[0], character 5: ");
    String id = create("{\"name\":\"mine\",\"claims\":{}}").ok().getString("id");
    host.send("PATCH " + ALL + "/" + id, "{" + claims, AUTHORIZED, JSON)
        .isError(422, "form_param_value_invalid");
  }

  @Test
  void takesUnknownShortcodesElse() throws Exception {
    start(false);
    create("{\"name\":\"mine\",\"claims\":{\"a\":\"{{user.frist_name}}\"}}").ok();
    create("{\"name\":\"more\",\"claims\":{\"a\":\"{{user.\"}}")
        .isError(422, "form_param_value_invalid");
  }

  @Test
  void losesNoChangeOfManyWhoSaveAtOnce() throws Exception {
    start(false);
    String id = create("{\"name\":\"mine\",\"claims\":{}}").ok().getString("id");
    ExecutorService editors = Executors.newFixedThreadPool(8);
    List<Callable<Answer>> edits =
        IntStream.range(30, 70)
            .<Callable<Answer>>mapToObj(
                i ->
                    () ->
                        host.send(
                            "PATCH " + ALL + "/" + id,
                            "{\"lifetime\":" + i + "}",
                            AUTHORIZED,
                            JSON))
            .toList();
    int saved = 0;
    for (Future<Answer> edit : editors.invokeAll(edits)) {
      assertThat(edit.get().status()).isIn(200, 409);
      saved += edit.get().status() == 200 ? 1 : 0;
    }
    editors.shutdown();
    assertThat(saved).isPositive();
    assertThat(host.call("GET " + ALL + "/" + id, AUTHORIZED).ok().getInt("version"))
        .isEqualTo(1 + saved);
  }

  private Answer create(String body) throws IOException {
    return host.send("POST " + ALL, body, AUTHORIZED, JSON);
  }
}
