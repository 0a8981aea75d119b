package io.aval.internal.dashboard;

import io.aval.config.IdentityConfig.IssuerConfig;
import io.aval.internal.issuer.Caller;
import io.aval.internal.issuer.IssuerParts;
import io.aval.internal.jose.Algorithm;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.Shortcodes;
import io.aval.issuer.TemplatePreset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page shows around templates, and what its editor must know. */
final class Overview {
  private final IssuerConfig config;
  private final IssuerParts parts;

  Overview(IssuerConfig config, IssuerParts parts) {
    this.config = config;
    this.parts = parts;
  }

  Map<String, @Nullable Object> answer(Caller caller) {
    Optional<String> issuer = issuer(caller);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("issuer", issuer.orElse(null));
    json.put("jwks_url", issuer.map(url -> url + "/.well-known/jwks.json").orElse(null));
    json.put(
        "discovery_url", issuer.map(url -> url + "/.well-known/openid-configuration").orElse(null));
    json.put("read_only", config.templates().isEmpty() && config.datasource().isEmpty());
    json.put("development", config.demoUsers().isPresent());
    json.put("strict_shortcodes", config.strictShortcodes());
    json.put("presets", Arrays.stream(TemplatePreset.values()).map(Overview::preset).toList());
    json.put("shortcodes", Shortcodes.types());
    json.put("reserved", JwtTemplate.reservedClaims());
    json.put("algorithms", Arrays.stream(Algorithm.values()).map(Algorithm::headerName).toList());
    return json;
  }

  private Optional<String> issuer(Caller caller) {
    try {
      return Optional.of(parts.url().of(caller).toString());
    } catch (IssuerException hasNone) {
      return Optional.empty(); // the page says what to set
    }
  }

  private static Map<String, @Nullable Object> preset(TemplatePreset preset) {
    String name = preset.name().toLowerCase(Locale.ROOT);
    JwtTemplate template = preset.builder(name).build();
    Map<String, @Nullable Object> json = TemplateView.fields(template);
    json.put("title", preset.name().charAt(0) + name.substring(1));
    json.put("id", name);
    json.put("name", preset == TemplatePreset.BLANK ? "" : name);
    preset
        .ownKeyAlgorithm()
        .ifPresent(
            algorithm -> {
              json.put("custom_signing_key", true);
              json.put("signing_algorithm", algorithm);
            });
    return json;
  }
}
