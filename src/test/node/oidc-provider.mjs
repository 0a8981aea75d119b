// The OpenID Connect provider of npm on loopback, as the first argument describes it.
import { readFile } from 'node:fs/promises';
import Provider, { errors } from 'oidc-provider';

const given = JSON.parse(await readFile(process.argv[2], 'utf8'));

const provider = new Provider(given.issuer, {
  jwks: { keys: given.keys },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  clients: [
    {
      client_id: 'worker',
      client_secret: given.secret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    },
    {
      client_id: 'notes',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [given.redirect],
    },
  ],
  findAccount: (ctx, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id} of the tests` }),
  }),
  claims: { openid: ['sub'], profile: ['name'] },
  conformIdTokenClaims: false,
  cookies: { keys: ['a throw-away key of these tests'] },
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo(ctx, indicator) {
        const resource = given.resources[indicator];
        if (resource === undefined) {
          throw new errors.InvalidTarget();
        }
        return {
          scope: 'notes:read notes:write',
          audience: resource.audience,
          accessTokenTTL: resource.seconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
  },
});

const { port } = new URL(given.issuer);
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.stdin.resume().on('end', () => process.exit());
