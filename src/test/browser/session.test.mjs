import assert from "node:assert/strict";
import {test} from "node:test";
import {FakeClock, FakeIssuer, jwt, outcome, scene, settle} from "./kit.mjs";

test("asks once at the start, and asks the cache", async () => {
  const {auth, issuer, signIn, changes} = scene({options: {template: "convex"}});
  await signIn();
  assert.equal(issuer.calls.length, 1);
  assert.equal(issuer.calls[0].skipCache, false);
  assert.equal(issuer.calls[0].template, "convex");
  assert.equal(auth.state.status, "authenticated");
  assert.equal(auth.state.tokenIdentifier, "https://issuer.test|ada");
  assert.deepEqual(changes, [true]);
});

test("is loading until the first token is there", async () => {
  const {auth, issuer, changes} = scene();
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  auth.setAuth(issuer.fetchToken, (is) => changes.push(is));
  await settle();
  assert.equal(auth.state.isLoading, true);
  assert.deepEqual(changes, []);
  go();
  await settle();
  assert.equal(auth.state.isLoading, false);
  assert.deepEqual(changes, [true]);
});

test("refreshes ahead of expiry, again and again", async () => {
  const {issuer, signIn, clock, changes, auth, states} = scene();
  await signIn();
  const before = states.length;
  await clock.advance(47_000);
  assert.equal(issuer.forced, 0);
  await clock.advance(2_000); // a fifth of a minute ahead
  assert.equal(issuer.forced, 1);
  await clock.advance(10 * 60_000);
  assert.equal(issuer.forced, 13);
  assert.deepEqual(changes, [true]);
  assert.equal(states.length, before, "nobody is told of a refresh");
  assert.equal(auth.state.isAuthenticated, true);
});

test("refreshes as far ahead as it is told, but not before half of the lifetime", async () => {
  const near = scene({options: {refreshAhead: 3}});
  await near.signIn();
  await near.clock.advance(56_000);
  assert.equal(near.issuer.forced, 0);
  await near.clock.advance(1_500);
  assert.equal(near.issuer.forced, 1);
  const far = scene({options: {refreshAhead: 3600}});
  await far.signIn();
  await far.clock.advance(29_000);
  assert.equal(far.issuer.forced, 0);
  await far.clock.advance(1_500);
  assert.equal(far.issuer.forced, 1);
});

test("caps timers that a browser would fire at once", async () => {
  const {issuer, clock, signIn} = scene();
  issuer.lifetime = 60 * 86_400; // two months: more than 2^31 milliseconds
  await signIn(); // the clock of these tests throws at longer timers
  await clock.advance(86_400_000);
  assert.equal(issuer.calls.length, 1);
});

test("signs out when the issuer says so, with the reason", async () => {
  const {auth, issuer, signIn, clock, changes} = scene();
  await signIn();
  issuer.answer = null;
  await clock.advance(50_000);
  assert.equal(auth.state.status, "unauthenticated");
  assert.equal(auth.state.reason.code, "SESSION_ENDED");
  assert.deepEqual(changes, [true, false]);
  assert.equal(clock.pending, 0);
});

test("is signed out without a reason when nobody was here", async () => {
  const {auth, issuer, signIn, changes} = scene();
  issuer.answer = null;
  await signIn();
  assert.equal(auth.state.status, "unauthenticated");
  assert.equal(auth.state.reason, null);
  assert.deepEqual(changes, [false]);
});

test("does not sign out when a forced refresh brings the same token", async () => {
  const {auth, issuer, signIn, clock, changes} = scene();
  issuer.caching = true;
  await signIn();
  await clock.advance(49_000);
  assert.equal(issuer.forced, 1);
  assert.equal(auth.state.isAuthenticated, true);
  await clock.advance(5 * 60_000);
  assert.equal(auth.state.isAuthenticated, true);
  assert.deepEqual(changes, [true]);
  assert.ok(issuer.calls.length < 60, `asks in moderation, not ${issuer.calls.length} times`);
  assert.ok(issuer.minted >= 5, "takes the next token when there is one");
});

