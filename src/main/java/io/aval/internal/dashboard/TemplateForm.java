package io.aval.internal.dashboard;

import io.aval.internal.jose.Algorithm;
import io.aval.internal.jose.MalformedJson;
import io.aval.internal.jose.StrictJson;
import io.aval.issuer.IssuerException;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplateKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the template that the page sends. */
final class TemplateForm {
  private TemplateForm() {}

  /**
   * The template to be kept.
   *
   * @param present the one that it replaces, whose key it keeps when none is sent
   */
  static JwtTemplate read(Call call, Optional<JwtTemplate> present) {
    return new JwtTemplate(
        call.requireText("name"),
        claims(call),
        seconds(call, "lifetime"),
        seconds(call, "allowed_clock_skew"),
        key(call, present.flatMap(JwtTemplate::signingKey)));
  }

  /** The template to be looked at: nothing is signed, so it needs neither name nor key. */
  static JwtTemplate forPreview(Call call) {
    return new JwtTemplate(
        "preview",
        claims(call),
        seconds(call, "lifetime"),
        seconds(call, "allowed_clock_skew"),
        Optional.empty());
  }

  /** The algorithm of a key of the template's own, empty where the issuer's signs. */
  static Optional<String> ownAlgorithm(Call call) {
    return Boolean.TRUE.equals(call.body().get("custom_signing_key"))
        ? Optional.of(algorithm(call.requireText("signing_algorithm")))
        : Optional.empty();
  }

  private static String algorithm(String name) {
    if (Algorithm.named(name).isEmpty()) {
      throw fault("signing_algorithm", "signing_algorithm is none that a key can have.");
    }
    return name;
  }

  private static Map<String, ? extends @Nullable Object> claims(Call call) {
    try {
      return StrictJson.read(call.requireText("claims_text").getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson fault) {
      throw fault("claims", "The text of the claims " + fault.getMessage() + ".");
    }
  }

  private static Duration seconds(Call call, String field) {
    if (call.body().get(field) instanceof Long seconds && Math.abs(seconds) <= Integer.MAX_VALUE) {
      return Duration.ofSeconds(seconds);
    }
    throw fault(field, field + " must be a whole number of seconds.");
  }

  private static Optional<TemplateKey> key(Call call, Optional<TemplateKey> present) {
    return ownAlgorithm(call)
        .map(
            algorithm ->
                call.text("signing_key")
                    .filter(material -> !material.isBlank())
                    .map(material -> TemplateKey.of(algorithm, material))
                    .or(() -> present.filter(key -> key.algorithm().equals(algorithm)))
                    .orElseThrow(
                        () -> fault("signing_key", "A key for " + algorithm + " is missing.")));
  }

  private static IssuerException fault(String field, String message) {
    return new IssuerException(
        IssuerException.Code.INVALID_VALUE, message, IssuerException.Place.of(field));
  }
}
