package io.aval.internal.cli;

import io.aval.internal.issuer.LoopbackIssuer;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.StoredTemplate;
import io.aval.issuer.TemplateStore;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code aval issuer dev}. */
@Command(
    name = "dev",
    description = {
      "",
      "It answers this machine alone. Its templates and users are those of the project, where there"
          + " are any.",
    },
    optionListHeading = "%nOptions:%n",
    mixinStandardHelpOptions = true)
final class IssuerDevCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final Project project = new Project();

  @Option(names = "--port", paramLabel = "PORT", description = "The port. Default: any free one.")
  private int port;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "Users, as in WEB-INF/demo-users.json. Default: that file, or two built in.")
  private @Nullable Path users;

  @Option(
      names = "--templates",
      paramLabel = "DIRECTORY",
      description = "JWT templates. Default: WEB-INF/jwt-templates, or convex.")
  private @Nullable Path templates;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = {
        "Keeps the signing keys in this PKCS#12 file. Its password is AVAL_ISSUER_KEYS_PASSWORD, or"
            + " asked for. It is this issuer's to keep: keys in it change and are swept out by age, so"
            + " never name the file of a server. Default: new keys at each start.",
      })
  private @Nullable Path keys;

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = "Lets pages of this origin fetch tokens; those of localhost may, anyway.")
  private final List<String> origins = new ArrayList<>();

  IssuerDevCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    DevUsers known = DevUsers.find(users, project.webInf());
    known.first();
    TemplateStore store = store();
    List<StoredTemplate> list = list(store);
    DevIssuer.Parts parts = new DevIssuer.Parts(store, signingKeys(), known, origins);
    try (DevIssuer issuer = DevIssuer.start(port, parts, Clock.systemUTC())) {
      tell(issuer, known, list);
      waitForTheEnd();
      return Exit.DONE;
    }
  }

  private TemplateStore store() throws Trouble {
    if (templates != null && !Files.isDirectory(templates)) {
      throw new Trouble("There is no directory " + templates + ".");
    }
    return templates == null
        ? new ProjectTemplates(project.templates())
        : new ProjectTemplates(templates);
  }

  private static List<StoredTemplate> list(TemplateStore store) throws Trouble {
    try {
      return store.list();
    } catch (IssuerException | UncheckedIOException fault) {
      throw new Trouble(String.valueOf(fault.getMessage()));
    }
  }

  private SigningKeys signingKeys() throws Trouble {
    return keys == null
        ? SigningKeys.inMemory(KeyRotation.DEFAULT, Clock.systemUTC())
        : KeysFile.open(
            keys, KeysFile.password(System.getenv()), KeyRotation.DEFAULT, Clock.systemUTC());
  }

  private void tell(DevIssuer issuer, DevUsers known, List<StoredTemplate> list) throws Trouble {
    JwtTemplate first = preferred(list);
    String session = LoopbackIssuer.sessionId(known.first());
    List.of(
            "Issuer       " + terminal.styled("bold", issuer.url().toString()),
            "Templates    " + names(list),
            "Users        " + PlainText.line(known.names()) + " (" + known.origin() + ")",
            "Secret key   " + issuer.secretKey() + "  for calls of servers, until this ends",
            "",
            "A token for " + PlainText.line(known.first()) + ":",
            "  curl -s -X POST "
                + issuer.url()
                + "/v1/client/sessions/"
                + session
                + "/tokens/"
                + first.name(),
            "",
            "To trust it, in a project:",
            "  aval auth add --name dev --domain "
                + issuer.url()
                + " --application-id "
                + TemplateTexts.audience(first).orElse("<the aud of your template>"),
            "",
            "Ctrl-C ends it.")
        .forEach(terminal::say);
    terminal.out().flush();
  }

  private static JwtTemplate preferred(List<StoredTemplate> list) throws Trouble {
    return list.stream()
        .map(StoredTemplate::template)
        .filter(template -> template.name().equals("convex"))
        .findFirst()
        .or(() -> list.stream().map(StoredTemplate::template).findFirst())
        .orElseThrow(() -> new Trouble("There are no templates."));
  }

  private static String names(List<StoredTemplate> list) {
    return String.join(", ", list.stream().map(stored -> stored.template().name()).toList());
  }

  /** The end is a signal, or an interrupt by whoever runs the command on a thread. */
  private static void waitForTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
