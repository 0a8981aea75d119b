// Tokens of Clerk's kinds for the issuer that the first argument names, signed by Clerk's own SDK
// and judged by it as well. The shapes: https://clerk.com/docs/guides/sessions/session-tokens
import { verifyToken } from '@clerk/backend';
import { signJwt } from '@clerk/backend/jwt';
import { exportJWK, exportSPKI, generateKeyPair } from 'jose';

const [issuer, page] = process.argv.slice(2);
const now = Math.floor(Date.now() / 1000);
const kid = 'ins_2GIoQhbUpy0hX7B2cVkuTMinXoD';
const ours = await generateKeyPair('RS256', { extractable: true });
const strange = await generateKeyPair('RS256', { extractable: true });
const pem = await exportSPKI(ours.publicKey);

const ofTemplate = {
  aud: 'convex',
  azp: page,
  email: 'ada@example.com',
  email_verified: true,
  exp: now + 600,
  iss: issuer,
  jti: '5f0c3a7f2b1d4e6a8c90',
  name: 'Ada Lovelace',
  nbf: now - 5,
  sub: 'user_2vYVtAdaLovelace0000000000001',
};
const ofSession = {
  azp: page,
  exp: now + 600,
  fea: 'o:notes',
  fva: [7, -1],
  iss: issuer,
  nbf: now - 5,
  o: { fpm: '3', id: 'org_2vYVtNotes0000000000000001', per: 'read,write', rol: 'admin', slg: 'notes' },
  pla: 'o:free',
  sid: 'sess_2vYVtAda00000000000000000001',
  sts: 'active',
  sub: 'user_2vYVtAdaLovelace0000000000001',
  v: 2,
};
const without = (name, claims) => {
  const { [name]: left, ...rest } = claims;
  return rest;
};

async function made(kind, claims, { key = ours, algorithm = 'RS256', keyId = kid } = {}) {
  const cat = kind === 'template' ? 'cl_B7d4PD222AAA' : 'cl_B7d4PD111AAA';
  const token = await signJwt({ ...claims }, await exportJWK(key.privateKey), {
    algorithm,
    header: { typ: 'JWT', cat, kid: keyId },
  });
  const rules = kind === 'template' ? { audience: 'convex' } : { authorizedParties: [page] };
  return { token, verdict: await verdict(token, rules) };
}

async function verdict(token, rules) {
  try {
    const claims = await verifyToken(token, { jwtKey: pem, ...rules });
    return `accepted ${claims.sub}`;
  } catch (error) {
    return error.reason ?? String(error);
  }
}

const tokens = {
  template: await made('template', ofTemplate),
  templateForAnother: await made('template', { ...ofTemplate, aud: 'another' }),
  session: await made('session', ofSession),
  sessionOfAnotherPage: await made('session', { ...ofSession, azp: 'https://evil.example.com' }),
  sessionWithoutPage: await made('session', without('azp', ofSession)),
  sessionPending: await made('session', { ...ofSession, sts: 'pending' }),
  expired: await made('session', { ...ofSession, exp: now - 30, nbf: now - 90 }),
  early: await made('session', { ...ofSession, nbf: now + 120 }),
  ofAnotherInstance: await made('session', { ...ofSession, iss: 'https://other.clerk.accounts.dev' }),
  withoutUser: await made('session', without('sub', ofSession)),
  signedByAStranger: await made('session', ofSession, { key: strange }),
  ofAnUnknownKey: await made('session', ofSession, { key: strange, keyId: 'ins_unknown' }),
  signedLonger: await made('session', ofSession, { algorithm: 'RS512' }),
};
const jwk = { ...(await exportJWK(ours.publicKey)), alg: 'RS256', use: 'sig', kid };
console.log(JSON.stringify({ jwks: JSON.stringify({ keys: [jwk] }), tokens }));
