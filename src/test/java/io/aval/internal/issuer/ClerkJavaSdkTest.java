package io.aval.internal.issuer;

import static io.aval.internal.issuer.IssuerHost.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.backend_api.Clerk;
import com.clerk.backend_api.helpers.security.VerifyToken;
import com.clerk.backend_api.helpers.security.models.TokenVerificationException;
import com.clerk.backend_api.helpers.security.models.VerifyTokenOptions;
import com.clerk.backend_api.models.components.JWTTemplate;
import com.clerk.backend_api.models.errors.ClerkErrors;
import com.clerk.backend_api.models.errors.SDKError;
import com.clerk.backend_api.models.operations.Claims;
import com.clerk.backend_api.models.operations.CreateJWTTemplateRequestBody;
import com.clerk.backend_api.models.operations.CreateSessionTokenRequestBody;
import com.clerk.backend_api.models.operations.UpdateJWTTemplateClaims;
import com.clerk.backend_api.models.operations.UpdateJWTTemplateRequestBody;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clerk's own SDK for Java, with nothing changed but the address. */
@Tag("real-parts")
class ClerkJavaSdkTest {
  @TempDir private Path templates;
  private IssuerHost host;
  private Clerk clerk;

  @BeforeEach
  void start() throws Exception {
    host =
        IssuerHost.setupForServers()
            .of("io/aval/internal/issuer/organized")
            .with("aval.issuer.templates", templates.toString())
            .with("aval.issuer.demo-users", "/WEB-INF/demo-users.json")
            .start();
    clerk = Clerk.builder().serverURL(host.url() + "/v1").bearerAuth(SECRET).build();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void listsCreatesReadsChangesAndDeletesTemplates() {
    JWTTemplate made = create("mine");
    assertThat(made.name()).isEqualTo("mine");
    assertThat(made.lifetime()).isEqualTo(600);
    assertThat(made.signingAlgorithm()).isEqualTo("RS256");
    assertThat(clerk.jwtTemplates().get(made.id()).jwtTemplate()).hasValue(made);
    assertThat(clerk.jwtTemplates().listDirect().jwtTemplateList().orElseThrow())
        .contains(made)
        .extracting(JWTTemplate::name)
        .contains("mine");

    JWTTemplate changed =
        clerk
            .jwtTemplates()
            .update()
            .templateId(made.id())
            .requestBody(
                UpdateJWTTemplateRequestBody.builder()
                    .name("yours")
                    .claims(UpdateJWTTemplateClaims.builder().build())
                    .lifetime(900)
                    .build())
            .call()
            .jwtTemplate()
            .orElseThrow();
    assertThat(changed.name()).isEqualTo("yours");
    assertThat(changed.lifetime()).isEqualTo(900);

    assertThat(clerk.jwtTemplates().delete(made.id()).deletedObject().orElseThrow().deleted())
        .isTrue();
    assertThatThrownBy(() -> clerk.jwtTemplates().get(made.id()))
        .isInstanceOfSatisfying(ClerkErrors.class, e -> is(e, 404, "resource_not_found"));
  }

  @Test
  void mintsTokensThatItVerifies() throws Exception {
    create("mine");
    String template =
        clerk
            .sessions()
            .createTokenFromTemplate("sess_ada", "mine")
            .object()
            .orElseThrow()
            .jwt()
            .orElseThrow();
    String session =
        clerk
            .sessions()
            .createToken(
                "sess_ada",
                Optional.of(CreateSessionTokenRequestBody.builder().expiresInSeconds(90).build()),
                Optional.empty())
            .object()
            .orElseThrow()
            .jwt()
            .orElseThrow();
    assertThat(verified(template)).contains("user_ada");
    assertThat(verified(session)).contains("user_ada", "sess_ada");
    assertThatThrownBy(() -> verified(session.substring(0, session.length() - 6) + "AAAAAA"))
        .isInstanceOf(TokenVerificationException.class);
  }

  @Test
  void readsASession() {
    assertThat(clerk.sessions().get("sess_ada").session().orElseThrow().userId())
        .isEqualTo("user_ada");
  }

  @Test
  void readsRefusals() {
    create("mine");
    assertThatThrownBy(() -> create("mine"))
        .isInstanceOfSatisfying(ClerkErrors.class, e -> is(e, 422, "form_identifier_exists"));
    Clerk stranger = Clerk.builder().serverURL(host.url() + "/v1").bearerAuth("wrong").build();
    assertThatThrownBy(() -> stranger.jwtTemplates().get("x"))
        .isInstanceOfSatisfying(
            SDKError.class, // it has no other class for this
            e -> assertThat(e.toString()).contains("code=401", "\"code\":\"clerk_key_invalid\""));
  }

  private JWTTemplate create(String name) {
    return clerk
        .jwtTemplates()
        .create(
            Optional.of(
                CreateJWTTemplateRequestBody.builder()
                    .name(name)
                    .claims(Claims.builder().build())
                    .lifetime(600)
                    .build()),
            Optional.empty())
        .jwtTemplate()
        .orElseThrow();
  }

  private String verified(String token) throws Exception {
    VerifyTokenOptions options =
        VerifyTokenOptions.secretKey(SECRET).apiUrl(host.url()).skipJwksCache(true).build();
    return VerifyToken.verifyToken(token, options).payload().toString();
  }

  private static void is(ClerkErrors refusal, int status, String code) {
    assertThat(refusal.code()).isEqualTo(status);
    assertThat(refusal.data().orElseThrow().errors().get(0).code()).isEqualTo(code);
  }
}
