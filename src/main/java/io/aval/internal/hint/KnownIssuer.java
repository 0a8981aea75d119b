package io.aval.internal.hint;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The issuers that have a page, told by their URLs. The first that fits counts. */
public enum KnownIssuer {
  ENTRA_EXTERNAL("Microsoft Entra External ID", "azure-ad-b2c", "[^/]+\\.ciamlogin\\.com(?:/.*)?"),
  CLERK("Clerk", "clerk", "[a-z0-9-]+\\.clerk\\.accounts\\.dev|clerk\\.[^/]+"),
  AUTH0("Auth0", "auth0", "[^/]+\\.auth0\\.com"),
  OKTA("Okta", "okta", "(?<host>[^/]+" + Hosts.OKTA + ")/oauth2/(?<id>[^/]+)"),
  OKTA_ORG("Okta's org server", "okta", "(?<host>[^/]+" + Hosts.OKTA + ")"),
  ENTRA("Microsoft Entra ID", "entra-id", Hosts.ENTRA + "/(?<tenant>[^/]+)/v2\\.0"),
  ENTRA_V1("Microsoft Entra ID, version 1", "entra-id", "sts\\.windows\\.net/(?<tenant>[^/]+)"),
  ENTRA_BARE("Microsoft Entra ID", "entra-id", Hosts.ENTRA + "/(?<tenant>[^/]+)"),
  B2C("Azure AD B2C", "azure-ad-b2c", "(?<host>[^/]+\\.b2clogin\\.com)/.+"),
  COGNITO(
      "Amazon Cognito", "cognito", "cognito-idp(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/.+"),
  FIREBASE("Firebase Authentication", "firebase", "securetoken\\.google\\.com/(?<project>[^/]+)"),
  GOOGLE("Google", "google", "accounts\\.google\\.com"),
  GOOGLE_IAP("Google Identity-Aware Proxy", "google-iap", "cloud\\.google\\.com/iap"),
  APPLE("Apple", "apple", "appleid\\.apple\\.com"),
  SUPABASE("Supabase", "supabase", "[^/]+\\.supabase\\.(?:co|in)(?:/auth/v1)?"),
  ZITADEL("Zitadel", "zitadel", "[^/]+\\.zitadel\\.(?:cloud|app|ch)"),
  GITHUB(
      "GitHub Actions",
      "github-actions",
      "token\\.actions\\.(?:githubusercontent\\.com|[^./]+\\.ghe\\.com)(?:/.*)?"
          + "|[^/]+/_services/token"), // GitHub Enterprise Server
  GITLAB("GitLab", "gitlab", "gitlab\\.[^/]+"),
  KUBERNETES("Kubernetes", "kubernetes", Hosts.KUBERNETES),
  CLOUDFLARE("Cloudflare Access", "cloudflare-access", "[^/]+\\.cloudflareaccess\\.com"),
  ADFS("AD FS", "adfs", "[^/]+/adfs(/services/trust)?"),
  KEYCLOAK("Keycloak", "keycloak", "[^/]+(/[^/]+)*/realms/[^/]+"),
  AUTHENTIK("Authentik", "authentik", "[^/]+(/[^/]+)*/application/o/[^/]+");

  /** No issuer's URL is longer; a token may say anything. */
  private static final int LONGEST = 300;

  private final String title;
  private final String page;
  private final Pattern pattern;

  KnownIssuer(String title, String page, String pattern) {
    this.title = title;
    this.page = page;
    this.pattern = Pattern.compile("(?:https?://)?(?:" + pattern + ")/*");
  }

  /**
   * Finds the issuer of a URL.
   *
   * @param url any text; a scheme may be missing, and slashes may stand at its end
   * @return the issuer, where it is one that is known
   */
  public static Optional<KnownIssuer> of(String url) {
    String issuer = plain(url);
    for (KnownIssuer known : values()) {
      if (known.pattern.matcher(issuer).matches()) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  private static String plain(String url) {
    if (url.length() > LONGEST) {
      return "";
    }
    int path = url.indexOf('/', url.indexOf("://") + 3);
    int end = path < 0 ? url.length() : path;
    return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
  }

  /**
   * A part of one of this issuer's URLs.
   *
   * @param url a URL
   * @param part its name: {@code tenant}, {@code project}, {@code host}
   * @return the part; empty where the URL is another's, has no such part, or one that is not
   *     plainly harmless
   */
  public Optional<String> part(String url, String part) {
    Matcher matcher = pattern.matcher(plain(url));
    if (!matcher.matches() || !pattern.pattern().contains("(?<" + part + ">")) {
      return Optional.empty();
    }
    return Harmless.word(matcher.group(part));
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** Its page, as a path in the project. */
  public String page() {
    return "docs/issuers/" + page + ".md";
  }

  /** Hosts of which there are several. */
  private static final class Hosts {
    static final String OKTA = "\\.(?:okta|oktapreview|okta-emea|okta-gov)\\.com";
    static final String ENTRA =
        "login\\.(?:microsoftonline\\.com|microsoftonline\\.us|partner\\.microsoftonline\\.cn"
            + "|chinacloudapi\\.cn)";
    static final String KUBERNETES =
        "kubernetes\\.default\\.svc(\\.cluster\\.local)?|oidc\\.eks\\.[a-z0-9-]+\\.amazonaws\\.com"
            + "(\\.cn)?/id/.+|container\\.googleapis\\.com/v1/.+|[^/]+\\.oic\\.prod-aks\\.azure\\.com/.+";

    private Hosts() {}
  }
}
