package io.aval.internal.hint;

import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.WRONG_AUDIENCE;

import io.aval.internal.hint.Rule.Says;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens of pipelines and pods, and of the proxies in front of an application. */
final class WorkloadHints {
  /** Claims that say whose a workflow is, and not what it runs for. */
  private static final Set<String> REPOSITORY =
      Set.of("repository", "repository_id", "repository_owner", "repository_owner_id");

  private static final Set<String> PROJECT =
      Set.of("project_path", "project_id", "namespace_path", "namespace_id");

  private static final Rule GITHUB_DEFAULT_AUDIENCE =
      new Rule(
          "github-default-audience",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.GITHUB.page(),
          new Says(
              "The workflow asked GitHub for a token without naming an audience.",
              "In the workflow: core.getIDToken(\"<application-id>\"), or"
                  + " &audience=<application-id> behind ACTIONS_ID_TOKEN_REQUEST_URL"),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.GITHUB)
                      && token.audiences().stream().anyMatch(one -> isOwner(one, token)),
                  token));

  private static final Rule GITHUB_SUBJECT_FORMAT =
      new Rule(
          "github-subject-format",
          Set.of(INVALID_CLAIM),
          KnownIssuer.GITHUB.page(),
          new Says(
              "The token's sub has ids in it (repo:owner@1/name@2:…), and the one configured has"
                  + " none.",
              "aval.providers.<name>.required-claims=repository_id=<id of the repository> in the"
                  + " place of sub"),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.GITHUB)
                      && token.claim("sub").contains("@")
                      && token.misses("sub")
                      && !wantedSubject(token).contains("@"),
                  token));

  private static final Rule GITHUB_OTHER_REPOSITORY =
      new Rule(
          "github-other-repository",
          Set.of(INVALID_CLAIM),
          KnownIssuer.GITHUB.page(),
          new Says(
              "The token is of a workflow of another repository than the configured one.",
              "Run the workflow in the repository itself, or look at"
                  + " aval.providers.<name>.required-claims"),
          token -> Values.when(token.isFrom(KnownIssuer.GITHUB) && isOf(token, REPOSITORY), token));

  private static final Rule GITHUB_OTHER_RUN =
      new Rule(
          "github-other-run",
          Set.of(INVALID_CLAIM),
          KnownIssuer.GITHUB.page(),
          new Says(
              "The repository is the right one; the workflow runs for another branch, event,"
                  + " environment or the like than the required one.",
              "Run it for what aval.providers.<name>.required-claims asks for, or change what that"
                  + " asks for."),
          token -> Values.when(token.isFrom(KnownIssuer.GITHUB), token));

  private static final Rule GITLAB_LEGACY_JOB_JWT =
      new Rule(
          "gitlab-legacy-job-jwt",
          Set.of(WRONG_AUDIENCE, UNKNOWN_ISSUER),
          KnownIssuer.GITLAB.page(),
          new Says(
              "CI_JOB_JWT was sent, which has no audience and is gone since GitLab 17.",
              "In .gitlab-ci.yml: id_tokens, with aud: <application-id>"),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.GITLAB) && token.claim("sub").startsWith("job_"),
                  token));

  private static final Rule GITLAB_OTHER_PROJECT =
      new Rule(
          "gitlab-other-project",
          Set.of(INVALID_CLAIM),
          KnownIssuer.GITLAB.page(),
          new Says(
              "The token is of a job of another project than the configured one; one for a merge"
                  + " request from a fork is the fork's.",
              "Run the job in the project itself, or look at"
                  + " aval.providers.<name>.required-claims"),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.GITLAB)
                      && token.has("project_id")
                      && isOf(token, PROJECT),
                  token));

  private static final Rule GITLAB_OTHER_JOB =
      new Rule(
          "gitlab-other-job",
          Set.of(INVALID_CLAIM),
          KnownIssuer.GITLAB.page(),
          new Says(
              "The project is the right one; the job runs for another branch, environment or the"
                  + " like than the required one.",
              "Run it for what aval.providers.<name>.required-claims asks for, or change what that"
                  + " asks for."),
          token -> Values.when(token.isFrom(KnownIssuer.GITLAB) && token.has("project_id"), token));

  private static final Rule GITLAB_PERSON_TOKEN =
      new Rule(
          "gitlab-person-token",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.GITLAB.page(),
          new Says(
              "The ID token of a person who signed in with GitLab was sent, where a job's or"
                  + " another client's is expected.",
              "For people a provider of their own, with the same domain:"
                  + " aval.providers.<another name>.application-id=<id of the OAuth application>"),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.GITLAB)
                      && !token.has("project_id")
                      && TokenKindHints.isIdToken(token),
                  token));

  private static final Rule KUBERNETES_API_AUDIENCE =
      new Rule(
          "kubernetes-api-audience",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.KUBERNETES.page(),
          new Says(
              "The pod's default token was sent, which is for the cluster's API server.",
              "In the pod: a projected volume with a serviceAccountToken whose audience is"
                  + " <application-id>"),
          token -> Values.when(token.has("kubernetes.io"), token));

  private static final Rule KUBERNETES_LEGACY_TOKEN =
      new Rule(
          "kubernetes-legacy-token",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.KUBERNETES.page(),
          new Says(
              "A service account's token out of a Secret was sent, which has no audience and never"
                  + " expires.",
              "Mount a projected token with an audience of your own (serviceAccountToken), or use"
                  + " kubectl create token --audience"),
          token -> Values.when(token.issuer().equals("kubernetes/serviceaccount"), token));

  private static final Rule CLOUDFLARE_GLOBAL_SESSION =
      new Rule(
          "cloudflare-global-session",
          Set.of(WRONG_AUDIENCE, MISSING_CLAIM),
          KnownIssuer.CLOUDFLARE.page(),
          new Says(
              "The session token of the team's domain was sent, which is for no application.",
              "Take the token from the header Cf-Access-Jwt-Assertion:"
                  + " aval.token-sources=header:Cf-Access-Jwt-Assertion"),
          token ->
              Values.when(
                  token.isFrom(KnownIssuer.CLOUDFLARE) && token.claim("type").equals("org"),
                  token));

  private static final Rule CLOUDFLARE_OTHER_APPLICATION =
      new Rule(
          "cloudflare-other-application",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.CLOUDFLARE.page(),
          new Says(
              "The token is for another application of the same Cloudflare team.",
              "aval.providers.<name>.application-id=<Application Audience (AUD) Tag of this"
                  + " application>"),
          token -> Values.when(token.isFrom(KnownIssuer.CLOUDFLARE), token));

  private static final Rule CLOUDFLARE_SERVICE_TOKEN =
      new Rule(
          "cloudflare-service-token",
          Set.of(MISSING_CLAIM, INVALID_CLAIM),
          KnownIssuer.CLOUDFLARE.page(),
          new Says(
              "A service token passed Cloudflare Access, which stands for no person.",
              "aval.token-sources=header, header:Cf-Access-Jwt-Assertion, and let the program send a"
                  + " token of an issuer of its own."),
          token ->
              Values.when(token.isFrom(KnownIssuer.CLOUDFLARE) && token.has("common_name"), token));

  private static final Rule IAP_CALLER_TOKEN =
      new Rule(
          "iap-caller-token",
          Set.of(UNKNOWN_ISSUER),
          KnownIssuer.GOOGLE_IAP.page(),
          new Says(
              "The token by which the caller passed Identity-Aware Proxy was looked at, not the"
                  + " proxy's own.",
              "aval.token-sources=header:x-goog-iap-jwt-assertion"),
          token ->
              token.isFrom(KnownIssuer.GOOGLE)
                  ? token.configuredAs(KnownIssuer.GOOGLE_IAP).map(Values::of)
                  : Optional.empty());

  private static final Rule IAP_AUDIENCE =
      new Rule(
          "iap-audience",
          Set.of(WRONG_AUDIENCE),
          KnownIssuer.GOOGLE_IAP.page(),
          new Says(
              "The token is for another backend service; one that is made anew gets a new id.",
              "aval.providers.<name>.application-id=/projects/<number>/global/backendServices/<id>,"
                  + " from Get JWT audience code in the console"),
          token -> Values.when(token.isFrom(KnownIssuer.GOOGLE_IAP), token));

  private WorkloadHints() {}

  /** The address of whom the repository belongs to, on GitHub or a server of one's own. */
  private static boolean isOwner(String audience, RefusedToken token) {
    String owner = token.claim("repository_owner");
    return !owner.isEmpty() && audience.startsWith("https://") && audience.endsWith("/" + owner);
  }

  static List<Rule> all() {
    return List.of(
        GITHUB_DEFAULT_AUDIENCE,
        GITHUB_SUBJECT_FORMAT,
        GITHUB_OTHER_REPOSITORY,
        GITHUB_OTHER_RUN,
        GITLAB_LEGACY_JOB_JWT,
        GITLAB_OTHER_PROJECT,
        GITLAB_OTHER_JOB,
        GITLAB_PERSON_TOKEN,
        KUBERNETES_API_AUDIENCE,
        KUBERNETES_LEGACY_TOKEN,
        CLOUDFLARE_GLOBAL_SESSION,
        CLOUDFLARE_OTHER_APPLICATION,
        CLOUDFLARE_SERVICE_TOKEN,
        IAP_CALLER_TOKEN,
        IAP_AUDIENCE);
  }

  /** Whether what is off is whose the token is: a claim of these, or that part of its subject. */
  private static boolean isOf(RefusedToken token, Set<String> owners) {
    return owners.stream().anyMatch(token::misses)
        || (token.misses("sub") && !owner(token.claim("sub")).equals(owner(wantedSubject(token))));
  }

  private static String wantedSubject(RefusedToken token) {
    return token
        .provider()
        .map(one -> one.requiredClaims().get("sub"))
        .flatMap(wanted -> wanted)
        .orElse("");
  }

  /** {@code o/r} of {@code repo:o/r:ref:…} and of {@code project_path:o/r:…}. */
  private static String owner(String subject) {
    String[] parts = subject.split(":", 3);
    return parts.length == 3 ? parts[1] : "";
  }
}
