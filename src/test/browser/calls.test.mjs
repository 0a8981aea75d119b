import assert from "node:assert/strict";
import {test} from "node:test";
import {FakeIssuer, claimsOf, fakePage, outcome, refusal, scene, settle} from "./kit.mjs";

const NOTES = "https://app.test/notes/api/notes";

test("sends the token, and leaves the rest of the call alone", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  let seen;
  server.respond = (request) => ((seen = request), Response.json({}));
  await auth.fetch(NOTES, {method: "POST", body: "{}", headers: {"Content-Type": "application/json", "X-Own": "1"}});
  assert.equal(server.calls[0].body, "{}");
  assert.equal(seen.headers.get("Content-Type"), "application/json");
  assert.equal(seen.headers.get("X-Own"), "1");
  assert.equal(claimsOf(server.tokens[0]).sub, "ada");
});

test("resolves relative addresses against the page", async () => {
  const {auth, server, signIn, page} = scene({surroundings: {fetch: (input, init) => server2(input, init)}});
  const server2 = (input, init) => server.fetch(new URL(input, page.document.baseURI), init);
  await signIn();
  await auth.fetch("api/notes");
  assert.equal(server.calls[0].url, NOTES);
  assert.notEqual(server.tokens[0], null);
});

test("a call waits for the first token", async () => {
  const {auth, issuer, server} = scene();
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  auth.setAuth(issuer.fetchToken);
  const call = outcome(auth.fetch(NOTES));
  await settle();
  assert.equal(server.calls.length, 0);
  go();
  await settle();
  assert.equal(call.state, "done");
  assert.notEqual(server.tokens[0], null);
});

test("a call that waits for the first token goes out for nobody when nobody is signed in", async () => {
  const {auth, issuer, server} = scene();
  issuer.answer = null;
  auth.setAuth(issuer.fetchToken);
  await auth.fetch(NOTES);
  assert.deepEqual(server.tokens, [null]);
});

test("a call checks the clock before it uses a token", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  await signIn();
  clock.jump(3_600_000);
  assert.equal((await auth.fetch(NOTES)).status, 200);
  assert.equal(issuer.forced, 1);
  assert.ok(claimsOf(server.tokens[0]).exp * 1000 > clock.now());
  assert.equal(server.calls.length, 1, "the expired token was never sent");
});

test("a refused token is refreshed once, and the call sent once more", async () => {
  const {auth, issuer, server, signIn, changes} = scene();
  await signIn();
  const first = await auth.getToken();
  server.refusing = (token) => (token === first ? "REVOKED" : null);
  const answer = await auth.fetch(NOTES, {method: "POST", body: "text"});
  assert.equal(answer.status, 200);
  assert.equal(issuer.forced, 1);
  assert.deepEqual(server.calls.map(({body}) => body), ["text", "text"]);
  assert.deepEqual(changes, [true]);
});

test("refused twice, the user is signed out with the server's reason", async () => {
  const {auth, issuer, server, signIn, changes, clock} = scene();
  await signIn();
  server.refusing = () => "WRONG_AUDIENCE";
  const answer = await auth.fetch(NOTES);
  assert.equal(answer.status, 401);
  assert.equal((await answer.json()).code, "WRONG_AUDIENCE", "the application can still read the answer");
  assert.deepEqual(auth.state.reason, {code: "WRONG_AUDIENCE", detail: "The token is refused: WRONG_AUDIENCE."});
  assert.equal(auth.state.status, "unauthenticated");
  assert.deepEqual(changes, [true, false]);
  assert.equal(server.calls.length, 2);
  assert.equal(issuer.forced, 1);
  await clock.advance(3_600_000);
  assert.equal(issuer.calls.length, 2, "nothing goes on");
});

test("refused twice with the same token, the user is signed out too", async () => {
  const {auth, issuer, server, signIn} = scene();
  issuer.caching = true;
  await signIn();
  server.refusing = () => "REVOKED";
  await auth.fetch(NOTES);
  assert.equal(auth.state.reason.code, "REVOKED");
  assert.equal(server.calls.length, 2);
});

