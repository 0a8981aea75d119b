// Two verifiers that nobody here wrote, against the issuer that the first argument describes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createClerkClient, verifyToken } from '@clerk/backend';
import * as jose from 'jose';

const given = JSON.parse(await readFile(process.argv[2], 'utf8'));
const clerk = createClerkClient({ secretKey: given.secretKey, apiUrl: given.issuer });
const verification = { secretKey: given.secretKey, apiUrl: given.issuer };

async function discovered() {
  const answer = await fetch(`${given.issuer}/.well-known/openid-configuration`);
  assert.equal(answer.status, 200);
  const document = await answer.json();
  assert.equal(document.issuer, given.issuer);
  return document;
}

async function refusal(call) {
  try {
    await call();
  } catch (error) {
    return error;
  }
  assert.fail('was not refused');
}

async function templates() {
  const made = await clerk.jwtTemplates.create({
    name: 'node',
    claims: { aud: 'app', who: '{{user.first_name}}' },
    lifetime: 600,
    allowedClockSkew: 0,
  });
  assert.equal(made.name, 'node');
  assert.equal(made.lifetime, 600);
  assert.equal(made.allowedClockSkew, 0);
  assert.equal(made.signingAlgorithm, 'RS256');
  assert.deepEqual(made.claims, { aud: 'app', who: '{{user.first_name}}' });

  const all = await clerk.jwtTemplates.list({ limit: 500 });
  assert.equal(all.totalCount, all.data.length);
  assert.ok(all.data.some(each => each.id === made.id));
  assert.deepEqual(await clerk.jwtTemplates.get(made.id), made);

  const changed = await clerk.jwtTemplates.update({
    templateId: made.id,
    name: 'node',
    claims: { aud: 'app', who: '{{user.username}}' },
  });
  assert.equal(changed.lifetime, 600);
  const minted = await clerk.sessions.getToken(given.session, 'node');
  const claims = await verifyToken(minted.jwt, { ...verification, audience: 'app' });
  assert.equal(claims.who, 'ada');
  assert.equal(claims.sub, given.user);

  const deleted = await clerk.jwtTemplates.delete(made.id);
  assert.equal(deleted.deleted, true);
  const gone = await refusal(() => clerk.jwtTemplates.get(made.id));
  assert.equal(gone.status, 404);
  assert.equal(gone.errors[0].code, 'resource_not_found');
}

async function errors() {
  const reserved = await refusal(() =>
    clerk.jwtTemplates.create({ name: 'bad', claims: { sub: 'me' } }));
  assert.equal(reserved.status, 400);
  assert.equal(reserved.errors[0].code, 'jwt_template_reserved_claim');
  assert.match(reserved.errors[0].longMessage, /sub/);

  const stranger = createClerkClient({ secretKey: 'sk_test_wrong', apiUrl: given.issuer });
  const shut = await refusal(() => stranger.jwtTemplates.list());
  assert.equal(shut.status, 401);
  assert.equal(shut.errors[0].code, 'clerk_key_invalid');
}

async function sessions() {
  const session = await clerk.sessions.getSession(given.session);
  assert.equal(session.userId, given.user);
  assert.equal(session.status, 'active');

  const { jwt } = await clerk.sessions.getToken(given.session);
  const claims = await verifyToken(jwt, verification);
  assert.equal(claims.sid, given.session);
  assert.equal(claims.sts, 'active');
  assert.equal(claims.v, 2);
  const long = await clerk.sessions.getToken(given.session, undefined, 7200);
  const lasting = await verifyToken(long.jwt, verification);
  assert.equal(lasting.exp - lasting.iat, 7200);

  // The SDK's own door takes a session token, and refuses one of a template.
  const at = token =>
    clerk.authenticateRequest(
      new Request('http://localhost/', { headers: { authorization: `Bearer ${token}` } }),
      { ...verification, publishableKey: given.publishableKey });
  const state = await at(jwt);
  assert.equal(state.isAuthenticated, true, state.reason);
  assert.equal(state.toAuth().userId, given.user);
  assert.equal(state.toAuth().orgId, given.organization);
  assert.equal(state.toAuth().orgRole, 'org:admin');
  assert.deepEqual(state.toAuth().orgPermissions, given.permissions);
}

async function verifiedByJose() {
  const document = await discovered();
  const published = jose.createRemoteJWKSet(new URL(document.jwks_uri));
  for (const each of given.templates) {
    const made = await clerk.jwtTemplates.create(each.template);
    const { jwt } = await clerk.sessions.getToken(given.session, each.template.name);
    const key = each.template.signingKey === undefined
      ? published
      : each.publicKey === undefined
        ? new TextEncoder().encode(each.template.signingKey)
        : await jose.importSPKI(each.publicKey, each.template.signingAlgorithm);
    const { payload, protectedHeader } = await jose.jwtVerify(jwt, key, {
      issuer: document.issuer,
      algorithms: [each.template.signingAlgorithm ?? 'RS256'],
      clockTolerance: 1,
    });
    assert.equal(payload.sub, given.user, each.template.name);
    assert.equal(protectedHeader.cat, 'aval_template');
    assert.equal(made.signingAlgorithm, protectedHeader.alg);
    for (const [name, value] of Object.entries(each.expected)) {
      assert.deepEqual(payload[name], value, `${each.template.name}: ${name}`);
    }
    console.log(`verified ${each.template.name} ${protectedHeader.alg}`);
  }
}

await templates();
await errors();
await sessions();
await verifiedByJose();
console.log('all verified');
