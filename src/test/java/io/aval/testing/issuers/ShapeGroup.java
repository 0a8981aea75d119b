package io.aval.testing.issuers;

import io.aval.config.ConfigReader;
import io.aval.config.ConfigSource;
import io.aval.config.ProviderConfig;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Configurations of pages that can stand in one application: no two of them name a provider alike,
 * and none trusts an issuer that a token of another one has. An application with many issuers is
 * what it is all about, so there should be few groups.
 *
 * @param members the configurations, each with the tokens that meet it
 */
public record ShapeGroup(List<Member> members) {
  private static final String PROVIDERS = "aval.providers.";

  /**
   * One configuration of one page.
   *
   * @param issuer whose it is
   * @param snippet which one, from 1
   * @param values its parameters
   */
  public record Member(IssuerShape issuer, int snippet, Map<String, String> values) {

    /** The tokens that meet it. */
    public List<TokenCase> cases() {
      return IssuerShapes.cases(issuer).stream()
          .filter(token -> token.shape().snippet() == snippet)
          .toList();
    }

    private Set<String> providerNames() {
      return values.keySet().stream()
          .filter(key -> key.startsWith(PROVIDERS))
          .map(key -> key.substring(PROVIDERS.length(), key.indexOf('.', PROVIDERS.length())))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, String> applicationKeys() {
      Map<String, String> keys = new HashMap<>(values);
      keys.keySet().removeIf(key -> key.startsWith(PROVIDERS));
      return keys;
    }

    private boolean standsBeside(Member other) {
      return Collections.disjoint(providerNames(), other.providerNames())
          && applicationKeys().equals(other.applicationKeys())
          && servesNothingElseThan(other)
          && !trustsATokenOf(other)
          && !other.trustsATokenOf(this);
    }

    private boolean servesNothingElseThan(Member other) {
      Map<String, String> mine = issuer.serves();
      return other.issuer().serves().entrySet().stream()
          .allMatch(
              entry ->
                  mine.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()));
    }

    private boolean trustsATokenOf(Member other) {
      List<Pattern> trusted =
          ConfigReader.read(ConfigSource.of("page", values)).config().providers().stream()
              .map(Member::issuers)
              .toList();
      return other.issuer().tokens().stream()
          .filter(token -> token.snippet() == other.snippet())
          .filter(token -> token.claims().get("iss") instanceof JsonString)
          .map(token -> token.claims().getString("iss"))
          .anyMatch(iss -> trusted.stream().anyMatch(any -> any.matcher(iss).find()));
    }

    /** All that a provider could take for its own: also without a scheme, or with a slash. */
    private static Pattern issuers(ProviderConfig provider) {
      String bare = provider.issuer().replaceFirst("^https?://", "");
      String any = Pattern.quote(bare).replace("{tenant}", "\\E[^/]+\\Q");
      return Pattern.compile("^(https?://)?" + any + "/*$");
    }
  }

  /** Puts every configuration that a token meets into the first group where it can stand. */
  public static List<ShapeGroup> of(List<IssuerShape> issuers) {
    List<ShapeGroup> groups = new ArrayList<>();
    for (Member member : members(issuers)) {
      ShapeGroup group =
          groups.stream()
              .filter(some -> some.members().stream().allMatch(member::standsBeside))
              .findFirst()
              .orElse(null);
      if (group == null) {
        group = new ShapeGroup(new ArrayList<>());
        groups.add(group);
      }
      group.members().add(member);
    }
    return List.copyOf(groups);
  }

  private static List<Member> members(List<IssuerShape> issuers) {
    List<Member> members = new ArrayList<>();
    for (IssuerShape issuer : issuers) {
      issuer.tokens().stream()
          .map(TokenShape::snippet)
          .distinct()
          .sorted()
          .forEach(number -> members.add(new Member(issuer, number, issuer.configuration(number))));
    }
    return members;
  }

  /** All parameters. */
  public Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    members.forEach(member -> values.putAll(member.values()));
    return values;
  }

  /** All documents by whole URL. */
  public Map<String, String> serves() {
    Map<String, String> documents = new LinkedHashMap<>();
    members.forEach(member -> documents.putAll(member.issuer().serves()));
    return documents;
  }
}