test("many refused calls at once make one refresh", async () => {
  const {auth, issuer, server, signIn} = scene();
  await signIn();
  const first = await auth.getToken();
  server.refusing = (token) => (token === first ? "EXPIRED" : null);
  const answers = await Promise.all(Array.from({length: 20}, () => auth.fetch(NOTES)));
  assert.ok(answers.every(({status}) => status === 200));
  assert.equal(issuer.forced, 1);
  assert.equal(server.calls.length, 40);
});

test("many calls refused twice sign out once", async () => {
  const {auth, issuer, server, signIn, changes} = scene();
  await signIn();
  server.refusing = () => "REVOKED";
  const answers = await Promise.all(Array.from({length: 20}, () => auth.fetch(NOTES).catch((fault) => fault)));
  assert.ok(answers.every((answer) => answer.status === 401 || answer.code === "SIGNED_OUT"));
  assert.equal(issuer.forced, 1);
  assert.deepEqual(changes, [true, false]);
});

test("one endpoint that accepts does not let another that refuses loop", async () => {
  const {auth, issuer, server, signIn} = scene();
  await signIn();
  server.respond = ({url}) => (url.endsWith("other") ? refusal("WRONG_AUDIENCE") : Response.json({}));
  await auth.fetch(NOTES);
  await auth.fetch("https://app.test/other");
  assert.equal(issuer.forced, 1);
  assert.equal(auth.state.reason.code, "WRONG_AUDIENCE");
});

test("a refusal waits for the issuer when that is down, and is not sent again with the bad token", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  await signIn();
  const first = await auth.getToken();
  server.refusing = (token) => (token === first ? "EXPIRED" : null);
  issuer.fault = new Error("down");
  const call = outcome(auth.fetch(NOTES));
  await clock.advance(20_000);
  assert.equal(call.state, "pending");
  assert.equal(auth.state.isAuthenticated, true);
  issuer.fault = null;
  await clock.advance(30_000);
  assert.equal(call.value.status, 200);
  assert.equal(server.calls.length, 2);
});

test("calls that are refused one after the other do not hurry an issuer that is down", async () => {
  const {auth, issuer, server, signIn} = scene();
  await signIn();
  const answers = [];
  server.respond = () => new Promise((resolve) => answers.push(() => resolve(refusal("REVOKED"))));
  for (let call = 0; call < 5; call++) auth.fetch(NOTES).catch(() => {});
  await settle();
  issuer.fault = new Error("down");
  for (const answer of answers) {
    answer();
    await settle();
  }
  assert.equal(issuer.forced, 1);
});

test("a body that can be read only once is not sent again, but the next call has a fresh token", async () => {
  const {auth, issuer, server, signIn} = scene();
  await signIn();
  const first = await auth.getToken();
  server.refusing = (token) => (token === first ? "EXPIRED" : null);
  const body = new Response("streamed").body;
  const answer = await auth.fetch(NOTES, {method: "POST", body, duplex: "half"});
  assert.equal(answer.status, 401);
  await settle();
  assert.equal(issuer.forced, 1);
  assert.equal(auth.state.isAuthenticated, true);
  assert.equal((await auth.fetch(NOTES)).status, 200);
});

test("takes a Request, and sends it again with its body", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  const first = await auth.getToken();
  server.refusing = (token) => (token === first ? "EXPIRED" : null);
  const request = new Request(NOTES, {method: "PUT", body: "all of it", headers: {"X-Own": "1"}});
  assert.equal((await auth.fetch(request)).status, 200);
  assert.deepEqual(server.calls.map(({method, body}) => [method, body]), Array(2).fill(["PUT", "all of it"]));
});

