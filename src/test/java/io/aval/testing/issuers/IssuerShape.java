package io.aval.testing.issuers;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An issuer in its real shape: what it publishes, and which tokens it makes.
 *
 * @param id the name of its folder
 * @param name what people call it
 * @param page its page in {@code docs/issuers}
 * @param tokenHeader the header that brings the token; empty: {@code Authorization}
 * @param environment variables that the page's configuration takes from the environment
 * @param serves the documents by whole URL, as published: with key material
 * @param keys its key pairs
 * @param tokens its tokens
 * @param notByToken the rows of the page's table of mistakes that no token alone can show
 */
public record IssuerShape(
    String id,
    String name,
    IssuerPage page,
    Optional<String> tokenHeader,
    Map<String, String> environment,
    Map<String, String> serves,
    ShapeKeys keys,
    List<TokenShape> tokens,
    Set<String> notByToken) {
  private static final String FILE = "issuer.json";
  private static final Set<String> OF_THE_PLACE = Set.of("aval.http.ca-file", "aval.http.proxy");
  private static final Set<String> MEMBERS =
      Set.of("name", "page", "header-name", "environment", "serves", "tokens", "not-by-token");

  /** Reads the folder of an issuer, and makes its keys. */
  static IssuerShape read(Path folder) {
    Path file = folder.resolve(FILE);
    Members members = new Members(file.toString(), Members.file(file)).only(MEMBERS);
    IssuerPage page = IssuerPage.read(members.text("page"));
    ShapeKeys.Maker keys = new ShapeKeys.Maker(folder);
    Map<String, String> documents = new LinkedHashMap<>();
    texts(members, "serves").forEach((url, name) -> documents.put(url, keys.publish(name)));
    List<TokenShape> tokens = new ArrayList<>();
    for (JsonValue token : members.find("tokens", JsonArray.class).orElseThrow()) {
      tokens.add(TokenShape.read(file + ", token " + (tokens.size() + 1), token.asJsonObject()));
    }
    for (TokenShape token : tokens) {
      if (token.snippet() < 1 || token.snippet() > page.snippets().size()) {
        throw members.fault(token.name() + ": the page has no snippet " + token.snippet());
      }
    }
    return new IssuerShape(
        folder.getFileName().toString(),
        members.text("name"),
        page,
        members.optionalText("header-name"),
        texts(members, "environment"),
        documents,
        keys.made(),
        List.copyOf(tokens),
        notByToken(members));
  }

  private static Set<String> notByToken(Members members) {
    return members.find("not-by-token", JsonArray.class).orElse(JsonValue.EMPTY_JSON_ARRAY).stream()
        .map(words -> ((JsonString) words).getString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> texts(Members members, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    JsonObject object = members.object(name).orElse(JsonValue.EMPTY_JSON_OBJECT);
    object.forEach(
        (key, value) -> {
          if (!(value instanceof JsonString text)) {
            throw members.fault("has something else than text for " + key);
          }
          texts.put(key, text.getString());
        });
    return texts;
  }

  /**
   * The configuration that a token meets: the page's, as the environment completes it, but for
   * authority and proxy of a place that is not here; a test has its own.
   */
  public Map<String, String> configuration(int snippet) {
    Map<String, String> values =
        new LinkedHashMap<>(page.snippets().get(snippet - 1).with(environment));
    values.keySet().removeAll(OF_THE_PLACE);
    return values;
  }

  @Override
  public String toString() {
    return name;
  }
}
