package io.aval.testing.real;

import io.aval.testing.NodeProgram;
import io.aval.testing.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The issuers that run here, asked of Aval itself; the servers are asked the same. */
@Tag("real-parts")
class RealIssuersTest {
  @Test
  void oidcProvidersTokensAreToldApartAndItsKeysChange() throws Exception {
    NodeProgram node = NodeProgram.install("node", "npm's oidc-provider was not tried");
    String issuer = "http://127.0.0.1:" + freePort();
    try (InProcess access =
            InProcess.configured(OidcProviderTokens.lines(OidcProviderTokens.ACCESS, issuer));
        InProcess usual =
            InProcess.configured(OidcProviderTokens.lines(OidcProviderTokens.USUAL, issuer))) {
      new OidcProviderTokens(issuer, access, usual).check(node);
    }
  }

  @Test
  void tokensSignedByClerksSdkAreAcceptedAndRefusedAsThePageSays() throws Exception {
    NodeProgram node = NodeProgram.install("node", "tokens signed by Clerk's SDK were not tried");
    try (TestIssuer instance = TestIssuer.startWithoutKeys();
        InProcess template =
            InProcess.configured(ClerkTokens.lines(ClerkTokens.TEMPLATE, instance));
        InProcess session = InProcess.configured(ClerkTokens.lines(ClerkTokens.SESSION, instance));
        InProcess organisation =
            InProcess.configured(ClerkTokens.lines(ClerkTokens.ORGANISATION, instance));
        InProcess active = InProcess.configured(ClerkTokens.lines(ClerkTokens.ACTIVE, instance))) {
      new ClerkTokens(template, session, organisation, active).check(node, instance);
    }
  }

  @Test
  void mockServersTokensAreAcceptedAndRefusedAndItsIssuersAreTenants() {
    try (MockServerTokens server = MockServerTokens.start();
        InProcess usual = InProcess.configured(server.usualLines());
        InProcess tenants = InProcess.configured(server.tenantsLines())) {
      server.checkUsual(usual);
      server.checkTenants(tenants);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return any.getLocalPort();
    }
  }
}
