package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.jose.JsonText;
import io.aval.issuer.JwtTemplate;
import io.aval.issuer.TemplatePreset;
import io.aval.testing.NodeProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clerk's own SDK for Node.js and the package jose, with nothing changed but the address. */
@Tag("real-parts")
class NodeVerifiersTest {
  private static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  @Test
  void acceptTokensOfEveryPresetAndAlgorithm(@TempDir Path folder) throws Exception {
    NodeProgram verifiers =
        NodeProgram.install(
            "node", "Clerk's SDK and jose for Node.js were not tried against the issuer");
    try (IssuerHost host =
        IssuerHost.setupForServers()
            .of("io/aval/internal/issuer/organized")
            .with("aval.issuer.templates", folder.resolve("templates").toString())
            .with("aval.issuer.demo-users", "/WEB-INF/demo-users.json")
            .start()) {
      Path given = folder.resolve("given.json");
      Files.writeString(given, JsonText.write(given(host)));
      String output = verifiers.run("issuer.mjs", given.toString());
      for (TemplatePreset preset : TemplatePreset.values()) {
        assertThat(output).contains("verified preset-" + preset.name().toLowerCase(Locale.ROOT));
      }
      ALGORITHMS.forEach(alg -> assertThat(output).contains("verified signed-" + alg + " " + alg));
      assertThat(output).contains("all verified");
    }
  }

  private static Map<String, Object> given(IssuerHost host) throws Exception {
    List<Object> templates = new ArrayList<>();
    for (TemplatePreset preset : TemplatePreset.values()) {
      templates.add(preset(preset));
    }
    for (String algorithm : ALGORITHMS) {
      templates.add(signed(algorithm));
    }
    String frontend =
        Base64.getEncoder().encodeToString("issuer.test$".getBytes(StandardCharsets.US_ASCII));
    return Map.of(
        "issuer",
        host.url(),
        "secretKey",
        SECRET,
        "session",
        "sess_ada",
        "user",
        "user_ada",
        "organization",
        "org_1",
        "permissions",
        List.of("org:notes:read", "org:notes:write", "org:billing:read"),
        "publishableKey",
        "pk_test_" + frontend,
        "templates",
        templates);
  }

  private static Map<String, Object> preset(TemplatePreset preset) {
    String name = "preset-" + preset.name().toLowerCase(Locale.ROOT);
    JwtTemplate template = preset.builder(name).build();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", name);
    body.put("claims", template.claims());
    body.put("lifetime", template.lifetime().toSeconds());
    preset
        .ownKeyAlgorithm()
        .ifPresent(
            algorithm -> {
              body.put("customSigningKey", true);
              body.put("signingAlgorithm", algorithm);
              body.put("signingKey", "a secret that somebody else has given");
            });
    Object expected =
        template.claims().containsKey("aud")
            ? Map.of("aud", template.claims().get("aud"))
            : Map.of();
    return Map.of("template", body, "expected", expected);
  }

  private static Map<String, Object> signed(String algorithm) throws Exception {
    KeyPair pair = keyPair(algorithm);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "signed-" + algorithm);
    body.put("claims", Map.of("who", "{{user.full_name}}"));
    body.put("customSigningKey", true);
    body.put("signingAlgorithm", algorithm);
    body.put("signingKey", pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    return Map.of(
        "template", body,
        "publicKey", pem("PUBLIC KEY", pair.getPublic().getEncoded()),
        "expected", Map.of("who", "Ada Lovelace"));
  }

  private static KeyPair keyPair(String algorithm) throws Exception {
    if (algorithm.equals("EdDSA")) {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }
    boolean curve = algorithm.startsWith("ES");
    KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : "RSA");
    if (curve) {
      String bits = algorithm.equals("ES512") ? "521" : algorithm.substring(2);
      generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
    } else {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  private static String pem(String type, byte[] der) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + type
        + "-----\n";
  }
}
