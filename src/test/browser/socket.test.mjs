import assert from "node:assert/strict";
import {once} from "node:events";
import {test} from "node:test";
import WebSocket, {WebSocketServer} from "ws";
import {FakeClock, FakeIssuer, claimsOf, scene, settle} from "./kit.mjs";

/** A door that speaks as Aval's does, with a real WebSocket; its clock is the test's. */
class Door {
  sockets = [];
  log = []; // what came in band, and handshakes
  accepts = true; // at all
  refusing = () => null; // (token) => code
  answering = true;
  hold = null; // what a handshake waits for
  holdAnswer = null; // what the answer to an Authenticate waits for
  protectedEndpoint = true;

  static async open(clock) {
    const door = new Door();
    door.clock = clock;
    await door.listen(0);
    return door;
  }

  async listen(port) {
    this.server = new WebSocketServer({
      port,
      host: "127.0.0.1",
      verifyClient: ({req}, done) => {
        this.log.push({handshake: req.headers["sec-websocket-protocol"] ?? ""});
        const token = bearerOf(req);
        const decide = () => done(this.accepts && !(token && this.refusing(token)), 401);
        if (this.hold) this.hold.then(decide);
        else decide();
      },
      handleProtocols: (offered) => [...offered].find((name) => !name.startsWith("aval.bearer.")) ?? false,
    });
    this.server.on("connection", (socket, request) => this.#serve(socket, request));
    await once(this.server, "listening");
    this.port = this.server.address().port;
    this.url = `ws://127.0.0.1:${this.port}/chat`;
  }

  #serve(socket, request) {
    const caller = {user: null, version: 0, raw: socket};
    const inHandshake = bearerOf(request);
    if (inHandshake) caller.user = claimsOf(inHandshake).sub;
    this.sockets.push(caller);
    socket.on("message", (data, binary) => {
      const text = data.toString();
      const frame = !binary && text.includes('"Authenticate"') ? JSON.parse(text) : null;
      if (frame) this.#authenticate(socket, caller, frame);
      else if (caller.user || !this.protectedEndpoint) socket.send(`${caller.user} said ${text}`);
      else send(socket, {type: "AuthError", code: "NO_TOKEN", detail: "Who?", baseVersion: 0, authUpdateAttempted: false});
    });
  }

  async #authenticate(socket, caller, {value, baseVersion}) {
    this.log.push({value, baseVersion});
    if (!this.answering) return;
    if (this.holdAnswer) await this.holdAnswer;
    const {sub, exp} = claimsOf(value);
    const expired = this.clock.now() / 1000 >= exp + 5 ? "EXPIRED" : null;
    const other = caller.user !== null && caller.user !== sub ? "INVALID_CLAIM" : null;
    const code = this.refusing(value) ?? expired ?? other;
    if (code) {
      send(socket, {type: "AuthError", code, detail: "No.", baseVersion, authUpdateAttempted: true});
      if (caller.user === null || other) socket.close(4401, code);
    } else {
      caller.user = sub;
      caller.version++;
      const expiresAt = new Date(exp * 1000).toISOString();
      send(socket, {type: "Authenticated", identityVersion: caller.version, expiresAt});
    }
  }

  get current() {
    return this.sockets.at(-1);
  }

  async shut() {
    this.server.clients.forEach((client) => client.terminate());
    this.server.close();
    await once(this.server, "close");
  }
}

const send = (socket, frame) => socket.send(JSON.stringify(frame));
const bearerOf = (request) => /aval\.bearer\.([^, ]+)/.exec(request.headers["sec-websocket-protocol"] ?? "")?.[1];