for (const [what, headers] of [
  ["without a challenge", {}],
  ["of another scheme", {"WWW-Authenticate": "Basic"}],
  ["that asks for a step-up", {"WWW-Authenticate": 'Bearer error="insufficient_user_authentication", max_age="60"'}],
]) {
  test(`a 401 ${what} is the application's own matter`, async () => {
    const {auth, issuer, server, signIn} = scene();
    await signIn();
    server.respond = () => new Response("wrong PIN", {status: 401, headers});
    assert.equal((await auth.fetch(NOTES)).status, 401);
    assert.equal(server.calls.length, 1);
    assert.equal(issuer.calls.length, 1);
    assert.equal(auth.state.isAuthenticated, true);
    assert.equal(auth.state.isConfirmed, false);
  });
}

test("a 401 of another origin that hides its challenge is a refusal", async () => {
  const {auth, issuer, server, signIn} = scene({options: {origins: ["https://api.test"]}});
  await signIn();
  const hidden = () => Object.defineProperty(new Response(null, {status: 401}), "type", {value: "cors"});
  server.respond = () => (server.calls.length === 1 ? hidden() : Response.json({}));
  assert.equal((await auth.fetch("https://api.test/notes")).status, 200);
  assert.equal(issuer.forced, 1);
});

test("a refusal without details signs out with the general reason", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  const bare = () => new Response(null, {status: 401, headers: {"WWW-Authenticate": "Bearer error=invalid_token"}});
  server.respond = bare;
  await auth.fetch(NOTES);
  assert.equal(auth.state.reason.code, "INVALID_TOKEN");
});

test("403 is no refusal of the token", async () => {
  const {auth, issuer, server, signIn} = scene();
  await signIn();
  server.respond = () => Response.json({code: "FORBIDDEN"}, {status: 403});
  assert.equal((await auth.fetch(NOTES)).status, 403);
  assert.equal(issuer.calls.length, 1);
  assert.equal(auth.state.isConfirmed, true);
});

test("waits when the server cannot get the issuer's keys, as long as it says", async () => {
  const {auth, server, signIn, clock} = scene();
  await signIn();
  const busy = {status: 503, headers: {"Retry-After": "3"}};
  server.respond = () => (server.calls.length < 3 ? Response.json({code: "KEYS_UNAVAILABLE"}, busy) : Response.json({}));
  const call = outcome(auth.fetch(NOTES, {method: "POST", body: "x"}));
  await clock.advance(5_900);
  assert.equal(server.calls.length, 2);
  await clock.advance(200);
  assert.equal(call.value.status, 200);
});

test("gives the answer back when the server cannot get keys for longer than a call waits", async () => {
  const {auth, server, signIn, clock} = scene({options: {patience: 10}});
  await signIn();
  const busy = {status: 503, headers: {"Retry-After": "4"}};
  server.respond = () => Response.json({code: "KEYS_UNAVAILABLE"}, busy);
  const call = outcome(auth.fetch(NOTES));
  await clock.advance(20_000);
  assert.equal(call.value.status, 503);
  assert.equal(server.calls.length, 3);
});

test("does not send another 503 again, which the application may have answered", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  server.respond = () => new Response("busy", {status: 503, headers: {"Retry-After": "1"}});
  assert.equal((await auth.fetch(NOTES, {method: "POST", body: "x"})).status, 503);
  assert.equal(server.calls.length, 1);
});

test("a call does not wait for ever", async () => {
  const {auth, issuer, server, signIn, clock} = scene({options: {patience: 40}});
  await signIn();
  issuer.fault = new Error("down");
  await clock.advance(70_000);
  const call = outcome(auth.fetch(NOTES));
  await clock.advance(39_000);
  assert.equal(call.state, "pending");
  await clock.advance(2_000);
  assert.equal(call.value.code, "TOKEN_UNAVAILABLE");
  assert.equal(server.calls.length, 0);
});

test("a call stops waiting when its signal is aborted", async () => {
  const {auth, issuer} = scene();
  issuer.hold = new Promise(() => {});
  auth.setAuth(issuer.fetchToken);
  const abort = new AbortController();
  const call = outcome(auth.fetch(NOTES, {signal: abort.signal}));
  await settle();
  abort.abort();
  await settle();
  assert.equal(call.value.name, "AbortError");
});

