package io.aval.internal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aval.internal.cli.DevRun.Reply;
import io.aval.internal.jose.StrictJson;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesCommandsTest {
  private static final String SECRET = "a-secret-of-these-tests-that-is-long-enough";

  @TempDir private Path project;
  private Path webXml;
  private Path folder;

  @BeforeEach
  void begin() {
    webXml = CommandRun.webXml(project, Map.of("aval.issuer.enabled", "true"));
    folder = webXml.resolveSibling("jwt-templates");
  }

  @Test
  void listsTheTemplateThatGoesWithoutSaying() {
    assertThat(templates("list").done())
        .contains("There is no file in " + folder)
        .containsPattern("convex +1h +RS256 +11 +convex");
  }

  @Test
  void addsAPresetThatTheIssuerReadsAsItIs() throws Exception {
    assertThat(templates("add", "--preset", "convex").done())
        .contains("Added " + folder.resolve("convex.json"));

    byte[] file = Files.readAllBytes(folder.resolve("convex.json"));
    assertThat(TemplateStore.ofFiles(Map.of("convex.json", file)).list().get(0).template())
        .isEqualTo(JwtTemplate.convex());
    assertThat(Files.readString(folder.resolve("convex.json")))
        .startsWith("{\n  \"name\": \"convex\",\n  \"lifetime\": 3600,\n  \"claims\": {")
        .endsWith("}\n");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1); // and no lock in somebody's sources
    }
    assertThat(templates("add", "--preset", "convex").notDone()).contains("is there already");
    assertThat(Files.readAllBytes(folder.resolve("convex.json"))).isEqualTo(file);
  }

  @Test
  void takesNameLifetimeAndSkewFromOptions() throws Exception {
    templates("add", "api", "--preset", "hasura", "--lifetime", "10m", "--clock-skew", "30").done();

    JwtTemplate added = only();
    assertThat(added.name()).isEqualTo("api");
    assertThat(added.lifetime()).isEqualTo(Duration.ofMinutes(10));
    assertThat(added.allowedClockSkew()).isEqualTo(Duration.ofSeconds(30));
    assertThat(added.claims()).containsKey("https://hasura.io/jwt/claims");
  }

  @Test
  void asksWhereNothingIsSaid() throws Exception {
    CommandRun run =
        CommandRun.with("convox\n\nmine\nsoon\n90s\n", "templates", "add", "--web-xml", webXml);

    assertThat(run.done())
        .contains("Please type one of blank, convex, hasura, nhost, supabase, grafbase, fauna.")
        .contains("How long should its tokens be valid? (1h):")
        .contains("which it has no more");
    assertThat(only().name()).isEqualTo("mine");
    assertThat(only().lifetime()).isEqualTo(Duration.ofSeconds(90));
    assertThat(only().claims()).isEqualTo(JwtTemplate.convex().claims());
  }

  @Test
  void addsFromAFileAndFromStandardInput() throws Exception {
    Path file = project.resolve("some.json");
    Files.writeString(
        file, "{\"name\":\"one\",\"lifetime\":120,\"claims\":{\"aud\":\"{{user.id}}\"}}");
    templates("add", "--file", file).done();
    templates("add", "two", "--file", file).done();
    CommandRun.with(
            "{\"aud\":\"three\"}",
            "templates",
            "add",
            "three",
            "--claims",
            "-",
            "--web-xml",
            webXml)
        .done();

    assertThat(templates("list").done())
        .containsPattern("one +2m +RS256 +1 +-")
        .containsPattern("two +2m")
        .containsPattern("three +1m +RS256 +1 +three");
    assertThat(CommandRun.with("{}", "templates", "add", "--claims", "-").notDone())
        .contains("Claims alone have no name");
  }

  @Test
  void refusesWhatTheIssuerRefusesInItsWords() {
    Map<List<Object>, Runnable> cases = new LinkedHashMap<>();
    cases.put(
        List.of("{\"sub\":\"x\",\"iss\":\"y\"}", "a"),
        () -> JwtTemplate.builder("a").claim("sub", "x").claim("iss", "y").build());
    cases.put(List.of("{}", "a b"), () -> JwtTemplate.builder("a b").build());
    cases.put(
        List.of("{}", "a", "--lifetime", "29"),
        () -> JwtTemplate.builder("a").lifetime(Duration.ofSeconds(29)).build());
    cases.put(
        List.of("{}", "a", "--clock-skew", "301"),
        () -> JwtTemplate.builder("a").allowedClockSkew(Duration.ofSeconds(301)).build());
    cases.put(
        List.of("{\"x\":\"{{user.id\"}", "a"),
        () -> JwtTemplate.builder("a").claim("x", "{{user.id").build());
    cases.forEach(
        (words, refused) -> {
          List<Object> all = new ArrayList<>(List.of("templates", "add"));
          all.addAll(words.subList(1, words.size()));
          all.addAll(List.of("--claims", "-", "--web-xml", webXml));
          String message = CommandRun.with(words.get(0).toString(), all.toArray()).notDone();
          IssuerException fault = catchThrowableOfType(IssuerException.class, refused::run);
          assertThat(message.strip()).isEqualTo(fault.getMessage());
        });
    assertThat(folder).doesNotExist();
  }

  @Test
  void warnsOfUnknownShortcodesOrRefusesThemAsTheConfigurationSays() {
    String claims = "{\"x\":\"{{user.nmae}}\"}";
    CommandRun lenient =
        CommandRun.with(
            claims, "templates", "add", "a", "--claims", "-", "--dry-run", "--web-xml", webXml);
    assertThat(lenient.done()).contains("\"name\": \"a\"", "Nothing was changed");
    assertThat(lenient.err()).contains("It will be null in tokens: claims.x, character 3: ");
    assertThat(folder).doesNotExist();
    webXml =
        CommandRun.webXml(
            project,
            Map.of("aval.issuer.enabled", "true", "aval.issuer.strict-shortcodes", "true"));
    assertThat(
            CommandRun.with(claims, "templates", "add", "a", "--claims", "-", "--web-xml", webXml)
                .notDone())
        .startsWith("claims.x, character 3: ");
    assertThat(folder).doesNotExist();
  }

  @Test
  void keepsATemplatesOwnKeyInADirectoryOnlyAndShowsItNowhere() throws Exception {
    Path key = project.resolve("secret");
    Files.writeString(key, SECRET + "\n");
    Object[] add = {"add", "--preset", "supabase", "--signing-key-file", key};
    assertThat(templates(add).notDone()).contains("--directory");

    Path directory = project.resolve("kept");
    List<Object> there = new ArrayList<>(List.of(add));
    there.addAll(List.of("--directory", directory));
    List<CommandRun> runs = new ArrayList<>();
    runs.add(templates(there.toArray()));
    runs.add(templates("list", "--directory", directory));
    runs.add(templates("list", "--json", "--directory", directory));
    runs.add(templates("preview", "supabase", "--directory", directory));
    runs.forEach(run -> assertThat(run.done()).doesNotContain(SECRET));
    assertThat(runs.get(1).out()).containsPattern("supabase +1m +HS256");
    assertThat(runs.get(3).json().get("header").toString()).contains("alg=HS256");
    assertThat(
            TemplateStore.inDirectory(directory, Clock.systemUTC())
                .find("supabase")
                .orElseThrow()
                .template()
                .signingKey())
        .isPresent();
    assertThat(Files.getPosixFilePermissions(directory.resolve("supabase.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(templates(there.toArray()).notDone()).contains("of this name already");
    Files.writeString(key, "short");
    there.add(1, "other");
    assertThat(templates(there.toArray()).notDone())
        .contains("signing_key")
        .doesNotContain("short\n");
  }

  @Test
  void previewsWhatIsMinted() throws Exception {
    templates("add", "--preset", "convex").done();
    try (DevRun dev = DevRun.start("--web-xml", webXml)) {
      Reply minted = dev.call("POST /v1/client/sessions/sess_ada/tokens/convex");
      byte[] payload = Base64.getUrlDecoder().decode(minted.jwt().split("\\.")[1]);
      Map<String, Object> token = new LinkedHashMap<>(StrictJson.read(payload));

      CommandRun run = templates("preview", "convex", "--user", "ada", "--issuer", dev.url());

      run.done();
      Map<String, Object> claims = new LinkedHashMap<>();
      ((Map<?, ?>) run.json().get("claims")).forEach((name, value) -> claims.put("" + name, value));
      assertThat(claims.keySet()).isEqualTo(token.keySet());
      for (String differs : List.of("iat", "exp", "nbf", "jti")) {
        claims.remove(differs);
        token.remove(differs);
      }
      assertThat(claims).isEqualTo(token).containsEntry("name", "Ada Lovelace");
    }
  }

  @Test
  void saysWhichTemplatesAndUsersThereAre() {
    assertThat(templates("preview", "other").notDone()).contains("There are: convex.");
    assertThat(templates("preview", "convex", "--user", "eve").notDone())
        .contains("There is no user eve.", "ada, grace");
  }

  @Test
  void namesAFileThatIsNoTemplate() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bad.json"), "{\"name\":\"bad\"}");
    assertThat(templates("list").notDone()).contains("bad.json: claims is missing");
  }

  private JwtTemplate only() throws Exception {
    try (var files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      return TemplateStore.ofFiles(Map.of(file.getFileName().toString(), Files.readAllBytes(file)))
          .list()
          .get(0)
          .template();
    }
  }

  private CommandRun templates(Object... words) {
    List<Object> all = new ArrayList<>(List.of("templates"));
    all.addAll(List.of(words));
    all.addAll(List.of("--web-xml", webXml));
    return CommandRun.of(all.toArray());
  }
}
