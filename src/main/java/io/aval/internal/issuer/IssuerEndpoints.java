package io.aval.internal.issuer;

import io.aval.config.IdentityConfig;
import io.aval.internal.jose.CallRates;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which endpoints one issuer has. Those for servers are there only where a secret key is
 * configured: what is not there cannot be open by mistake.
 *
 * @param config the application's configuration
 * @param parts what the endpoints share
 * @param users the users, and where they come from
 * @param rule which pages may fetch tokens
 */
record IssuerEndpoints(IdentityConfig config, IssuerParts parts, IssuerUsers users, MintRule rule) {

  /** The endpoints by their URL patterns. */
  Map<String, Handler> all() {
    CallRates rates = new CallRates(config.issuer().rateLimit(), parts.clock());
    Minting minting = new Minting(parts.templates(), parts.keys(), parts.clock());
    SessionView view = new SessionView(parts.clock());
    Map<String, Handler> all = new LinkedHashMap<>();
    all.put(
        DiscoveryDocument.PATH,
        new PublicDocument(new DiscoveryDocument(parts.url(), parts.keys())));
    all.put(JwksDocument.PATH, new PublicDocument(new JwksDocument(parts.keys())));
    Endpoint client = new ClientEndpoint(users, rule, parts.url(), minting, view);
    all.put(ClientEndpoint.PATH + "/*", new ApiHandler(new BrowserGate(rule, rates), client));
    SecretKeys keys = new SecretKeys(config.issuer().secretKeyHashes());
    if (!keys.isEmpty()) {
      Gate gate = SecretKeyGate.counting(keys, rates);
      Endpoint templates = new TemplatesEndpoint(parts.templates());
      Endpoint sessions = new SessionsEndpoint(users, parts.url(), minting, view);
      all.put(TemplatesEndpoint.PATH + "/*", new ApiHandler(gate, templates));
      all.put(SessionsEndpoint.PATTERN, new ApiHandler(gate, sessions));
      all.put(
          SigningKeysEndpoint.PATH + "/*",
          new ApiHandler(gate, new SigningKeysEndpoint(parts.keys())));
      all.put("/v1/jwks", new ApiHandler(SecretKeyGate.lenient(keys, rates), this::publicKeys));
    }
    return all;
  }

  private Object publicKeys(ApiCall call) {
    call.require("GET");
    return parts.keys().jwks();
  }
}