test("a call of somebody who is signed out meanwhile is not sent for nobody", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  await signIn();
  issuer.fault = new Error("down");
  await clock.advance(70_000);
  const call = outcome(auth.fetch(NOTES, {method: "POST", body: "mine"}));
  await settle();
  auth.clearAuth();
  await settle();
  assert.equal(call.value.code, "SIGNED_OUT");
  assert.equal(server.calls.length, 0);
});

test("calls after a switch wait for the next user's token", async () => {
  const {auth, server, signIn, clock} = scene();
  await signIn();
  const next = new FakeIssuer(clock.now);
  next.claims = {...next.claims, org_id: "org_2"};
  let go;
  next.hold = new Promise((resolve) => (go = resolve));
  auth.setAuth(next.fetchToken);
  const call = auth.fetch(NOTES);
  await settle();
  assert.equal(server.calls.length, 0);
  go();
  await call;
  assert.equal(claimsOf(server.tokens[0]).org_id, "org_2");
});

test("a refusal of the user before does not touch the next one", async () => {
  const {auth, server, signIn, clock} = scene();
  await signIn();
  let go;
  server.respond = () => new Promise((resolve) => (go = resolve));
  const call = outcome(auth.fetch(NOTES));
  await settle();
  const grace = new FakeIssuer(clock.now);
  auth.setAuth(grace.fetchToken);
  await settle();
  go(refusal("REVOKED"));
  await settle();
  assert.equal(call.value.status, 401);
  assert.equal(grace.calls.length, 1);
  assert.equal(auth.state.isAuthenticated, true);
});

test("the token goes to configured origins alone", async () => {
  const {auth, server, signIn} = scene({options: {origins: ["https://app.test", "https://api.test/any/path"]}});
  await signIn();
  for (const url of ["https://app.test/x", "https://api.test/x", "https://api.test:8443/x", "http://api.test/x", "https://evil.test/app.test"]) {
    await auth.fetch(url);
  }
  assert.deepEqual(server.tokens.map(Boolean), [true, true, false, false, false]);
});

test("an origin without encryption gets no token, unless it is this machine or the page's own", () => {
  assert.throws(() => scene({options: {origins: ["http://api.test"]}}), /gets no token/);
  assert.throws(() => scene({options: {origins: ["file:///x"]}}), /gets no token/);
  scene({options: {origins: ["http://localhost:8080", "http://127.0.0.1:1", "http://[::1]:1", "https://api.test"]}});
});

test("leaves a call alone that brings its own Authorization", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  server.refusing = () => "WRONG_AUDIENCE";
  const answer = await auth.fetch(NOTES, {headers: {Authorization: "Bearer own"}});
  assert.equal(answer.status, 401);
  assert.deepEqual(server.tokens, ["own"]);
  assert.equal(auth.state.isAuthenticated, true);
});

test("follows no redirect with a token unless the call says so", async () => {
  const {auth, server, signIn} = scene();
  await auth.fetch(NOTES);
  await signIn();
  await auth.fetch(NOTES);
  await auth.fetch(NOTES, {redirect: "follow"});
  assert.deepEqual(server.calls.map(({redirect}) => redirect), ["follow", "manual", "follow"]);
});

test("with confirmUrl the user is authenticated once the server has said who that is", async () => {
  const {auth, server, signIn, changes, states} = scene({options: {confirmUrl: "api/me"}});
  let go;
  server.respond = () => new Promise((resolve) => (go = () => resolve(Response.json({name: "Ada"}))));
  await signIn();
  assert.equal(auth.state.isLoading, true);
  assert.equal(server.calls[0].url, "https://app.test/notes/api/me");
  go();
  await settle();
  assert.deepEqual(auth.state.identity, {name: "Ada"});
  assert.equal(auth.state.isConfirmed, true);
  assert.deepEqual(changes, [true]);
  assert.deepEqual(states.map(({status}) => status), ["loading", "authenticated"]);
});

