package io.aval.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template of Aval's page, and those that its table of mistakes speaks of. */
final class AccountsTemplates {
  private static final Pattern TEMPLATE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

  private AccountsTemplates() {}

  static void write(Path folder) throws IOException {
    Matcher found = TEMPLATE.matcher(Files.readString(Path.of("docs", "issuers", "aval.md")));
    assertThat(found.find()).as("the page's template").isTrue();
    Files.writeString(folder.resolve("notes.json"), found.group(1));
    Files.writeString(folder.resolve("nobody.json"), "{\"name\":\"nobody\",\"claims\":{}}");
    Files.writeString(
        folder.resolve("other.json"), "{\"name\":\"other\",\"claims\":{\"aud\":\"other\"}}");
    Files.writeString(
        folder.resolve("secret.json"),
        withKey("secret", "HS256", "a throw-away secret of these tests, long enough"));
    Files.writeString(folder.resolve("pair.json"), withKey("pair", "RS256", privateKey()));
  }

  private static String withKey(String name, String algorithm, String key) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("claims", Json.createObjectBuilder().add("aud", "notes"))
        .add("custom_signing_key", true)
        .add("signing_algorithm", algorithm)
        .add("signing_key", key)
        .build()
        .toString();
  }

  private static String privateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] der = generator.generateKeyPair().getPrivate().getEncoded();
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
      return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