/** Waits until something is so; the network is real here, whatever the clock says. */
async function until(condition, what = condition) {
  const end = Date.now() + 10_000;
  while (!condition()) {
    assert.ok(Date.now() < end, `in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function chat(run, {how, protocols, attempts, signedIn = true, foreign = false, prepare = () => {}} = {}) {
  const clock = new FakeClock();
  const door = await Door.open(clock);
  const origins = foreign ? ["https://app.test"] : [`http://127.0.0.1:${door.port}`];
  const world = scene({clock, options: {origins}, surroundings: {WebSocket}});
  const events = [];
  try {
    prepare({door, ...world});
    if (signedIn) await world.signIn();
    const socket = world.auth.webSocket(door.url, protocols, how);
    for (const type of ["open", "message", "error", "close", "reconnecting"]) {
      socket.addEventListener(type, (event) => events.push(event));
    }
    const count = (type) => events.filter((event) => event.type === type).length;
    const opened = async (times = 1) => until(() => count("open") === times, `opened ${times} times`);
    await run({socket, door, events, count, opened, ...world});
  } finally {
    world.auth.close();
    await door.shut();
  }
}

const tokensIn = (door) => door.log.filter(({value}) => value).map(({value}) => claimsOf(value));

test("authenticates before it is open, and shows the application its own messages only", () =>
  chat(async ({socket, door, events, count, opened, auth}) => {
    assert.equal(socket.readyState, 0);
    assert.throws(() => socket.send("early"), {name: "InvalidStateError"});
    let called = 0;
    socket.onopen = () => called++;
    await opened();
    assert.equal(called, 1);
    assert.equal(socket.readyState, 1);
    assert.equal(door.log[1].baseVersion, 0);
    assert.equal(auth.state.isConfirmed, true, "the server has said so");
    socket.send("hello");
    await until(() => count("message") === 1);
    assert.equal(events.at(-1).data, "ada said hello");
    assert.deepEqual(events.map(({type}) => type), ["open", "message"]);
  }));

test("leaves messages alone that only look like the door's", () =>
  chat(async ({door, events, count, opened}) => {
    await opened();
    const texts = ['{"type":"Authorized"}', '{"type":"Authenticated"}', '"Authenticated', '{"say":"\\"Authenticated"}', "null"];
    // As the door writes, but in answer to nothing: somebody else's text, which the endpoint passed on.
    texts.push('{"type":"Authenticated","identityVersion":7}', '{"type":"AuthError","authUpdateAttempted":true}');
    texts.forEach((text) => door.current.raw.send(text));
    door.current.raw.send(Buffer.from([1, 2, 3]));
    await until(() => count("message") === texts.length + 1);
    assert.deepEqual(events.filter(({type}) => type === "message").slice(0, -1).map(({data}) => data), texts);
  }));

test("renews on the open socket, ahead of expiry, and the application sees nothing of it", () =>
  chat(async ({door, clock, count, opened, events}) => {
    await opened();
    for (let renewals = 1; renewals <= 3; renewals++) {
      await clock.advance(49_000);
      await until(() => door.current.version === renewals + 1);
      assert.equal(door.log.at(-1).baseVersion, renewals);
    }
    assert.equal(door.sockets.length, 1);
    assert.deepEqual(events.map(({type}) => type), ["open"]);
    assert.equal(count("message"), 0);
  }));

test("comes back when the server restarts, with pauses that grow", () =>
  chat(async ({socket, door, clock, events, count, opened}) => {
    await opened();
    const {port} = door;
    await door.shut();
    await until(() => count("reconnecting") === 1);
    assert.equal(socket.readyState, 0);
    assert.deepEqual([events.at(-1).code, events.at(-1).attempt], [1006, 1]);
    for (const [seconds, attempt] of [[1, 2], [2, 3], [4, 4]]) {
      await clock.advance(seconds * 1000 - 300);
      assert.equal(count("reconnecting"), attempt - 1);
      await clock.advance(400);
      await until(() => count("reconnecting") === attempt);
    }
    await door.listen(port);
    await clock.advance(9_000);
    await opened(2);
    assert.equal(events.at(-1).reconnected, true);
    assert.equal(count("error"), 0);
    assert.equal(count("close"), 0);
  }));

test("never comes back with an expired token", () =>
  chat(async ({door, clock, issuer, opened, count}) => {
    await opened();
    clock.jump(3_600_000); // asleep, and no timer fired
    door.current.raw.terminate();
    await until(() => count("reconnecting") === 1);
    await clock.advance(1_500);
    await opened(2);
    assert.equal(issuer.forced, 1);
    assert.ok(tokensIn(door).every(({exp}, index) => index === 0 || exp * 1000 > clock.now()));
    assert.equal(tokensIn(door).length, 2);
  }));

test("waits while offline, and comes back as soon as the network does", () =>
  chat(async ({door, clock, page, wake, opened, count}) => {
    await opened();
    page.navigator.onLine = false;
    door.current.raw.terminate();
    await until(() => count("reconnecting") === 1);
    const {length} = door.log;
    await clock.advance(20_000);
    assert.equal(door.log.length, length);
    page.navigator.onLine = true;
    wake("window", "online");
    await opened(2);
  }));

test("gives up after as many attempts as it may make", () =>
  chat(
    async ({socket, door, clock, events, opened, count}) => {
      await opened();
      door.accepts = false;
      door.current.raw.terminate();
      for (let attempt = 1; attempt <= 3; attempt++) {
        await until(() => count("reconnecting") >= attempt);
        await clock.advance(10_000);
      }
      await until(() => count("close") === 1);
      assert.equal(count("reconnecting"), 3);
      assert.equal(socket.readyState, 3);
      assert.deepEqual(events.slice(-2).map(({type}) => type), ["error", "close"]);
      assert.equal(events.at(-1).code, 1006);
    },
    {how: {attempts: 3}},
  ));

test("counts attempts in a row only: a connection that lasted ends the row", () =>
  chat(
    async ({door, clock, opened, count}) => {
      for (let time = 1; time <= 4; time++) {
        await opened(time);
        await clock.advance(6_000);
        door.current.raw.terminate();
        await until(() => count("reconnecting") === time);
        await clock.advance(1_100);
      }
      await opened(5);
    },
    {how: {attempts: 2}},
  ));

test("does not tell the server a token again that it knows", () =>
  chat(
    async ({door, clock, issuer, opened}) => {
      await opened();
      await clock.advance(55_000);
      assert.ok(issuer.forced > 0);
      assert.equal(tokensIn(door).length, 1);
    },
    {prepare: ({issuer}) => (issuer.caching = true)},
  ));

test("closed for expiry while nobody looked, it refreshes once and is open again", () =>
  chat(async ({door, clock, issuer, opened, events, auth, changes}) => {
    await opened();
    clock.jump(3_600_000);
    send(door.current.raw, {type: "AuthError", code: "EXPIRED", detail: "", baseVersion: 1, authUpdateAttempted: false});
    door.current.raw.close(4401, "EXPIRED");
    await opened(2);
    assert.equal(issuer.forced, 1);
    assert.equal(auth.state.isAuthenticated, true);
    assert.deepEqual(changes, [true]);
    assert.deepEqual(events.map(({type}) => type), ["open", "reconnecting", "open"]);
  }));

test("a first token that is refused is refreshed once", () =>
  chat(
    async ({issuer, opened, auth, changes}) => {
      await opened();
      assert.equal(issuer.forced, 1);
      assert.equal(auth.state.isAuthenticated, true);
      assert.deepEqual(changes, [true]);
    },
    {prepare: ({door}) => (door.refusing = (token) => (claimsOf(token).jti === "1" ? "REVOKED" : null))},
  ));

test("refused twice, the user is signed out with the server's reason, and the socket closed", () =>
  chat(
    async ({socket, issuer, events, count, auth, door}) => {
      await until(() => count("close") === 1);
      assert.deepEqual(auth.state.reason.code, "WRONG_AUDIENCE");
      assert.deepEqual([events.at(-1).code, events.at(-1).reason], [4401, "WRONG_AUDIENCE"]);
      assert.equal(socket.readyState, 3);
      assert.equal(issuer.forced, 1);
      assert.equal(count("open"), 0);
      assert.equal(tokensIn(door).length, 2);
    },
    {prepare: ({door}) => (door.refusing = () => "WRONG_AUDIENCE")},
  ));

test("revoked on an open socket and again, the user is signed out with the reason", () =>
  chat(async ({door, events, count, opened, auth}) => {
    await opened();
    door.refusing = () => "REVOKED";
    door.current.raw.close(4401, "REVOKED");
    await until(() => count("close") === 1);
    assert.equal(auth.state.reason.code, "REVOKED");
    assert.equal(events.at(-1).reason, "REVOKED");
  }));

test("a refused renewal is tried once more on the socket, which stays open", () =>
  chat(async ({door, clock, opened, auth, events}) => {
    await opened();
    door.refusing = (token) => (claimsOf(token).jti === "2" ? "UNKNOWN_KEY" : null);
    await clock.advance(49_000);
    await until(() => door.current.version === 2);
    assert.deepEqual(tokensIn(door).map(({jti}) => jti), ["1", "2", "3"]);
    assert.equal(auth.state.isAuthenticated, true);
    assert.deepEqual(events.map(({type}) => type), ["open"]);
  }));

test("knows which of two renewals was refused", () =>
  chat(async ({door, clock, issuer, auth, opened, events}) => {
    await opened();
    door.answering = false;
    await auth.getToken({skipCache: true});
    await auth.getToken({skipCache: true});
    await until(() => tokensIn(door).length === 3);
    const refused = {type: "AuthError", code: "UNKNOWN_KEY", detail: "", baseVersion: 1, authUpdateAttempted: true};
    send(door.current.raw, refused);
    send(door.current.raw, {type: "Authenticated", identityVersion: 2, expiresAt: "2026-03-01T12:01:00Z"});
    door.current.raw.send("after that");
    await until(() => events.at(-1).type === "message");
    await clock.advance(11_000);
    assert.equal(issuer.forced, 2, "the second was good");
    assert.equal(auth.state.isAuthenticated, true);
    assert.deepEqual(events.map(({type}) => type), ["open", "message"]);
  }));

test("a message that was not delivered is an error of the socket, and not its end", () =>
  chat(async ({socket, door, events, count, opened}) => {
    await opened();
    const refusal = {type: "AuthError", code: "INSUFFICIENT_SCOPE", detail: "Needs more.", baseVersion: 1};
    send(door.current.raw, {...refusal, authUpdateAttempted: false});
    await until(() => count("error") === 1);
    assert.deepEqual(events.at(-1).reason, {code: "INSUFFICIENT_SCOPE", detail: "Needs more."});
    assert.equal(socket.readyState, 1);
  }));

test("a switch of the organisation is told in band", () =>
  chat(async ({door, clock, auth, opened, events}) => {
    await opened();
    const next = new FakeIssuer(clock.now);
    next.claims = {...next.claims, org_id: "org_2"};
    auth.setAuth(next.fetchToken);
    await until(() => door.current.version === 2);
    assert.equal(tokensIn(door)[1].org_id, "org_2");
    assert.deepEqual(events.map(({type}) => type), ["open"]);
  }));

test("another user gets another connection", () =>
  chat(async ({door, clock, auth, opened, socket, events, count}) => {
    await opened();
    const next = new FakeIssuer(clock.now);
    next.claims = {...next.claims, sub: "grace"};
    auth.setAuth(next.fetchToken);
    await opened(2);
    assert.equal(door.sockets.length, 2);
    socket.send("hello");
    await until(() => count("message") === 1);
    assert.equal(events.at(-1).data, "grace said hello");
  }));

test("clearAuth closes the socket for good", () =>
  chat(async ({door, clock, auth, opened, socket, events}) => {
    await opened();
    auth.clearAuth();
    assert.equal(socket.readyState, 3);
    assert.deepEqual([events.at(-1).type, events.at(-1).code], ["close", 1000]);
    await until(() => door.current.raw.readyState === 3);
    await clock.advance(60_000);
    assert.equal(door.sockets.length, 1);
    assert.equal(clock.pending, 0);
  }));

test("clearAuth while it connects closes it for good", () =>
  chat(async ({door, clock, auth, socket, count}) => {
    auth.clearAuth();
    await until(() => count("close") === 1);
    await clock.advance(60_000);
    assert.equal(socket.readyState, 3);
    assert.equal(tokensIn(door).length, 0);
  }));

test("without a user it opens at once, and authenticates when somebody signs in", () =>
  chat(
    async ({socket, door, signIn, events, count, opened}) => {
      await opened();
      assert.equal(tokensIn(door).length, 0);
      socket.send("hello");
      await until(() => count("error") === 1);
      assert.equal(events.at(-1).reason.code, "NO_TOKEN");
      await signIn();
      await until(() => door.current.version === 1);
      socket.send("hello");
      await until(() => count("message") === 1);
      assert.equal(events.at(-1).data, "ada said hello");
    },
    {signedIn: false},
  ));

test("without a user it does not come back to an endpoint that wants one", () =>
  chat(
    async ({door, events, count, opened}) => {
      await opened();
      door.current.raw.close(4401, "NO_TOKEN");
      await until(() => count("close") === 1);
      assert.deepEqual([events.at(-1).code, events.at(-1).reason], [4401, "NO_TOKEN"]);
    },
    {signedIn: false},
  ));

test("a server on another origin is not told who this is", () =>
  chat(
    async ({door, clock, opened}) => {
      await opened();
      await clock.advance(120_000);
      assert.deepEqual(door.log, [{handshake: ""}]);
    },
    {foreign: true, prepare: ({door}) => (door.protectedEndpoint = false)},
  ));

for (const [code, comesBack] of [[1000, false], [1001, true], [1008, false], [1011, true], [1012, true], [1013, true], [4000, false]]) {
  test(`closed by the server with ${code} it ${comesBack ? "comes back" : "stays closed"}`, () =>
    chat(async ({door, clock, opened, count, events}) => {
      await opened();
      door.current.raw.close(code, "why");
      await until(() => count("close") + count("reconnecting") === 1);
      await clock.advance(2_000);
      if (comesBack) return opened(2);
      assert.deepEqual([events.at(-1).type, events.at(-1).code, events.at(-1).reason], ["close", code, "why"]);
      assert.equal(door.sockets.length, 1);
    }));
}

test("closed by the application it stays closed, with its code", () =>
  chat(async ({socket, door, clock, opened, events, count}) => {
    await opened();
    socket.close(3001, "enough");
    assert.equal(socket.readyState, 2);
    await until(() => count("close") === 1);
    assert.deepEqual([events.at(-1).code, events.at(-1).reason, events.at(-1).wasClean], [3001, "enough", true]);
    await clock.advance(60_000);
    assert.equal(door.sockets.length, 1);
    socket.send("ignored, as by a WebSocket");
  }));

test("closed by the application while it waits for a token it stays closed", () =>
  chat(
    async ({socket, issuer, auth, count, door}) => {
      issuer.hold = new Promise(() => {});
      auth.setAuth(issuer.fetchToken);
      const waiting = auth.webSocket(door.url);
      let closed = 0;
      waiting.onclose = () => closed++;
      await settle();
      waiting.close();
      await until(() => closed === 1);
      assert.equal(waiting.readyState, 3);
      assert.equal(count("close"), 0);
      assert.ok(socket);
    },
    {signedIn: false, prepare: ({door}) => (door.protectedEndpoint = false)},
  ));

test("a server that does not answer Authenticate is left and tried again", () =>
  chat(
    async ({door, clock, opened, count}) => {
      await until(() => tokensIn(door).length === 1);
      await clock.advance(9_000);
      assert.equal(count("reconnecting"), 0);
      await clock.advance(1_500);
      assert.equal(count("reconnecting"), 1);
      door.answering = true;
      await clock.advance(1_500);
      await opened();
      await clock.advance(15_000);
      assert.equal(count("reconnecting"), 1, "it waits for no answer any more");
      assert.equal(door.sockets.length, 2);
    },
    {prepare: ({door}) => (door.answering = false)},
  ));

test("a token that the server did not hear in time is not one that it refused", () =>
  chat(
    async ({door, issuer, opened, count, auth}) => {
      for (const time of [1, 2]) {
        await until(() => tokensIn(door).length === time);
        door.answering = time === 2;
        door.current.raw.close(4401, "NO_TOKEN");
        await until(() => count("reconnecting") === time);
      }
      await opened();
      assert.equal(issuer.forced, 0);
      assert.equal(auth.state.isAuthenticated, true);
    },
    {prepare: ({door}) => (door.answering = false)},
  ));

test("a server that never hears a token ends the session, as one that refuses it", () =>
  chat(
    async ({door, clock, count, auth}) => {
      for (let time = 1; count("close") === 0; time++) {
        assert.ok(time < 6, "it does not go on for ever");
        await until(() => tokensIn(door).length === time || count("close") === 1);
        if (count("close") === 0) door.current.raw.close(4401, "NO_TOKEN");
        await until(() => count("reconnecting") === time || count("close") === 1);
        await clock.advance(10_000);
      }
      assert.equal(auth.state.reason.code, "NO_TOKEN");
    },
    {prepare: ({door}) => (door.answering = false)},
  ));

test("a token that is renewed before the first was acknowledged is told as well", () =>
  chat(
    async ({door, auth, opened}) => {
      await until(() => tokensIn(door).length === 1);
      door.answering = true;
      await auth.getToken({skipCache: true});
      await opened();
      assert.deepEqual(tokensIn(door).map(({jti}) => jti), ["1", "2"]);
    },
    {prepare: ({door}) => (door.answering = false)},
  ));

test("waits for the issuer when that is down, and then comes back", () =>
  chat(async ({door, clock, issuer, opened, auth, changes, count}) => {
    await opened();
    issuer.fault = new Error("down");
    await clock.advance(66_000);
    door.current.raw.close(4401, "EXPIRED");
    await until(() => count("reconnecting") === 1);
    await clock.advance(60_000);
    assert.equal(door.sockets.length, 1);
    issuer.fault = null;
    await clock.advance(30_000);
    await opened(2);
    assert.equal(auth.state.isAuthenticated, true);
    assert.deepEqual(changes, [true]);
  }));

test("by subprotocol the token goes with the handshake, beside a name that the server can choose", () =>
  chat(
    async ({socket, door, clock, opened, events}) => {
      await opened();
      assert.match(door.log[0].handshake, /^aval,aval\.bearer\.ey/);
      assert.equal(socket.protocol, "aval");
      assert.equal(tokensIn(door).length, 0);
      await clock.advance(49_000);
      await opened(2);
      assert.equal(door.sockets.length, 2);
      assert.deepEqual(events.map(({type}) => type), ["open", "reconnecting", "open"]);
      assert.notEqual(door.log[1].handshake, door.log[0].handshake);
    },
    {how: {token: "subprotocol"}},
  ));

test("by subprotocol, beside the application's own, and renewed in band when it says so", () =>
  chat(
    async ({socket, door, clock, opened}) => {
      await opened();
      assert.match(door.log[0].handshake, /^chat,aval\.bearer\.ey/);
      assert.equal(socket.protocol, "chat");
      await clock.advance(49_000);
      await until(() => tokensIn(door).length === 1);
      assert.equal(door.sockets.length, 1);
    },
    {how: {token: "subprotocol", renew: "message"}, protocols: "chat"},
  ));

test("by subprotocol a refused handshake is tried with a fresh token", () =>
  chat(
    async ({door, clock, opened, count, issuer}) => {
      for (let attempt = 1; attempt <= 2; attempt++) {
        await until(() => count("reconnecting") >= attempt);
        await clock.advance(3_000);
      }
      await opened();
      assert.equal(issuer.forced, 1);
      assert.ok(door.sockets.length > 0);
    },
    {
      how: {token: "subprotocol"},
      prepare: ({door}) => (door.refusing = (token) => (claimsOf(token).jti === "1" ? "REVOKED" : null)),
    },
  ));

for (const [how, moment] of [[{}, "handshake"], [{}, "Authenticate"], [{token: "subprotocol"}, "handshake"]]) {
  const where = `${how.token ?? "message"}, during the ${moment}`;
  const prepare = ({door}) => {
    const held = new Promise((resolve) => (door.go = resolve));
    door[moment === "handshake" ? "hold" : "holdAnswer"] = held;
  };
  const change = async (auth, issuer, door, claims) => {
    await until(() => (moment === "handshake" ? door.log.length === 1 : tokensIn(door).length === 1));
    door.hold = door.holdAnswer = null;
    issuer.claims = {...issuer.claims, ...claims};
    auth.setAuth(issuer.fetchToken);
    await settle();
    door.go();
  };

  test(`by ${where}: who signs in while it connects is who it opens as`, () =>
    chat(
      async ({door, auth, issuer, socket, opened, count, events}) => {
        await change(auth, issuer, door, {sub: "grace"});
        await opened();
        socket.send("hello");
        await until(() => count("message") === 1);
        assert.equal(events.at(-1).data, "grace said hello");
        assert.equal(count("open"), 1);
      },
      {how, prepare},
    ));

  test(`by ${where}: the organisation that is chosen while it connects is the one it opens with`, () =>
    chat(
      async ({door, auth, issuer, opened}) => {
        await change(auth, issuer, door, {org_id: "org_2"});
        await opened();
        const told = how.token ? claimsOf(/bearer\.(.*)/.exec(door.log.at(-1).handshake)[1]) : tokensIn(door).at(-1);
        assert.equal(told.org_id, "org_2");
      },
      {how, prepare},
    ));
}

test("who signs in while it connects for nobody is who it opens as", () =>
  chat(
    async ({door, signIn, opened}) => {
      await until(() => door.log.length === 1);
      await signIn();
      door.go();
      await opened();
      assert.equal(door.current.user, "ada");
    },
    {signedIn: false, prepare: ({door}) => (door.hold = new Promise((resolve) => (door.go = resolve)))},
  ));

for (const protocols of [["chat", "Chat"], "a chat", "", ["chat", "{}"]]) {
  test(`refuses the subprotocols ${JSON.stringify(protocols)} at once, as a WebSocket does`, () => {
    const {auth, clock} = scene({surroundings: {WebSocket}});
    assert.throws(() => auth.webSocket("wss://app.test/chat", protocols), {name: "SyntaxError"});
    assert.equal(clock.pending, 0);
  });
}

test("a socket that the browser does not open ends, and does not repeat the token", () =>
  chat(
    async ({socket, events, count}) => {
      await until(() => count("close") === 1);
      assert.equal(socket.readyState, 3);
      assert.deepEqual(events.map(({type, code}) => [type, code]), [["error", undefined], ["close", 1006]]);
      assert.ok(!events.at(-1).reason.includes("o/p"));
    },
    {how: {token: "subprotocol"}, prepare: ({issuer}) => (issuer.answer = "o/p a q u e")},
  ));

test("time without a network uses up no attempts", () =>
  chat(
    async ({door, clock, page, wake, opened, count}) => {
      await opened();
      page.navigator.onLine = false;
      door.accepts = false;
      door.current.raw.terminate();
      for (let attempt = 1; attempt <= 5; attempt++) {
        await until(() => count("reconnecting") === attempt);
        await clock.advance(30_000);
      }
      page.navigator.onLine = true;
      door.accepts = true;
      wake("window", "online");
      await clock.advance(30_000);
      await opened(2);
      assert.equal(count("close"), 0);
    },
    {how: {attempts: 2}},
  ));