test("with confirmUrl refused twice there is nobody, with the reason", async () => {
  const {auth, issuer, server, signIn, changes} = scene({options: {confirmUrl: "api/me"}});
  server.refusing = () => "UNKNOWN_ISSUER";
  await signIn();
  assert.equal(auth.state.reason.code, "UNKNOWN_ISSUER");
  assert.equal(server.calls.length, 2);
  assert.equal(issuer.calls.length, 2);
  assert.deepEqual(changes, [false]);
});

test("with confirmUrl a server that knows nobody is a refusal", async () => {
  const {auth, server, signIn} = scene({options: {confirmUrl: "api/me"}});
  server.respond = () => Response.json(null);
  await signIn();
  assert.equal(auth.state.reason.code, "NOT_RECOGNIZED");
});

test("with confirmUrl an answer that comes after clearAuth signs nobody in", async () => {
  const {auth, server, signIn, changes} = scene({options: {confirmUrl: "api/me"}});
  let go;
  server.respond = () => new Promise((resolve) => (go = () => resolve(Response.json({name: "Ada"}))));
  await signIn();
  auth.clearAuth();
  go();
  await settle();
  assert.equal(auth.state.status, "unauthenticated");
  assert.deepEqual(changes, [false]);
});

test("clearAuth ends the questions to confirmUrl", async () => {
  const {auth, server, signIn, clock} = scene({options: {confirmUrl: "api/me"}});
  server.fault = new TypeError("Failed to fetch");
  await signIn();
  assert.ok(clock.pending > 1);
  auth.clearAuth();
  await clock.advance(60_000);
  assert.equal(clock.pending, 0);
  assert.equal(server.calls.length, 1);
});

test("with confirmUrl an unreachable server is asked again", async () => {
  const {auth, server, signIn, clock} = scene({options: {confirmUrl: "api/me"}});
  server.fault = new TypeError("Failed to fetch");
  await signIn();
  await clock.advance(5_000);
  assert.equal(auth.state.isLoading, true);
  server.fault = null;
  server.respond = () => Response.json({name: "Ada"});
  await clock.advance(5_000);
  assert.equal(auth.state.identity.name, "Ada");
});

test("with confirmUrl the user before stays until the next is confirmed or refused", async () => {
  const {auth, issuer, server, signIn, states} = scene({options: {confirmUrl: "api/me"}});
  server.respond = (_, token) => Response.json({name: claimsOf(token).sub});
  await signIn();
  issuer.claims = {...issuer.claims, sub: "grace"};
  states.length = 0;
  auth.setAuth(() => issuer.fetchToken({skipCache: true}));
  await settle();
  assert.deepEqual(states.map(({identity}) => identity?.name), ["grace"]);
  states.length = 0;
  server.refusing = () => "REVOKED";
  auth.setAuth(() => issuer.fetchToken({skipCache: true}));
  await settle();
  assert.deepEqual(states.map(({status, reason}) => [status, reason?.code]), [["unauthenticated", "REVOKED"]]);
});

test("with confirmUrl a refresh that changes what the token says asks the server again, another does not", async () => {
  const {auth, issuer, server, signIn, clock} = scene({options: {confirmUrl: "api/me"}});
  server.respond = (_, token) => Response.json({name: claimsOf(token).name ?? "Ada"});
  await signIn();
  await clock.advance(50_000);
  assert.equal(issuer.forced, 1);
  assert.equal(server.calls.length, 1);
  issuer.claims = {...issuer.claims, name: "Ada King"};
  await clock.advance(50_000);
  assert.equal(server.calls.length, 2);
  assert.equal(auth.state.identity.name, "Ada King");
});

