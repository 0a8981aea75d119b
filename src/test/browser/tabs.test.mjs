import assert from "node:assert/strict";
import {test} from "node:test";
import {FakeClock, FakeIssuer, FakeLocks, fakeChannels, outcome, scene, settle} from "./kit.mjs";

/** Tabs of one browser, whose issuer counts what it is asked. */
async function browser(count, {locks = new FakeLocks(), claims = () => ({}), options} = {}) {
  const clock = new FakeClock();
  const BroadcastChannel = fakeChannels();
  const issuer = new FakeIssuer(clock.now);
  const tabs = Array.from({length: count}, () => scene({clock, options, surroundings: {locks, BroadcastChannel}}));
  for (const [number, tab] of tabs.entries()) {
    tab.auth.setAuth(async (asked) => {
      issuer.claims = {iss: "https://issuer.test", sub: "ada", ...claims(number)};
      return issuer.fetchToken(asked);
    });
    await settle();
  }
  return {tabs, issuer, clock};
}

const tokensOf = async (tabs) => new Set(await Promise.all(tabs.map(({auth}) => auth.getToken())));

test("ten tabs make one refresh", async () => {
  const {tabs, issuer, clock} = await browser(10);
  await clock.advance(49_000);
  assert.equal(issuer.forced, 1);
  assert.equal((await tokensOf(tabs)).size, 1);
  await clock.advance(10 * 60_000);
  assert.equal(issuer.forced, 13);
});

test("ten tabs that wake up together make one refresh", async () => {
  const {tabs, issuer, clock} = await browser(10);
  clock.jump(3_600_000);
  tabs.forEach(({wake}) => wake("document", "visibilitychange"));
  await clock.advance(1_000);
  assert.equal(issuer.forced, 1);
  assert.equal((await tokensOf(tabs)).size, 1);
});

test("tabs of two users share with their own kind alone", async () => {
  const {tabs, issuer, clock} = await browser(4, {claims: (number) => ({sub: number % 2 ? "ada" : "grace"})});
  await clock.advance(60_000);
  assert.equal(issuer.forced, 2);
  assert.deepEqual(
    tabs.map(({auth}) => auth.state.tokenIdentifier.split("|")[1]),
    ["grace", "ada", "grace", "ada"],
  );
});

test("tabs of two organisations share nothing", async () => {
  const {issuer, clock} = await browser(2, {claims: (number) => ({org_id: `org_${number}`})});
  await clock.advance(50_000);
  assert.equal(issuer.forced, 2);
});

test("tabs with two templates share nothing", async () => {
  const clock = new FakeClock();
  const surroundings = {locks: new FakeLocks(), BroadcastChannel: fakeChannels()};
  const issuer = new FakeIssuer(clock.now);
  for (const template of ["convex", "hasura"]) {
    scene({clock, surroundings, options: {template}}).auth.setAuth(issuer.fetchToken);
  }
  await clock.advance(50_000);
  assert.equal(issuer.forced, 2);
});

test("a tab whose refresh brings another user does not take the others along", async () => {
  let own = "ada";
  const {tabs, clock} = await browser(2, {claims: (number) => ({sub: number === 0 ? own : "ada"})});
  own = "grace";
  await clock.advance(60_000);
  assert.deepEqual(tabs.map(({auth}) => auth.state.tokenIdentifier.split("|")[1]), ["grace", "ada"]);
});

test("a tab that was refused does not hear of the same token again", async () => {
  const {tabs, issuer, clock} = await browser(2);
  await clock.advance(5_000);
  const first = await tabs[0].auth.getToken();
  tabs[0].server.refusing = (token) => (token === first ? "REVOKED" : null);
  assert.equal((await tabs[0].auth.fetch("https://app.test/notes")).status, 200);
  await clock.advance(1_000);
  assert.equal(issuer.forced, 1);
  assert.equal((await tokensOf(tabs)).size, 1, "the other tab takes the new one over");
});

