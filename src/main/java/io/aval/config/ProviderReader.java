package io.aval.config;

import io.aval.config.ProviderConfig.Type;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the keys of one provider, and holds them against each other. */
final class ProviderReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final Duration GREATEST_SKEW = Duration.ofMinutes(5);

  private final String name;
  private final Values values;
  private final Faults faults;

  ProviderReader(String name, Map<String, String> values, Faults faults) {
    this.name = name;
    this.values = new Values(values, name, faults);
    this.faults = faults;
  }

  /** The provider, or empty when it has faults. */
  Optional<ProviderConfig> read() {
    int before = faults.count();
    if (!NAME.matcher(name).matches()) {
      faults.add(
          ConfigKeys.PROVIDERS + name,
          "is not a provider's name; one is 1 to 64 of A–Z a–z 0–9 _ -, without dots");
    }
    ProviderConfig provider = provider();
    new ProviderRules(provider, values).check();
    return faults.count() == before ? Optional.of(provider) : Optional.empty();
  }

  private ProviderConfig provider() {
    Type type = values.choice(ConfigKeys.TYPE, Type.class);
    boolean insecure = values.flag(ConfigKeys.INSECURE_HTTP);
    return new ProviderConfig(
        name,
        type,
        issuer(type, insecure),
        ordered(ConfigKeys.APPLICATION_ID),
        values.flag(ConfigKeys.ALLOW_ANY_AUDIENCE),
        values.list(ConfigKeys.AUDIENCE_CLAIMS),
        values.find(ConfigKeys.JWKS, text -> KeyLocations.read(text, insecure)),
        values.find(ConfigKeys.DISCOVERY, text -> IssuerUrls.discovery(text, insecure)),
        new LinkedHashSet<>(values.list(ConfigKeys.TENANTS, IssuerUrls::tenant)),
        new LinkedHashSet<>(values.list(ConfigKeys.ALGORITHMS, Algorithms::canonical)),
        new LinkedHashSet<>(values.list(ConfigKeys.TOKEN_TYPES, ProviderReader::tokenType)),
        ordered(ConfigKeys.AUTHORIZED_PARTIES),
        values.get(ConfigKeys.CLOCK_SKEW, ProviderReader::skew),
        values.find(ConfigKeys.MAX_TOKEN_LIFETIME, ProviderReader::lifetime),
        requiredClaims(),
        values.list(ConfigKeys.ROLES_CLAIMS),
        Optional.of(ordered(ConfigKeys.ALLOWED_ROLES)).filter(roles -> !roles.isEmpty()),
        values.list(ConfigKeys.SCOPES_CLAIMS),
        values.identityFields(),
        insecure,
        FileValues.read(values));
  }

  private String issuer(Type type, boolean insecure) {
    Optional<String> issuer =
        type == Type.OIDC
            ? values.find(ConfigKeys.DOMAIN, text -> IssuerUrls.domain(text, insecure))
            : values.text(ConfigKeys.ISSUER);
    return issuer.orElse("");
  }

  private Set<String> ordered(ConfigKey key) {
    return new LinkedHashSet<>(values.list(key));
  }

  private Map<String, Optional<String>> requiredClaims() {
    Map<String, Optional<String>> required = new LinkedHashMap<>();
    for (Map.Entry<String, Optional<String>> claim :
        values.list(ConfigKeys.REQUIRED_CLAIMS, ProviderReader::requiredClaim)) {
      if (required.putIfAbsent(claim.getKey(), claim.getValue()) != null) {
        values.fault(
            ConfigKeys.REQUIRED_CLAIMS, "asks for " + Faults.quote(claim.getKey()) + " twice");
      }
    }
    return required;
  }

  private static Map.Entry<String, Optional<String>> requiredClaim(String text) throws BadValue {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return Map.entry(text, Optional.empty());
    }
    String name = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    if (name.isEmpty() || value.isEmpty()) {
      throw new BadValue(Faults.quote(text) + " is neither name nor name=value");
    }
    return Map.entry(name, Optional.of(value));
  }

  private static String tokenType(String text) throws BadValue {
    String type = text.toLowerCase(Locale.ROOT);
    String brief = type.startsWith("application/") ? type.substring("application/".length()) : type;
    if (brief.isEmpty() || brief.contains("/") || brief.contains(" ")) {
      throw new BadValue(Faults.quote(text) + " is not a token type; write JWT or at+jwt");
    }
    return brief;
  }

  private static Duration skew(String text) throws BadValue {
    Duration skew = ValueForms.duration(text);
    if (skew.isNegative() || skew.compareTo(GREATEST_SKEW) > 0) {
      throw new BadValue(
          Faults.quote(text) + " is not between 0s and 5m; expired tokens would live on for longer");
    }
    return skew;
  }

  private static Duration lifetime(String text) throws BadValue {
    Duration lifetime = ValueForms.duration(text);
    if (lifetime.isNegative() || lifetime.isZero()) {
      throw new BadValue(Faults.quote(text) + " would refuse every token; write more than 0s");
    }
    return lifetime;
  }
}
