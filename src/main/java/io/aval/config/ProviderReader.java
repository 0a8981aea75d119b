package io.aval.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
    ProviderConfig.Type type = values.choice(ProviderKeys.TYPE, ProviderConfig.Type.class);
    boolean insecure = values.flag(ProviderKeys.INSECURE_HTTP);
    return new ProviderConfig(
        name,
        type,
        issuer(type, insecure),
        ordered(ProviderKeys.APPLICATION_ID),
        values.flag(ProviderKeys.ALLOW_ANY_AUDIENCE),
        values.list(ProviderKeys.AUDIENCE_CLAIMS),
        values.find(ProviderKeys.JWKS, text -> KeyLocations.read(text, insecure)),
        values.find(ProviderKeys.DISCOVERY, text -> IssuerUrls.discovery(text, insecure)),
        new LinkedHashSet<>(values.list(ProviderKeys.TENANTS, IssuerUrls::tenant)),
        new LinkedHashSet<>(values.list(ProviderKeys.ALGORITHMS, Algorithms::canonical)),
        new LinkedHashSet<>(values.list(ProviderKeys.TOKEN_TYPES, ProviderReader::tokenType)),
        values.flag(ProviderKeys.ACCEPT_TEMPLATE_TOKENS),
        ordered(ProviderKeys.AUTHORIZED_PARTIES),
        values.get(ProviderKeys.CLOCK_SKEW, ProviderReader::skew),
        values.find(ProviderKeys.MAX_TOKEN_LIFETIME, ProviderReader::lifetime),
        requiredClaims(),
        values.list(ProviderKeys.ROLES_CLAIMS),
        Optional.of(ordered(ProviderKeys.ALLOWED_ROLES)).filter(roles -> !roles.isEmpty()),
        values.list(ProviderKeys.SCOPES_CLAIMS),
        values.identityFields(),
        insecure,
        FileValues.read(values));
  }

  private String issuer(ProviderConfig.Type type, boolean insecure) {
    Optional<String> issuer =
        type == ProviderConfig.Type.OIDC
            ? values.find(ProviderKeys.DOMAIN, text -> IssuerUrls.domain(text, insecure))
            : values.text(ProviderKeys.ISSUER);
    return issuer.orElse("");
  }

  private Set<String> ordered(ConfigKey key) {
    return new LinkedHashSet<>(values.list(key));
  }

  private Map<String, Optional<String>> requiredClaims() {
    Map<String, Optional<String>> required = new LinkedHashMap<>();
    for (Map.Entry<String, Optional<String>> claim :
        values.list(ProviderKeys.REQUIRED_CLAIMS, ProviderReader::requiredClaim)) {
      if (required.putIfAbsent(claim.getKey(), claim.getValue()) != null) {
        values.fault(
            ProviderKeys.REQUIRED_CLAIMS, "asks for " + Faults.quote(claim.getKey()) + " twice");
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
          Faults.quote(text)
              + " is not between 0s and 5m; expired tokens would live on for longer");
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
