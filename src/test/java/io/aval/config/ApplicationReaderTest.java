package io.aval.config;

import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static io.aval.config.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.aval.config.IdentityConfig.ContainerSecurity;
import io.aval.config.IdentityConfig.InvalidToken;
import io.aval.config.IdentityConfig.TokenSource;
import io.aval.config.IdentityConfig.TokenSource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplicationReaderTest {

  @Test
  void readsTokenSourcesInTheirOrder() {
    assertThat(
            read(oidc(
                    "aval.token-sources", "cookie:__session, header,header:Cf-Access,query:t,form"))
                .tokenSources())
        .containsExactly(
            new TokenSource(Kind.COOKIE, "__session"),
            new TokenSource(Kind.AUTHORIZATION, "Authorization"),
            new TokenSource(Kind.HEADER, "cf-access"),
            new TokenSource(Kind.QUERY, "t"),
            new TokenSource(Kind.FORM, "access_token"));
  }

  @Test
  void refusesTokenSourcesOfAnotherShape() {
    for (String wrong :
        new String[] {
          "Header",
          "cookie",
          "cookie:",
          "cookie:a b",
          "query",
          "query:a&b",
          "header:",
          "form:x",
          "body",
          "header:Authorization",
          "header,header",
          "header:X,header:x",
          "header:a:b"
        }) {
      assertThat(faults(oidc("aval.token-sources", wrong))).as(wrong).hasSize(1);
    }
  }

  @Test
  void writesOriginsAsBrowsersDo() {
    assertThat(
            read(oidc(
                    "aval.allowed-origins",
                    "HTTPS://App.Example.com:443,http://localhost:5173,capacitor://localhost"))
                .allowedOrigins())
        .containsExactly(
            "https://app.example.com", "http://localhost:5173", "capacitor://localhost");
    assertThat(read(oidc("aval.allowed-origins", "https://a.test:80")).allowedOrigins())
        .containsExactly("https://a.test:80");
  }

  @Test
  void refusesWhatIsNoOrigin() {
    for (String wrong :
        new String[] {
          "*",
          "null",
          "https://a.test/",
          "https://a.test/x",
          "a.test",
          "https://*.a.test",
          "https://a.test?x",
          "https://u@a.test",
          "https://a.test,HTTPS://A.test:443"
        }) {
      assertThat(faults(oidc("aval.allowed-origins", wrong))).as(wrong).hasSize(1);
    }
  }

  @Test
  void readsThePrincipalName() {
    assertThat(read(oidc("aval.principal-name", "subject")).principalName()).isEqualTo("subject");
    assertThat(read(oidc("aval.principal-name", "preferred_username")).principalName())
        .isEqualTo("preferred_username");
    assertThat(faults(oidc("aval.principal-name", "tokenIdentifier")))
        .containsExactly("aval.principal-name: \"tokenIdentifier\" is written token-identifier");
    assertThat(faults(oidc("aval.principal-name", "Subject"))).hasSize(1);
  }

  @Test
  void readsChoices() {
    IdentityConfig config =
        read(oidc("aval.invalid-token", "defer", "aval.container-security", "off"));
    assertThat(config.invalidToken()).isEqualTo(InvalidToken.DEFER);
    assertThat(config.containerSecurity()).isEqualTo(ContainerSecurity.OFF);
    assertThat(faults(oidc("aval.invalid-token", "ignore")))
        .containsExactly("aval.invalid-token: \"ignore\" is not one of defer, reject");
    assertThat(faults(oidc("aval.container-security", "ON"))).hasSize(1);
    assertThat(faults(oidc("aval.error-details", "none"))).hasSize(1);
  }

  @Test
  void boundsTheSizeOfTokens() {
    assertThat(read(oidc("aval.max-token-size", "1KiB")).maxTokenSize()).isEqualTo(1024);
    assertThat(read(oidc("aval.max-token-size", "1MiB")).maxTokenSize()).isEqualTo(1_048_576);
    assertThat(faults(oidc("aval.max-token-size", "1023"))).hasSize(1);
    assertThat(faults(oidc("aval.max-token-size", "1048577"))).hasSize(1);
  }

  @Test
  void boundsTheCacheAndLetsItBeSwitchedOff() {
    assertThat(read(oidc("aval.token-cache-size", "0")).tokenCacheSize()).isZero();
    assertThat(read(oidc("aval.token-cache-size", "512KiB")).tokenCacheSize()).isEqualTo(524_288);
    assertThat(read(oidc("aval.token-cache-size", "1GiB")).tokenCacheSize())
        .isEqualTo(1_073_741_824);
    assertThat(faults(oidc("aval.token-cache-size", "1073741825"))).hasSize(1);
    assertThat(faults(oidc("aval.token-cache-size", "-1"))).hasSize(1);
  }

  @Test
  void readsTheProxy() {
    assertThat(read(oidc("aval.http.proxy", "proxy.test:3128")).http().proxy())
        .map(Object::toString)
        .contains("http://proxy.test:3128");
    assertThat(read(oidc("aval.http.proxy", "http://proxy.test:3128/")).http().proxy()).isPresent();
    for (String wrong :
        new String[] {
          "http://proxy.test",
          "https://proxy.test:1",
          "http://u:p@proxy.test:1",
          "http://proxy.test:1/x",
          "socks://proxy.test:1"
        }) {
      assertThat(faults(oidc("aval.http.proxy", wrong))).as(wrong).hasSize(1);
    }
    assertThat(faults(oidc("aval.http.proxy", "http://u:password@proxy.test:1")))
        .singleElement()
        .asString()
        .contains("a proxy that asks for them cannot be used")
        .doesNotContain("u:password");
  }

  @Test
  void needsAnAuthorityFileThatIsThere(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
    assertThat(read(oidc("aval.http.ca-file", file.toString())).http().caFile()).contains(file);
    assertThat(faults(oidc("aval.http.ca-file", folder.resolve("none.pem").toString()))).hasSize(1);
    assertThat(faults(oidc("aval.http.ca-file", folder.toString()))).hasSize(1);
    assertThat(faults(oidc("aval.http.ca-file", "ca.pem"))).hasSize(1);
  }

  @Test
  void readsTheIssuerUrl() {
    assertThat(read(oidc("aval.issuer.url", "https://notes.test/app/")).issuer().url())
        .map(Object::toString)
        .contains("https://notes.test/app");
    assertThat(read(oidc("aval.issuer.url", "http://localhost:8080/notes")).issuer().url())
        .isPresent();
    for (String wrong :
        new String[] {
          "http://notes.test",
          "notes.test",
          "https://notes.test?x=1",
          "https://notes.test#x",
          "https://u:p@notes.test",
          "ftp://notes.test"
        }) {
      assertThat(faults(oidc("aval.issuer.url", wrong))).as(wrong).hasSize(1);
    }
  }

  @Test
  void keepsDemoUsersWhereNobodyCanDownloadThem() {
    assertThat(read(oidc("aval.issuer.demo-users", "WEB-INF/users.json")).issuer().demoUsers())
        .contains("/WEB-INF/users.json");
    for (String wrong :
        new String[] {"/users.json", "/WEB-INF/../users.json", "/WEB-INF/", "/WEB-INFO/u.json"}) {
      assertThat(faults(oidc("aval.issuer.demo-users", wrong))).as(wrong).hasSize(1);
    }
  }
}