test("a tab that hangs in front does not hold the others up for long", async () => {
  const {tabs, issuer, clock} = await browser(2);
  const locks = new FakeLocks();
  locks.request = (_, {signal}) => new Promise((__, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const third = scene({clock, surroundings: {locks, BroadcastChannel: fakeChannels()}});
  third.auth.setAuth(issuer.fetchToken);
  await settle();
  const before = issuer.forced;
  const token = outcome(third.auth.getToken({skipCache: true}));
  await clock.advance(9_000);
  assert.equal(token.state, "pending");
  await clock.advance(2_000);
  assert.equal(token.state, "done");
  assert.equal(issuer.forced, before + 1);
  assert.equal(tabs.length, 2);
});

test("a tab that is closed leaves the queue, and the others go on", async () => {
  const {tabs, issuer, clock} = await browser(3);
  let go;
  issuer.hold = new Promise((resolve) => (go = resolve));
  await clock.advance(49_000);
  assert.equal(issuer.forced, 1);
  tabs.forEach(({auth}, number) => number < 2 && auth.close());
  go();
  await clock.advance(1_000);
  assert.equal(tabs[2].auth.state.isAuthenticated, true);
  assert.equal(issuer.forced, 2, "the first one's answer was for nobody");
});

test("an issuer that is down is not asked by a tab for the others' sake only", async () => {
  const {tabs, issuer, clock} = await browser(3);
  issuer.fault = new Error("down");
  await clock.advance(120_000);
  issuer.fault = null;
  await clock.advance(60_000);
  assert.ok(tabs.every(({auth}) => auth.state.isAuthenticated && !auth.state.isWaiting));
  assert.equal((await tokensOf(tabs)).size, 1);
});

test("without locks and channels every tab refreshes for itself", async () => {
  const clock = new FakeClock();
  const issuer = new FakeIssuer(clock.now);
  const tabs = [scene({clock}), scene({clock})];
  tabs.forEach(({auth}) => auth.setAuth(issuer.fetchToken));
  await clock.advance(50_000);
  assert.equal(issuer.forced, 2);
});

test("with shareBetweenTabs false every tab refreshes for itself", async () => {
  const {issuer, clock} = await browser(2, {options: {shareBetweenTabs: false}});
  await clock.advance(50_000);
  assert.equal(issuer.forced, 2);
});

test("without locks a tab still takes over what another one brings", async () => {
  const {issuer, clock, tabs} = await browser(2, {locks: null});
  const {auth} = tabs[0];
  await clock.advance(20_000);
  await auth.getToken({skipCache: true});
  await clock.advance(1_000);
  assert.equal(issuer.forced, 1);
  assert.equal((await tokensOf(tabs)).size, 1);
});

test("nonsense on the channel is ignored", async () => {
  const clock = new FakeClock();
  const BroadcastChannel = fakeChannels();
  const {auth, signIn} = scene({clock, surroundings: {locks: new FakeLocks(), BroadcastChannel}});
  await signIn();
  const token = await auth.getToken();
  const other = new BroadcastChannel("aval");
  for (const data of [null, undefined, 1, "x", {}, {name: 1, text: "x"}, {name: "x", text: "y"}]) other.postMessage(data);
  await settle();
  assert.equal(await auth.getToken(), token);
});

class Denied {
  constructor() {
    throw new DOMException("denied", "SecurityError");
  }
}

for (const [what, request] of [
  ["deny", () => Promise.reject(new DOMException("denied", "SecurityError"))],
  ["throw", () => { throw new DOMException("denied", "SecurityError"); }],
]) {
  test(`asks for itself where locks ${what}`, async () => {
    const surroundings = {locks: {request}, BroadcastChannel: fakeChannels()};
    const {auth, issuer, signIn, clock, logged} = scene({surroundings});
    await signIn();
    await clock.advance(600_000);
    assert.equal(issuer.forced, 12);
    assert.equal(auth.state.isWaiting, false);
    assert.deepEqual(logged, []);
  });
}

test("a failure of the issuer in this tab's turn is one failure, not two requests", async () => {
  const surroundings = {locks: new FakeLocks(), BroadcastChannel: fakeChannels()};
  const {issuer, signIn, clock} = scene({surroundings});
  await signIn();
  issuer.fault = new Error("down");
  await clock.advance(48_500);
  assert.equal(issuer.forced, 1);
});

test("asks for itself where channels are denied, or cannot be spoken on", async () => {
  const Silent = class {
    postMessage() {
      throw new DOMException("closed", "InvalidStateError");
    }
  };
  for (const BroadcastChannel of [Denied, Silent]) {
    const {auth, issuer, signIn, clock} = scene({surroundings: {locks: new FakeLocks(), BroadcastChannel}});
    await signIn();
    await clock.advance(600_000);
    assert.equal(issuer.forced, 12);
    assert.equal(auth.state.isWaiting, false);
  }
});

test("an auth that was closed says so when somebody signs in", async () => {
  const {auth, issuer, server} = scene();
  auth.close();
  auth.close();
  assert.throws(() => auth.setAuth(issuer.fetchToken), /was closed/);
  auth.expectAuth();
  await auth.fetch("https://app.test/notes");
  assert.deepEqual(server.tokens, [null]);
});