test("goes on trying while the issuer is down, and signs nobody out", async () => {
  const {auth, issuer, signIn, clock, changes, logged} = scene();
  await signIn();
  issuer.fault = new Error("503");
  await clock.advance(10 * 60_000);
  assert.equal(auth.state.isAuthenticated, true);
  assert.equal(auth.state.isWaiting, true);
  const tries = issuer.forced;
  assert.ok(tries > 15 && tries < 30, `backs off, after ${tries} tries`);
  assert.equal(logged.length, 1);
  issuer.fault = null;
  await clock.advance(31_000);
  assert.equal(auth.state.isWaiting, false);
  assert.equal(issuer.minted, 2);
  assert.deepEqual(changes, [true]);
});

test("waits as long as an overloaded issuer asks", async () => {
  const {issuer, signIn, clock} = scene();
  issuer.fault = Object.assign(new Error("429"), {retryAfter: 20});
  await signIn();
  await clock.advance(19_000);
  assert.equal(issuer.calls.length, 1);
  await clock.advance(2_000);
  assert.equal(issuer.calls.length, 2);
});

test("takes a fetchToken that never answers for one that failed", async () => {
  const {auth, issuer, signIn, clock} = scene();
  issuer.hold = new Promise(() => {});
  await signIn();
  assert.equal(issuer.calls.length, 1);
  issuer.hold = null;
  await clock.advance(32_000);
  assert.equal(issuer.calls.length, 2);
  assert.equal(auth.state.isAuthenticated, true);
});

test("takes a fetchToken that throws at once for one that failed", async () => {
  const {auth, clock} = scene();
  auth.setAuth(() => {
    throw new Error("not ready");
  });
  await settle();
  assert.equal(auth.state.isLoading, true);
  assert.equal(auth.state.isWaiting, true);
  assert.equal(clock.pending, 1);
});

test("refuses what is no text instead of a token", async () => {
  const {auth, issuer, signIn} = scene();
  issuer.answer = {jwt: "x"};
  await signIn();
  assert.equal(auth.state.reason.code, "MALFORMED_TOKEN");
  assert.throws(() => auth.setAuth("a token"), TypeError);
});

test("after sleep it refreshes when the page is shown, before any timer fires", async () => {
  const {issuer, signIn, clock, wake, auth} = scene();
  await signIn();
  clock.jump(8 * 3_600_000);
  wake("document", "visibilitychange");
  await settle();
  assert.equal(issuer.forced, 1);
  assert.equal(auth.state.isAuthenticated, true);
});

for (const [target, type] of [["window", "online"], ["window", "pageshow"], ["window", "focus"], ["document", "resume"]]) {
  test(`after sleep it refreshes at the event ${type}`, async () => {
    const {issuer, signIn, clock, wake} = scene();
    await signIn();
    clock.jump(3_600_000);
    wake(target, type);
    await settle();
    assert.equal(issuer.forced, 1);
  });
}

test("a call after a nap uses the token that still lasts, and has it refreshed", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  await signIn();
  const token = await auth.getToken();
  clock.jump(52_000); // the refresh was due, and the timer slept
  await auth.fetch("https://app.test/notes");
  await settle();
  assert.deepEqual(server.tokens, [token]);
  assert.equal(issuer.forced, 1);
});

test("does nothing when a page is shown and its token lasts", async () => {
  const {issuer, signIn, clock, wake} = scene();
  await signIn();
  clock.jump(20_000);
  wake("document", "visibilitychange");
  await settle();
  assert.equal(issuer.calls.length, 1);
});

test("notices within a minute that the machine slept although the page was always visible", async () => {
  const {issuer, signIn, clock} = scene();
  issuer.lifetime = 3600;
  await signIn();
  clock.jump(3_600_000 - 400_000); // a timer of an hour would now be far too late
  await clock.advance(60_000);
  assert.equal(issuer.forced, 0);
  await clock.advance(60_000);
  assert.equal(issuer.forced, 1);
});

test("waits for the network, and tries as soon as it is back", async () => {
  const {auth, issuer, signIn, clock, wake, page} = scene();
  await signIn();
  page.navigator.onLine = false;
  issuer.fault = new TypeError("Failed to fetch");
  await clock.advance(120_000);
  const tries = issuer.forced;
  assert.ok(tries <= 5, `does not hammer at a dead network: ${tries}`);
  page.navigator.onLine = true;
  issuer.fault = null;
  wake("window", "online");
  await clock.advance(1_000);
  assert.equal(issuer.forced, tries + 1);
  assert.equal(auth.state.isWaiting, false);
});

