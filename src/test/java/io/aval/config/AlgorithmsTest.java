package io.aval.config;

import static io.aval.config.Given.P;
import static io.aval.config.Given.customJwt;
import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.provider;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlgorithmsTest {

  @Test
  void knowsEveryPublicKeyAlgorithm() {
    String all = "RS256,RS384,RS512,PS256,PS384,PS512,ES256,ES384,ES512,EdDSA";
    assertThat(String.join(",", provider(oidc("algorithms", all)).algorithms())).isEqualTo(all);
  }

  @Test
  void takesBothNamesOfEd25519ForOne() {
    assertThat(provider(oidc("algorithms", "Ed25519")).algorithms()).containsExactly("EdDSA");
    assertThat(faults(oidc("algorithms", "EdDSA,Ed25519"))).hasSize(1);
  }

  @Test
  void refusesNoneByNameInAnyCase() {
    for (String none : new String[] {"none", "None", "NONE"}) {
      assertThat(faults(oidc("algorithms", "RS256," + none)))
          .singleElement()
          .asString()
          .contains("\"none\" is never accepted");
    }
  }

  @Test
  void refusesUnknownAlgorithmsAndNamesTheNearest() {
    assertThat(faults(oidc("algorithms", "rs256")))
        .containsExactly(
            P
                + "algorithms: \"rs256\" is not an algorithm that is known here; did you mean"
                + " RS256?");
    assertThat(faults(oidc("algorithms", "ES256K"))).hasSize(1);
    assertThat(faults(oidc("algorithms", "EdDSA-448"))).hasSize(1);
  }

  @Test
  void needsASecretForSharedAlgorithms() {
    assertThat(faults(shared("HS256", null)))
        .contains(P + "algorithms: has an HS algorithm, which needs secret or secret-file");
  }

  @Test
  void refusesSharedAlgorithmsBesidePublishedKeys() {
    assertThat(faults(oidc("algorithms", "HS256", "secret", "x".repeat(32))))
        .singleElement()
        .asString()
        .startsWith(P + "algorithms: has an HS algorithm beside published keys");
    assertThat(faults(customJwt("algorithms", "HS256", "secret", "x".repeat(32)))).hasSize(1);
    assertThat(faults(shared("RS256,HS256", "x".repeat(32)))).hasSize(1);
  }

  @Test
  void refusesASecretThatNoAlgorithmUses() {
    assertThat(faults(oidc("secret", "x".repeat(32))))
        .containsExactly(
            P
                + "secret: is used by HS algorithms only, and algorithms has none; set"
                + " algorithms=HS256");
  }

  @Test
  void needsASecretAsLongAsTheHash() {
    for (int bits : new int[] {256, 384, 512}) {
      assertThat(provider(shared("HS" + bits, "x".repeat(bits / 8))).secret()).isPresent();
      assertThat(faults(shared("HS" + bits, "x".repeat(bits / 8 - 1))))
          .containsExactly(
              P
                  + "secret: the secret has "
                  + (bits / 8 - 1)
                  + " bytes, and HS"
                  + bits
                  + " needs at least "
                  + bits / 8
                  + " random ones");
    }
    assertThat(provider(shared("HS256", "é".repeat(16))).secret()).isPresent();
    assertThat(faults(shared("HS256,HS512", "x".repeat(63)))).hasSize(1);
  }

  @Test
  void takesTheSecretFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "y".repeat(32) + "\r\n");

    Map<String, String> values = shared("HS256", null);
    values.put(P + "secret-file", file.toString());

    assertThat(provider(values).secret()).map(Secret::reveal).contains("y".repeat(32));
    values.put(P + "secret", "x".repeat(32));
    assertThat(faults(values)).singleElement().asString().contains("keep one of them");
  }

  @Test
  void refusesASecretFileThatCannotBeUsed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("empty"), "\n");
    Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    for (String name : new String[] {"missing", "empty", "large", "binary", "."}) {
      Map<String, String> values = shared("HS256", null);
      values.put(P + "secret-file", folder.resolve(name).toString());
      assertThat(faults(values)).as(name).anyMatch(f -> f.startsWith(P + "secret-file: the file"));
    }
    Map<String, String> relative = shared("HS256", null);
    relative.put(P + "secret-file", "secret.txt");
    assertThat(faults(relative)).anyMatch(f -> f.contains("is not an absolute path"));
  }

  @Test
  void neverShowsASecretInAFault() {
    Map<String, String> values = shared("HS512", "hunter2".repeat(6));
    values.put(P + "clock-skew", "soon");
    assertThat(faults(values)).hasSize(2).noneMatch(f -> f.contains("hunter2"));
  }

  private static Map<String, String> shared(String algorithms, String secret) {
    return customJwt("jwks", null, "algorithms", algorithms, "secret", secret);
  }
}
