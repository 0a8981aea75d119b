package io.aval.internal.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What options say of a provider; the rest is asked. */
final class Given {
  private static final Set<String> OWN =
      Set.of("type", "domain", "issuer", "jwks", "application-id");

  @Option(
      names = "--domain",
      paramLabel = "URL",
      description = "The issuer's URL, as its dashboard shows it; https:// may be left out.")
  private @Nullable String domain;

  @Option(
      names = {"--application-id", "--client-id"},
      paramLabel = "ID",
      description = "The audience (aud) that tokens must carry; several with commas between.")
  private @Nullable String applicationId;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the provider is called in the configuration. Default: after its host.")
  private @Nullable String name;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "oidc: keys are found by discovery. custom-jwt: tell --issuer and --jwks."
              + " Default: oidc, or custom-jwt where an --issuer is told.")
  private @Nullable String type;

  @Option(
      names = "--issuer",
      paramLabel = "TEXT",
      description = "For custom-jwt: the iss of the tokens, character by character.")
  private @Nullable String issuer;

  @Option(
      names = "--jwks",
      paramLabel = "URL",
      description = "Where the keys are: https:, file:, classpath: or data:.")
  private @Nullable String jwks;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A further key of the provider, such as algorithms=ES384 or allow-any-audience=true;"
              + " may be repeated.")
  private Map<String, String> further = new LinkedHashMap<>();

  @Nullable String name() {
    return name;
  }

  /** The option that gives a key. */
  static String option(String key) {
    return OWN.contains(key) ? "--" + key : "--set " + key;
  }

  /** The keys that were given, in the order in which they are written. */
  Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    put(keys, "type", type == null && issuer != null && domain == null ? "custom-jwt" : type);
    keys.remove("type", "oidc");
    put(keys, "domain", domain);
    put(keys, "issuer", issuer);
    put(keys, "jwks", jwks);
    put(keys, "application-id", applicationId);
    keys.putAll(further);
    return keys;
  }

  private static void put(Map<String, String> keys, String key, @Nullable String value) {
    if (value != null) {
      keys.put(key, value.strip());
    }
  }
}