test("begins anew with short pauses when it wakes up and the first try fails", async () => {
  const {issuer, signIn, clock, wake} = scene();
  await signIn();
  issuer.fault = new Error("down");
  await clock.advance(600_000);
  wake("document", "visibilitychange");
  await clock.advance(100);
  const tries = issuer.forced;
  await clock.advance(7_000); // after 2 and 4 seconds, not after 30
  assert.equal(issuer.forced, tries + 2);
});

test("has one flight, whoever asks", async () => {
  const {auth, issuer, signIn} = scene();
  await signIn();
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  const tokens = [1, 2, 3].map(() => auth.getToken({skipCache: true}));
  await settle();
  assert.equal(issuer.forced, 1);
  go();
  assert.equal(new Set(await Promise.all(tokens)).size, 1);
  assert.equal(issuer.minted, 2);
});

test("drops what an earlier fetchToken brings late", async () => {
  const {auth, clock} = scene();
  const ada = new FakeIssuer(clock.now);
  const grace = new FakeIssuer(clock.now);
  grace.claims = {...grace.claims, sub: "grace"};
  let go;
  ada.hold = new Promise((resolve) => (go = resolve));
  auth.setAuth(ada.fetchToken);
  auth.setAuth(grace.fetchToken);
  await settle();
  assert.equal(ada.calls[0].signal.aborted, true);
  go();
  await settle();
  assert.equal(auth.state.tokenIdentifier, "https://issuer.test|grace");
});

test("clearAuth stops timers, ends the flight, and tells everybody", async () => {
  const {auth, issuer, signIn, clock, changes, states} = scene();
  await signIn();
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  await clock.advance(49_000);
  const {signal} = issuer.calls.at(-1);
  auth.clearAuth();
  assert.equal(signal.aborted, true);
  assert.deepEqual(changes, [true, false]);
  assert.equal(states.at(-1).status, "unauthenticated");
  assert.equal(states.at(-1).reason, null);
  go();
  await clock.advance(3_600_000);
  assert.equal(clock.pending, 0);
  assert.equal(issuer.calls.length, 2);
  assert.equal(auth.state.isAuthenticated, false);
});

test("clearAuth in the middle of the first flight says that nobody is here", async () => {
  const {auth, issuer, changes} = scene();
  issuer.hold = new Promise(() => {});
  auth.setAuth(issuer.fetchToken, (is) => changes.push(is));
  await settle();
  auth.clearAuth();
  await settle();
  assert.deepEqual(changes, [false]);
});

test("keeps the user in sight while another fetchToken gets its first token", async () => {
  const {auth, issuer, signIn, states, changes} = scene();
  await signIn();
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  states.length = 0;
  auth.setAuth((asked) => issuer.fetchToken(asked), (is) => changes.push(is));
  await settle();
  assert.equal(auth.state.isAuthenticated, true);
  go();
  await settle();
  assert.deepEqual(states, [], "nothing flickers");
  assert.deepEqual(changes, [true, true], "the new listener is told once");
});

test("shows the next user when the session is another one, with nobody in between", async () => {
  const {auth, issuer, signIn, states} = scene();
  await signIn();
  states.length = 0;
  const grace = new FakeIssuer(Date.now);
  grace.claims = {...issuer.claims, sub: "grace"};
  auth.setAuth(grace.fetchToken);
  await settle();
  assert.deepEqual(states.map((state) => [state.status, state.tokenIdentifier]), [
    ["authenticated", "https://issuer.test|grace"],
  ]);
});

test("tells onChange when a refresh brings another user", async () => {
  const {issuer, signIn, clock, changes, auth} = scene();
  await signIn();
  issuer.claims = {...issuer.claims, sub: "grace"};
  await clock.advance(50_000);
  assert.equal(auth.state.tokenIdentifier, "https://issuer.test|grace");
  assert.deepEqual(changes, [true, true]);
});

