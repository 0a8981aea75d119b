package io.aval.internal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.dashboard.DashboardScene.Answer;
import io.aval.testing.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dashboard whose templates are away, over HTTP. */
class DashboardFailureTest {
  @TempDir private Path folder;

  @Test
  void answersInItsOwnShapeAndLeavesTheReasonToTheLog() throws Exception {
    Path templates = Files.createDirectory(folder.resolve("templates"));
    try (DashboardScene scene =
        new DashboardScene(
            MutableClock.at("2026-01-01T00:00:00Z"),
            Map.of("aval.issuer.templates", templates.toString()))) {
      remove(templates);
      Answer answer = scene.own("GET " + DashboardScene.API + "templates", "");

      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.json().getString("code")).isEqualTo("internal_error");
      assertThat(answer.json().getString("message")).contains("AVAL-311");
      assertThat(answer.body()).doesNotContain(templates.toString(), "Exception", "at io.aval");
      assertThat(answer.header("Content-Type")).contains("application/json");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("Content-Security-Policy")).isPresent();
      assertThat(scene.log()).hasSize(1).first().asString().startsWith("AVAL-311 ");
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
