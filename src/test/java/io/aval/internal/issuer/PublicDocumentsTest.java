package io.aval.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aval.internal.issuer.IssuerHost.Answer;
import org.junit.jupiter.api.Test;

/** What everybody may read of an issuer, over HTTP. */
class PublicDocumentsTest {
  @Test
  void repeatNoCookieToATrace() throws Exception {
    try (IssuerHost host = IssuerHost.setup().start()) {
      for (String path : new String[] {JwksDocument.PATH, DiscoveryDocument.PATH}) {
        Answer trace = host.call("TRACE " + path, "Cookie: JSESSIONID=mine");
        assertThat(trace.status()).as(path).isEqualTo(405);
        assertThat(trace.head()).as(path).contains("Allow: GET, HEAD, OPTIONS");
        assertThat(trace.head() + trace.body()).as(path).doesNotContain("mine");
      }
    }
  }
}