for (const ahead of [-3_600_000, -40_000, -20_000, 0, 20_000, 3_600_000]) {
  test(`lives with a page's clock that the server's is ${ahead / 1000} s ahead of`, async () => {
    const {auth, issuer, server, signIn, clock} = scene({serverAhead: ahead});
    await signIn();
    for (let second = 0; second < 300; second += 5) {
      const answer = await auth.fetch("https://app.test/notes");
      assert.equal(answer.status, 200);
      await clock.advance(5_000);
    }
    assert.equal(auth.state.isAuthenticated, true);
    assert.ok(issuer.calls.length >= 6 && issuer.calls.length <= 12, `asks ${issuer.calls.length} times in 5 minutes`);
    assert.equal(server.calls.length, 60, "no call was sent twice");
  });
}

for (const jump of [3_600_000, -3_600_000]) {
  test(`lives with a clock that somebody sets by ${jump / 60_000} minutes`, async () => {
    const clock = new FakeClock();
    const truth = {base: 0};
    const {auth, server} = scene({clock});
    server.now = () => clock.now() - truth.base; // the others' clocks do not jump with the page's
    const issuer = new FakeIssuer(server.now);
    auth.setAuth(issuer.fetchToken);
    await settle();
    clock.jump(jump);
    truth.base = jump;
    let sent = 0;
    for (let second = 0; second < 300; second += 5, sent++) {
      assert.equal((await auth.fetch("https://app.test/notes")).status, 200);
      await clock.advance(5_000);
    }
    assert.ok(issuer.calls.length <= 12, `asks ${issuer.calls.length} times`);
    assert.ok(server.calls.length <= sent + 1, "one call at most was sent twice");
  });
}

test("leaves a token without dates to the server", async () => {
  const {auth, issuer, server, signIn, clock} = scene();
  issuer.answer = "opaque";
  server.refusing = () => null;
  server.respond = () => Response.json({});
  server.now = () => 0;
  await signIn();
  await clock.advance(86_400_000);
  assert.equal(issuer.calls.length, 1);
  assert.equal(await auth.getToken(), "opaque");
});

test("takes a token that is fresh and yet expired, and leaves it to the server", async () => {
  const {auth, issuer, signIn, clock} = scene();
  issuer.answer = jwt({iss: "https://issuer.test", sub: "ada", exp: clock.now() / 1000 - 100});
  await signIn();
  await clock.advance(60_000);
  assert.equal(issuer.calls.length, 2, "it did not loop");
  assert.equal(await auth.getToken(), issuer.answer);
});

test("asks for a fresh token at once when the cached one has expired", async () => {
  const {auth, issuer, clock} = scene();
  const stale = jwt({iss: "https://issuer.test", sub: "ada", iat: clock.now() / 1000 - 90, exp: clock.now() / 1000 - 30});
  auth.setAuth((asked) => (asked.skipCache ? issuer.fetchToken(asked) : stale));
  const token = await auth.getToken();
  assert.notEqual(token, stale);
  assert.equal(issuer.forced, 1);
});

test("a listener's fault is reported and stops nobody", async () => {
  const {auth, signIn, faults, states} = scene();
  auth.subscribe(() => {
    throw new Error("a listener's own");
  });
  await signIn();
  assert.ok(faults.length > 0);
  assert.ok(states.length > 0);
  assert.equal(auth.state.isAuthenticated, true);
});

test("the state is the same object until it changes, as React wants it", async () => {
  const {auth, signIn, clock} = scene();
  await signIn();
  const state = auth.state;
  await clock.advance(300_000);
  assert.equal(auth.getState(), state);
  assert.ok(Object.isFrozen(state));
});

test("expectAuth lets calls wait for setAuth", async () => {
  const {auth, issuer, server, signIn} = scene();
  auth.expectAuth();
  assert.equal(auth.state.isLoading, true);
  const call = outcome(auth.fetch("https://app.test/notes"));
  await settle();
  assert.equal(call.state, "pending");
  await signIn();
  assert.equal(call.state, "done");
  assert.equal(server.calls[0].token !== null, true);
  assert.equal(issuer.calls.length, 1);
});

