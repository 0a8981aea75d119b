package io.aval.internal.cli;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.TokenSigner;
import io.aval.issuer.IssuerException;
import io.aval.issuer.IssuerSession;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.KeyRotation;
import io.aval.issuer.Shortcodes;
import io.aval.issuer.SigningKeys;
import io.aval.issuer.TemplateStore;
import io.aval.issuer.TokenIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aval templates preview}. */
@Command(name = "preview", mixinStandardHelpOptions = true)
final class TemplatesPreviewCommand implements Callable<Integer> {
  private static final URI NOBODY = URI.create("https://issuer.example.com");

  private final Terminal terminal;

  @Mixin private final TemplatesPlace place = new TemplatesPlace();

  @Parameters(paramLabel = "NAME", description = "The template's name.")
  private String name = "";

  @Option(
      names = "--user",
      paramLabel = "USERNAME",
      description = "The user. Default: the first one.")
  private @Nullable String user;

  @Option(
      names = "--users",
      paramLabel = "FILE",
      description = "Where users are. Default: WEB-INF/demo-users.json, or two built in.")
  private @Nullable Path users;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "What iss says. Default: aval.issuer.url of the configuration.")
  private @Nullable URI issuer;

  TemplatesPreviewCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Trouble {
    JwtTemplate template = place.get(name);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("header", header(template));
    json.put("claims", claims(template, session()));
    terminal.say(PlainText.json(json));
    try {
      Shortcodes.parseStrictly(template.claims());
    } catch (IssuerException unknown) {
      terminal.err().println("Worth null: " + PlainText.line(String.valueOf(unknown.getMessage())));
    }
    return Exit.DONE;
  }

  private Map<String, @Nullable Object> claims(JwtTemplate template, IssuerSession session)
      throws Trouble {
    Clock clock = Clock.systemUTC();
    TokenIssuer preview =
        new TokenIssuer(
            url(),
            TemplateStore.of(template),
            SigningKeys.inMemory(KeyRotation.DEFAULT, clock),
            clock);
    try {
      return preview.preview(template, session);
    } catch (IssuerException fault) {
      throw new Trouble(String.valueOf(fault.getMessage()));
    }
  }

  private static Map<String, @Nullable Object> header(JwtTemplate template) {
    Map<String, @Nullable Object> header = new LinkedHashMap<>();
    header.put("alg", TemplateTexts.algorithm(template));
    header.put("typ", "JWT");
    header.put(TokenSigner.CATEGORY_HEADER, TokenSigner.TEMPLATE_CATEGORY);
    return header;
  }

  private IssuerSession session() throws Trouble {
    DevUsers known = DevUsers.find(users, place.project().webInf());
    String wanted = user == null ? known.first() : user;
    return known
        .users()
        .session(wanted)
        .orElseThrow(
            () ->
                new Trouble(
                    "There is no user "
                        + PlainText.line(wanted)
                        + ". There are, among others: "
                        + known.names()
                        + "."));
  }

  /** A project whose configuration is not complete yet has templates all the same. */
  private URI url() {
    if (issuer != null) {
      return issuer;
    }
    try {
      IdentityConfig config = Project.config(place.project().file().read());
      return config.issuer().url().orElse(NOBODY);
    } catch (Trouble incomplete) {
      return NOBODY;
    }
  }
}
