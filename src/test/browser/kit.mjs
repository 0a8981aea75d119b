// The world around the client: a clock that a test turns, an issuer, a server, other tabs.
import {createAuth} from "./aval/aval.js";

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A clock that stands still until it is turned. */
export class FakeClock {
  #time;
  #timers = new Map();
  #numbers = 0;

  constructor(time = Date.parse("2026-03-01T12:00:00Z")) {
    this.#time = time;
    this.now = () => this.#time;
    this.setTimeout = (callback, delay) => {
      if (!(delay < 2 ** 31)) throw new RangeError(`A browser would fire a timer of ${delay} ms at once.`);
      this.#timers.set(++this.#numbers, {due: this.#time + delay, callback});
      return this.#numbers;
    };
    this.clearTimeout = (number) => this.#timers.delete(number);
  }

  get pending() {
    return this.#timers.size;
  }

  /** Lets time pass, timer by timer. */
  async advance(milliseconds) {
    const end = this.#time + milliseconds;
    await settle();
    for (;;) {
      const next = [...this.#timers].filter(([, timer]) => timer.due <= end).sort(([, a], [, b]) => a.due - b.due)[0];
      if (!next) break;
      this.#timers.delete(next[0]);
      this.#time = Math.max(this.#time, next[1].due);
      next[1].callback();
      await settle();
    }
    this.#time = end;
    await settle();
  }

  /** The machine sleeps, or somebody sets the clock: time jumps, and no timer fires. */
  jump(milliseconds) {
    this.#time += milliseconds;
  }
}

/** Lets everything run that can run now. */
export async function settle() {
  for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
}

/** An issuer, with a clock of its own. */
export class FakeIssuer {
  lifetime = 60;
  calls = [];
  minted = 0;
  claims = {iss: "https://issuer.test", sub: "ada"};
  fault = null;
  answer = undefined; // instead of a token
  caching = false; // ignores skipCache
  #cached = new Map(); // by what a token says
  #now;

  constructor(now) {
    this.#now = now;
    this.fetchToken = async (asked) => {
      this.calls.push(asked);
      if (this.hold) await this.hold;
      if (this.fault) throw this.fault;
      if (this.answer !== undefined) return this.answer;
      const who = JSON.stringify(this.claims);
      const left = (this.#cached.get(who)?.exp ?? 0) - this.#now() / 1000;
      if (left <= 0 || (asked.skipCache && !this.caching)) this.#cached.set(who, this.#mint());
      return this.#cached.get(who).text;
    };
  }

  #mint() {
    const iat = Math.floor(this.#now() / 1000);
    const exp = iat + this.lifetime;
    return {exp, text: jwt({...this.claims, iat, exp, jti: `${++this.minted}`})};
  }

  get forced() {
    return this.calls.filter(({skipCache}) => skipCache).length;
  }
}

export function jwt(claims) {
  return `${encode({alg: "none"})}.${encode(claims)}.${encode("no signature: these tests verify nothing")}`;
}

export const claimsOf = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

/** A server that looks at dates as Aval's does, and at what a test tells it. */
export class FakeServer {
  calls = [];
  refusing = null; // (token) => code or null
  respond = () => Response.json({});

  constructor(now) {
    this.now = now;
    this.fetch = async (input, init) => {
      const request = new Request(input, init);
      const token = request.headers.get("Authorization")?.replace("Bearer ", "") ?? null;
      const body = await request.text();
      this.calls.push({url: request.url, method: request.method, token, body, redirect: request.redirect});
      if (this.fault) throw this.fault;
      const code = token && (this.refusing?.(token) ?? this.#expired(token));
      return code ? refusal(code) : this.respond(request, token);
    };
  }

  #expired(token) {
    return this.now() / 1000 >= claimsOf(token).exp + 5 ? "EXPIRED" : null;
  }

  get tokens() {
    return this.calls.map(({token}) => token);
  }
}

export function refusal(code, error = "invalid_token") {
  const headers = {"WWW-Authenticate": `Bearer realm="app", error="${error}"`};
  return Response.json({code, detail: `The token is refused: ${code}.`}, {status: 401, headers});
}

/** What Node.js does not have: the locks of the Web Locks API, one holder each, first come, first served. */
export class FakeLocks {
  #queues = new Map();

  async request(name, {signal}, callback) {
    signal.throwIfAborted();
    const before = this.#queues.get(name) ?? Promise.resolve();
    let release;
    const own = new Promise((resolve) => (release = resolve));
    this.#queues.set(name, before.then(() => own));
    const left = new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    try {
      await Promise.race([before, left]);
      return await callback();
    } finally {
      release();
    }
  }
}

/** Channels between the tabs of one browser, which deliver later, as real ones do. */
export function fakeChannels() {
  const all = new Set();
  return class {
    onmessage = null;
    constructor(name) {
      this.name = name;
      all.add(this);
    }
    postMessage(data) {
      const others = [...all].filter((other) => other !== this && other.name === this.name);
      setImmediate(() => others.forEach((other) => other.onmessage?.({data: structuredClone(data)})));
    }
    close() {
      all.delete(this);
    }
  };
}

/** A page that can be hidden, shown, and cut off. */
export function fakePage(baseURI = "https://app.test/notes/", location = {origin: "https://app.test"}) {
  const document = Object.assign(new EventTarget(), {visibilityState: "visible", baseURI});
  return {window: Object.assign(new EventTarget(), {location}), document, navigator: {onLine: true}};
}

/** A page with a client, an issuer and a server. */
export function scene({options = {}, surroundings = {}, clock = new FakeClock(), serverAhead = 0} = {}) {
  const issuer = new FakeIssuer(() => clock.now() + serverAhead);
  const server = new FakeServer(() => clock.now() + serverAhead);
  const page = fakePage();
  const logged = [];
  const faults = [];
  const auth = createAuth({
    clock,
    ...options,
    surroundings: {
      ...page,
      Request,
      BroadcastChannel: undefined,
      locks: undefined,
      fetch: server.fetch,
      random: () => 0,
      log: (...what) => logged.push(what),
      report: (fault) => faults.push(fault),
      ...surroundings,
    },
  });
  const changes = [];
  const signIn = async () => {
    auth.setAuth(issuer.fetchToken, (isAuthenticated) => changes.push(isAuthenticated));
    await settle();
  };
  const states = [];
  auth.subscribe(() => states.push(auth.state));
  const wake = (target, type) => page[target].dispatchEvent(new Event(type));
  return {auth, issuer, server, clock, page, wake, changes, states, logged, faults, signIn};
}

/** What became of a promise, without waiting for it. */
export function outcome(promise) {
  const seen = {state: "pending", value: undefined};
  promise.then(
    (value) => Object.assign(seen, {state: "done", value}),
    (value) => Object.assign(seen, {state: "failed", value}),
  );
  return seen;
}