test("expectAuth lets calls go out for nobody after clearAuth", async () => {
  const {auth, server} = scene();
  auth.expectAuth();
  const call = outcome(auth.fetch("https://app.test/notes"));
  await settle();
  auth.clearAuth();
  await settle();
  assert.equal(call.state, "done");
  assert.equal(server.calls[0].token, null);
  assert.equal(auth.state.isLoading, false);
});

test("skipCache waits for the new token, whatever else changes meanwhile", async () => {
  const {auth, issuer, signIn} = scene();
  await signIn();
  const old = await auth.getToken();
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  const asked = outcome(auth.getToken({skipCache: true}));
  await auth.fetch("https://app.test/notes"); // is accepted, and the state changes
  await settle();
  assert.equal(asked.state, "pending");
  go();
  await settle();
  assert.notEqual(asked.value, old);
});

test("skipCache is meant for the first token as well", async () => {
  const {auth, issuer} = scene();
  auth.setAuth(issuer.fetchToken);
  const token = await auth.getToken({skipCache: true});
  assert.deepEqual(issuer.calls.map(({skipCache}) => skipCache), [false, true]);
  assert.equal(token, await auth.getToken());
});

test("skipCache brings what there is when the issuer ignores it", async () => {
  const {auth, issuer, signIn} = scene();
  issuer.caching = true;
  await signIn();
  assert.equal(await auth.getToken({skipCache: true}), await auth.getToken());
  assert.equal(issuer.calls.length, 2);
});

test("a template that the issuer does not have is said in the state and the log, once, and asked for in moderation", async () => {
  const {auth, issuer, signIn, clock, logged, states} = scene({options: {template: "convx"}});
  issuer.fault = new Error("No JWT template exists with name: convx");
  await signIn();
  await clock.advance(600_000);
  assert.equal(auth.state.isLoading, true);
  assert.deepEqual(auth.state.trouble, {code: "TOKEN_UNAVAILABLE", detail: "No JWT template exists with name: convx"});
  assert.equal(logged.length, 1);
  assert.equal(states.length, 2, "loading, and the trouble");
  assert.ok(issuer.calls.length < 30);
  issuer.fault = null;
  await clock.advance(31_000);
  assert.equal(auth.state.trouble, null);
  assert.equal(auth.state.isAuthenticated, true);
});

test("a token of the wrong template signs out with the server's reason, after two of them", async () => {
  const {auth, issuer, server, signIn, clock} = scene({options: {confirmUrl: "api/me"}});
  server.refusing = () => "WRONG_AUDIENCE";
  await signIn();
  await clock.advance(600_000);
  assert.equal(auth.state.reason.code, "WRONG_AUDIENCE");
  assert.equal(issuer.calls.length, 2);
});

test("a page that says nothing at first calls as nobody, and as its user once there is one", async () => {
  const {auth, server, signIn, states, changes} = scene();
  assert.equal(auth.state.status, "unauthenticated");
  await auth.fetch("https://app.test/notes");
  await signIn();
  await auth.fetch("https://app.test/notes");
  assert.deepEqual(server.tokens.map(Boolean), [false, true]);
  assert.deepEqual(states.map(({status}) => status), ["loading", "authenticated", "authenticated"]);
  assert.deepEqual(changes, [true]);
});

test("waking up does not hurry an issuer that asked for peace", async () => {
  const {issuer, signIn, clock, wake} = scene();
  issuer.fault = Object.assign(new Error("429"), {retryAfter: 20});
  await signIn();
  for (let second = 0; second < 19; second++) {
    wake("window", "focus");
    await clock.advance(1_000);
  }
  assert.equal(issuer.calls.length, 1);
  await clock.advance(2_000);
  assert.equal(issuer.calls.length, 2);
});

test("who is signed in by the onChange of clearAuth has an onChange, and keeps their sockets", async () => {
  const {auth, issuer} = scene({surroundings: {WebSocket: class {}}});
  const told = [];
  let socket;
  auth.setAuth(issuer.fetchToken, (is) => {
    if (is) return;
    auth.setAuth(issuer.fetchToken, (again) => told.push(again));
    socket = auth.webSocket("wss://app.test/chat");
  });
  await settle();
  auth.clearAuth();
  await settle();
  assert.deepEqual(told, [true]);
  assert.equal(socket.readyState, 0);
});