test("without confirmUrl the first answer confirms", async () => {
  const {auth, server, signIn, states} = scene();
  await signIn();
  assert.equal(auth.state.isConfirmed, false);
  server.respond = () => new Response(null, {status: 502});
  await auth.fetch(NOTES);
  assert.equal(auth.state.isConfirmed, false, "a gateway's error says nothing about the user");
  server.respond = () => Response.json({});
  await auth.fetch(NOTES);
  assert.equal(auth.state.isConfirmed, true);
  assert.equal(states.length, 3);
});

test("options that make no sense are refused", () => {
  assert.throws(() => scene({options: {patience: 0}}), TypeError);
  assert.throws(() => scene({options: {refreshAhead: "soon"}}), TypeError);
  assert.throws(() => scene({options: {confirmUrl: "https://elsewhere.test/me"}}), TypeError);
});

test("no token in anything that is logged", async () => {
  const {auth, issuer, server, signIn, clock, logged} = scene();
  await signIn();
  server.refusing = () => "EXPIRED";
  issuer.fault = new Error("down");
  const call = outcome(auth.fetch(NOTES));
  await clock.advance(100_000);
  assert.equal(call.value.code, "TOKEN_UNAVAILABLE");
  assert.ok(logged.length > 0);
  assert.ok(!`${JSON.stringify(logged)} ${call.value.stack}`.includes("eyJ"));
});

const next = (issuer) => (issuer.claims = {...issuer.claims, sub: "grace"});

for (const [how, leave] of [["setAuth", () => {}], ["clearAuth and setAuth", (auth) => auth.clearAuth()]]) {
  test(`a call that waits is not sent as the next user, after ${how}`, async () => {
    const {auth, issuer, server, signIn, clock} = scene();
    await signIn();
    clock.jump(120_000);
    issuer.fault = new Error("down");
    const call = outcome(auth.fetch(NOTES, {method: "POST", body: "Ada's"}));
    const token = outcome(auth.getToken());
    await settle();
    issuer.fault = null;
    next(issuer);
    leave(auth);
    auth.setAuth(issuer.fetchToken);
    await clock.advance(1_000);
    assert.deepEqual([call.value.code, token.value.code], ["SIGNED_OUT", "SIGNED_OUT"]);
    assert.deepEqual(server.calls, []);
    assert.equal((await auth.fetch(NOTES)).status, 200, "the next user's own call");
  });
}

test("a call that waits is not sent as another user whom a refresh brought", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  await signIn();
  clock.jump(120_000);
  next(issuer);
  const call = outcome(auth.fetch(NOTES, {method: "POST", body: "Ada's"}));
  await settle();
  assert.equal(call.value.code, "SIGNED_OUT");
  assert.deepEqual(server.calls, []);
});

for (const [what, answer] of [
  ["the issuer's keys", () => Response.json({code: "KEYS_UNAVAILABLE"}, {status: 503, headers: {"Retry-After": "5"}})],
  ["a fresh token", () => refusal("EXPIRED")],
]) {
  test(`a call that was sent as one user and waits for ${what} is not sent again as the next`, async () => {
    const {auth, issuer, server, signIn, clock} = scene();
    await signIn();
    server.respond = () => ((issuer.fault = new Error("down")), answer());
    const call = outcome(auth.fetch(NOTES, {method: "POST", body: "Ada's"}));
    await settle();
    server.respond = () => Response.json({});
    issuer.fault = null;
    next(issuer);
    auth.clearAuth();
    auth.setAuth(issuer.fetchToken);
    await clock.advance(6_000);
    assert.equal(call.value.code, "SIGNED_OUT");
    assert.deepEqual(server.tokens.map((token) => claimsOf(token).sub), ["ada"]);
  });
}

test("a call goes where it was told to when it was made, whatever becomes of its parts while it waits", async () => {
  const {auth, server, issuer} = scene();
  auth.setAuth(issuer.fetchToken);
  const url = new URL(NOTES);
  const init = {method: "POST", body: "first"};
  const call = auth.fetch(url, init);
  url.host = "evil.test";
  init.body = "second";
  await call;
  await auth.fetch(NOTES, null);
  assert.deepEqual(server.calls.map(({url, body}) => [url, body]), [[NOTES, "first"], [NOTES, ""]]);
});

