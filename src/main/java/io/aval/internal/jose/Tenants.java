package io.aval.internal.jose;

import io.aval.config.ProviderConfig;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The issuers of a provider whose issuer has a {@code {tenant}} in its path. Each listed tenant is
 * an issuer of its own with its own keys; with {@code *} all share keys from one configured place,
 * so that a token never decides what is fetched.
 */
final class Tenants implements AutoCloseable {
  static final String PLACEHOLDER = "{tenant}";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private final ProviderConfig provider;
  private final Environment environment;
  private final String before;
  private final String after;
  private final boolean all;

  /** Of listed tenants each its own, else the one that all share. */
  private final Map<String, TokenVerifier> verifiers;

  Tenants(ProviderConfig provider, Environment environment) {
    this.provider = provider;
    this.environment = environment;
    String issuer = provider.issuer();
    int at = issuer.indexOf(PLACEHOLDER);
    if (at < 0) {
      throw new IllegalArgumentException(
          "aval.providers." + provider.name() + ".tenants: the domain has no {tenant}");
    }
    this.before = issuer.substring(0, at);
    this.after = IssuerName.normalize(issuer).substring(at + PLACEHOLDER.length());
    this.all = provider.tenants().contains("*");
    // At once, so that keys that cannot be used fail the deployment and not each call.
    Stream<String> each = all ? Stream.of(PLACEHOLDER) : provider.tenants().stream();
    this.verifiers = each.collect(Collectors.toUnmodifiableMap(name -> name, this::open));
  }

  /** The provider that they are of. */
  ProviderConfig provider() {
    return provider;
  }

  /** The issuer with its placeholder. */
  String issuer() {
    return provider.issuer();
  }

  /** Finds the verifier of an issuer, null where it is none of the trusted tenants. */
  @Nullable TokenVerifier find(String issuer, Claims claims) {
    String tenant = tenantOf(issuer);
    TokenVerifier verifier = tenant == null ? null : verifiers.get(all ? PLACEHOLDER : tenant);
    if (verifier == null) {
      return null;
    }
    String tid = claims.text("tid");
    if (tid != null && !tid.equals(tenant)) {
      throw Claims.invalid("tid", "is not the tenant of the issuer");
    }
    return verifier;
  }

  private @Nullable String tenantOf(String issuer) {
    int end = issuer.length() - after.length();
    if (end <= before.length() || !issuer.startsWith(before) || !issuer.endsWith(after)) {
      return null;
    }
    String tenant = issuer.substring(before.length(), end);
    return NAME.matcher(tenant).matches() ? tenant : null;
  }

  private TokenVerifier open(String tenant) {
    ProviderKeys keys = KeySources.open(provider, before + tenant + after, environment);
    return new TokenVerifier(provider, keys, environment.clock());
  }

  @Override
  public void close() {
    verifiers.values().forEach(TokenVerifier::close);
  }
}
