package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers whose tokens are verified by a secret, of which nothing is published. */
@Timeout(60)
class SharedSecretTest {
  private static final String SUPABASE = "https://abcdefghijklmnopqrst.supabase.co/auth/v1";
  private static final String SECRET = "a-secret-of-this-test-that-is-long-enough-for-hs256";

  @TempDir Path directory;

  @Test
  void passesTheCheckWithNothingToFetch() throws Exception {
    Scene project =
        Scene.with(
            directory,
            "aval.providers.supabase.type",
            "custom-jwt",
            "aval.providers.supabase.issuer",
            SUPABASE,
            "aval.providers.supabase.algorithms",
            "HS256",
            "aval.providers.supabase.secret",
            SECRET,
            "aval.providers.supabase.application-id",
            "authenticated");
    Scene.Result result = project.auth("", "check");
    assertThat(result.exit()).as(result.out()).isEqualTo(Exit.DONE);
    assertThat(result.out())
        .containsPattern("- +discovery +the configuration has the secret")
        .containsPattern("ok +keys +the shared secret")
        .containsPattern("ok +algorithms +HS256")
        .doesNotContain(SECRET);
  }

  @Test
  void isAddedWithoutAnybodyBeingAsked() throws Exception {
    Scene project = Scene.empty(directory);
    Scene.Result result = add(project, "https://login.example.com");
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    assertThat(project.parameters())
        .contains("aval.providers.example.algorithms=HS256")
        .contains("aval.providers.example.secret=" + SECRET);
  }

  @Test
  void isOfferedNoPlaceOfPublishedKeys() throws Exception {
    for (String[] options : new String[][] {{"--proposals"}, {"--proposals", "--offline"}}) {
      Scene project = Scene.empty(directory.resolve("with" + options.length));
      Scene.Result result = add(project, SUPABASE, options);
      assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
      assertThat(result.out()).doesNotContain("jwks=");
      assertThat(project.parameters())
          .contains("aval.providers.supabase.roles-claims=app_metadata.roles")
          .noneMatch(one -> one.contains(".jwks="));
    }
  }

  @Test
  void isOfferedNoneEitherWhereTheServerAloneKnowsTheSecret() throws Exception {
    Scene project = Scene.empty(directory);
    Scene.Result result =
        project.auth(
            "",
            "add",
            "--issuer",
            SUPABASE,
            "--set",
            "algorithms=HS256",
            "--set",
            "secret=${env.AVAL_TEST_NOT_SET}",
            "--application-id",
            "authenticated",
            "--proposals",
            "--offline");
    assertThat(result.exit()).as(result.err()).isEqualTo(Exit.DONE);
    assertThat(project.parameters()).noneMatch(one -> one.contains(".jwks="));
  }

  private static Scene.Result add(Scene project, String issuer, String... options) {
    Stream<String> usual =
        Stream.of(
            "add",
            "--issuer",
            issuer,
            "--set",
            "algorithms=HS256",
            "--set",
            "secret=" + SECRET,
            "--application-id",
            "authenticated");
    return project.auth("", Stream.concat(usual, Stream.of(options)).toArray(String[]::new));
  }
}