test("a <base> of another origin gets no token, and does not become the page's own", async () => {
  const {auth, server, signIn} = scene({surroundings: fakePage("http://evil.test/")});
  await signIn();
  await auth.fetch(new URL("api/notes", "http://evil.test/"));
  await auth.fetch(NOTES);
  assert.deepEqual(server.tokens.map(Boolean), [false, true]);
  assert.throws(() => scene({surroundings: fakePage("http://evil.test/"), options: {confirmUrl: "api/me"}}), /origins/);
  assert.throws(() => scene({surroundings: fakePage("http://evil.test/"), options: {origins: ["http://evil.test"]}}));
});

test("a page without an origin of its own, as in a sandbox, sends its token nowhere unless told", async () => {
  const {auth, server, signIn} = scene({surroundings: fakePage("https://app.test/notes/", {origin: "null"})});
  await signIn();
  await auth.fetch(NOTES);
  assert.deepEqual(server.tokens, [null]);
});

test("a user whom confirmUrl refuses is signed out, although another endpoint accepts each token", async () => {
  const {auth, issuer, server, signIn, clock} = scene({options: {confirmUrl: "api/me"}});
  server.respond = async ({url}) => {
    if (!url.endsWith("api/me")) return Response.json({});
    await new Promise((resolve) => clock.setTimeout(resolve, 300));
    return Response.json(null);
  };
  await signIn();
  for (let poll = 0; poll < 240; poll++) {
    auth.fetch(NOTES).catch(() => {});
    await clock.advance(250);
  }
  assert.equal(auth.state.reason.code, "NOT_RECOGNIZED");
  assert.equal(issuer.calls.length, 2, "two tokens in a minute, not hundreds");
});

test("a token that lasted after a refusal may be refused and refreshed once more", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  issuer.lifetime = 3600;
  await signIn();
  for (let time = 1; time <= 2; time++) {
    const refused = await auth.getToken();
    server.refusing = (token) => (token === refused ? "REVOKED" : null);
    assert.equal((await auth.fetch(NOTES)).status, 200);
    await clock.advance(31_000);
  }
  assert.equal(issuer.forced, 2);
  assert.equal(auth.state.isAuthenticated, true);
});

test("an answer that the page may not look into confirms nobody", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  server.respond = () => Object.defineProperty(Response.json({}), "status", {value: 0});
  await auth.fetch(NOTES, {mode: "no-cors"});
  assert.equal(auth.state.isConfirmed, false);
});

for (const [what, respond, detail] of [
  ["answers with an error", () => new Response("", {status: 404}), "confirmUrl answered with status 404."],
  ["never answers", () => new Promise(() => {}), "confirmUrl did not answer in time."],
]) {
  test(`a confirmUrl that ${what} is said in the state and the log, and asked again`, async () => {
    const {auth, server, signIn, clock, logged} = scene({options: {confirmUrl: "me"}});
    server.respond = respond;
    await signIn();
    await clock.advance(31_000);
    assert.equal(auth.state.isLoading, true);
    assert.deepEqual(auth.state.trouble, {code: "NOT_CONFIRMED", detail});
    assert.equal(logged.length, 1);
    assert.match(String(logged[0].map(({message}) => message)), /confirmUrl/);
    server.respond = () => Response.json({name: "Ada"});
    await clock.advance(31_000);
    assert.equal(auth.state.identity.name, "Ada");
    assert.equal(auth.state.trouble, null);
  });
}

test("what a Request says of redirects is kept", async () => {
  const {auth, server, signIn} = scene();
  await signIn();
  for (const redirect of ["error", "manual", "follow"]) await auth.fetch(new Request(NOTES, {redirect}));
  assert.deepEqual(server.calls.map(({redirect}) => redirect), ["error", "manual", "manual"]);
});
