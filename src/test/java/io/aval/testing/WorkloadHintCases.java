package io.aval.testing;

import static io.aval.Reason.INVALID_CLAIM;
import static io.aval.Reason.MISSING_CLAIM;
import static io.aval.Reason.UNKNOWN_ISSUER;
import static io.aval.Reason.WRONG_AUDIENCE;

import java.util.Map;

/** What goes wrong with tokens of workloads, and of proxies before the application. */
final class WorkloadHintCases {
  private static final String CLOUDFLARE = "https://team.cloudflareaccess.com";

  private WorkloadHintCases() {}

  static void addTo(HintCaseList all) {
    workloads(all);
    proxies(all);
  }

  private static void workloads(HintCaseList all) {
    String github = "https://token.actions.githubusercontent.com";
    all.add(
        "github-default-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "https://github.com/o").claim("repository_owner", "o").sign(),
        "domain",
        github);
    all.add(
        "github-default-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "https://git.example/o").claim("repository_owner", "o").sign(),
        "domain",
        "https://git.example/_services/token");
    all.add(
        "github-subject-format",
        INVALID_CLAIM,
        t -> t.claim("sub", "repo:o@1/r@2:ref:refs/heads/main").sign(),
        "domain",
        github,
        "required-claims",
        "sub=repo:o/r:ref:refs/heads/main");
    all.add(
        "gitlab-other-project",
        INVALID_CLAIM,
        t -> t.claim("project_id", "2").sign(),
        "domain",
        "https://gitlab.com",
        "required-claims",
        "project_id=1");
    all.add(
        "gitlab-legacy-job-jwt",
        WRONG_AUDIENCE,
        t -> t.without("aud").claim("sub", "job_1").sign(),
        "domain",
        "https://gitlab.com");
    all.add(
        "github-other-repository",
        INVALID_CLAIM,
        t -> t.claim("repository_id", "2").sign(),
        "domain",
        github,
        "required-claims",
        "repository_id=1");
    otherRuns(all, github);
    String kubernetes = "https://kubernetes.default.svc.cluster.local";
    all.add(
        "kubernetes-api-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", kubernetes).claim("kubernetes.io", Map.of("namespace", "n")).sign(),
        "domain",
        kubernetes);
    all.add(
        "kubernetes-legacy-token",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "kubernetes/serviceaccount").sign(),
        "domain",
        kubernetes);
  }

  private static void otherRuns(HintCaseList all, String github) {
    all.add(
        "github-other-run",
        INVALID_CLAIM,
        t -> t.claim("repository_id", "1").claim("ref", "refs/heads/try").sign(),
        "domain",
        github,
        "required-claims",
        "repository_id=1, ref=refs/heads/main");
    all.add(
        "github-other-run",
        INVALID_CLAIM,
        t -> t.claim("sub", "repo:o/r:ref:refs/heads/try").sign(),
        "domain",
        github,
        "required-claims",
        "sub=repo:o/r:ref:refs/heads/main");
    all.add(
        "github-other-repository",
        INVALID_CLAIM,
        t -> t.claim("sub", "repo:o/s:ref:refs/heads/main").sign(),
        "domain",
        github,
        "required-claims",
        "sub=repo:o/r:ref:refs/heads/main");
    all.add(
        "gitlab-other-job",
        INVALID_CLAIM,
        t -> t.claim("project_id", "1").claim("ref_protected", "false").sign(),
        "domain",
        "https://gitlab.com",
        "required-claims",
        "project_id=1, ref_protected=true");
    all.add(
        "gitlab-person-token",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "other").claim("nonce", "n").sign(),
        "domain",
        "https://gitlab.com");
  }

  private static void proxies(HintCaseList all) {
    all.add(
        "cloudflare-global-session",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "x").claim("type", "org").sign(),
        "domain",
        CLOUDFLARE);
    all.add(
        "cloudflare-other-application",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "x").sign(),
        "domain",
        CLOUDFLARE);
    all.add(
        "cloudflare-service-token",
        MISSING_CLAIM,
        t -> t.claim("common_name", "x").sign(),
        "domain",
        CLOUDFLARE,
        "required-claims",
        "email");
    String iap = "https://cloud.google.com/iap";
    all.add(
        "iap-caller-token",
        UNKNOWN_ISSUER,
        t -> t.claim("iss", "https://accounts.google.com").sign(),
        "domain",
        iap);
    all.add(
        "iap-audience",
        WRONG_AUDIENCE,
        t -> t.claim("aud", "/projects/1/global/backendServices/2").sign(),
        "domain",
        iap);
  }
}
