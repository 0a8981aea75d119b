// A WebSocket that says who it is, stays that, and comes back.
//
// In band, as Aval's door speaks: this side sends Authenticate, the server answers Authenticated or AuthError. The
// application sees neither, only its own messages.

import {avalFrame, checkedProtocols} from "./frames.js";
import {backOff, onWake, pause} from "./timing.js";

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3];

/** Closed by the door: expired, refused, revoked, or not authenticated in time. */
const UNAUTHORIZED = 4401;

/** After these the same server, or its successor, may be willing: gone away, lost, error, restart, try again later. */
const PASSING = new Set([1001, 1006, 1011, 1012, 1013]);

/** How long the server may take to answer an Authenticate. */
const ANSWER_WITHIN = 10_000;

/** So often in a row a server may not have heard a token before that counts as a refusal. */
const UNHEARD = 2;

/**
 * Has the members and events of a WebSocket, and the event `reconnecting` ({code, reason, attempt}). `open` comes
 * again after each reconnection, `close` once, at the end. `send` throws while the socket is not open.
 */
export class AvalSocket extends EventTarget {
  static CONNECTING = CONNECTING;
  static OPEN = OPEN;
  static CLOSING = CLOSING;
  static CLOSED = CLOSED;

  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;
  onreconnecting = null;
  binaryType = "blob";
  readyState = CONNECTING;

  #session;
  #surroundings;
  #how;
  #authorizes; // whether the URL is one that may see a token
  #raw = null; // the real socket
  #token = null; // the token that the server was told last
  #newest = null; // the token that it ought to be told
  #version = 0; // of the identity, as the server counts
  #sent = []; // tokens that the server has not answered yet, in the order of its answers
  #answered = null; // ends the wait for the next answer
  #attempts = 0;
  #opened = 0;
  #over = new AbortController();
  #endListening;

  constructor(session, settings, surroundings, {url, protocols = [], token = "message", renew, attempts = 100}) {
    super();
    this.#session = session;
    this.#surroundings = surroundings;
    const address = new URL(url, surroundings.document?.baseURI);
    address.protocol = address.protocol.replace("http", "ws");
    this.url = address.href;
    this.#how = {
      protocols: checkedProtocols([protocols].flat()),
      inHandshake: token === "subprotocol",
      renewByReconnecting: (renew ?? (token === "subprotocol" ? "reconnect" : "message")) === "reconnect",
      attempts,
    };
    this.#authorizes = settings.origins.includes(address.origin.replace("ws", "http"));
    this.#endListening = session.onToken((next, reason) => this.#onToken(next, reason));
    this.#connect();
  }

  get protocol() {
    return this.#raw?.protocol ?? "";
  }

  get extensions() {
    return this.#raw?.extensions ?? "";
  }

  get bufferedAmount() {
    return this.#raw?.bufferedAmount ?? 0;
  }

  send(data) {
    if (this.readyState === CONNECTING) throw new DOMException("The socket is not open.", "InvalidStateError");
    if (this.readyState === OPEN) this.#raw.send(data);
  }

  close(code, reason) {
    if (this.readyState >= CLOSING) return;
    const raw = this.#raw;
    raw?.close(code, reason); // throws what a WebSocket throws, before anything has changed
    this.readyState = CLOSING;
    this.#over.abort();
    if (!raw) queueMicrotask(() => this.#end({code: 1006, reason: "", wasClean: false}));
  }

  // ---- connecting

  /** Opens a real socket, never with a token that has expired. */
  async #connect(skipCache = false) {
    let token = null;
    this.#newest = null;
    try {
      if (this.#authorizes) token = await this.#session.tokenForCall({signal: this.#over.signal, skipCache, since: null});
    } catch (failure) {
      if (this.#over.signal.aborted) return;
      if (failure.code === "SIGNED_OUT") return this.#end({code: UNAUTHORIZED, reason: "SIGNED_OUT", wasClean: false});
      return this.#comeBack({code: 1006, reason: failure.message});
    }
    if (this.#over.signal.aborted) return;
    this.#token = token;
    this.#newest ??= token;
    this.#version = 0;
    this.#sent = [];
    try {
      this.#follow(this.#real(token));
    } catch (failure) {
      // Its message may quote a subprotocol, and with it the token: only its name is repeated.
      this.#end({code: 1006, reason: `The browser opens no such socket: ${failure.name}.`, wasClean: false});
    }
  }

  #real(token) {
    const {protocols, inHandshake} = this.#how;
    // A browser wants one of the offered protocols back, and the server never chooses the one that is a token.
    const offered = protocols.length > 0 ? protocols : ["aval"];
    const all = token && inHandshake ? [...offered, `aval.bearer.${token.text}`] : protocols;
    const raw = new this.#surroundings.WebSocket(this.url, all);
    raw.binaryType = this.binaryType;
    return raw;
  }

  #follow(raw) {
    this.#raw = raw;
    const ifCurrent = (listener) => (event) => this.#raw === raw && listener(event);
    raw.onopen = ifCurrent(() => this.#connected());
    raw.onmessage = ifCurrent((event) => this.#message(event));
    raw.onclose = ifCurrent((event) => this.#lost(event));
    raw.onerror = () => {}; // the close that follows says as much
  }

  #connected() {
    if (this.#newest && !this.#how.inHandshake) return this.#authenticate(this.#newest);
    if (this.#token) this.#session.accepted(this.#token);
    this.#open();
  }

  #open() {
    if (this.readyState !== CONNECTING) return;
    // Who has signed in while this connected is who speaks: it is not open as anybody else.
    if (this.#newest?.text !== this.#token?.text) return this.#renew(this.#newest);
    this.readyState = OPEN;
    this.#raw.binaryType = this.binaryType;
    // An open socket is not yet a lasting one: only after some seconds are failures forgotten.
    pause(this.#surroundings.clock, 5000, this.#over.signal).then(() => {
      if (this.readyState === OPEN) this.#attempts = 0;
    }, () => {});
    this.#emit("open", {reconnected: this.#opened++ > 0});
  }

  /** Decides what the end of a real socket means. */
  #lost({code, reason, wasClean}) {
    this.#stopWaiting();
    this.#raw = null;
    if (this.readyState === CLOSING) return this.#end({code, reason, wasClean});
    if (code === UNAUTHORIZED) {
      // Nobody to renew: the endpoint wants a user. Otherwise one refresh; refused again, the session ends.
      if (!this.#token) return this.#end({code, reason, wasClean});
      // On a slow network a token may come too late, which says nothing against the token.
      const unheard = reason === "NO_TOKEN" && this.#sent.length > 0 && this.#attempts < UNHEARD;
      if (!unheard) {
        this.#refused(this.#token, {code: reason || "INVALID_TOKEN", detail: "The server closed the connection."});
      }
    } else if (!PASSING.has(code)) {
      return this.#end({code, reason, wasClean});
    }
    this.#comeBack({code, reason});
  }

  async #comeBack({code, reason}) {
    if (this.readyState >= CLOSING) return;
    const attempt = this.#attempts + 1;
    if (this.#surroundings.navigator?.onLine !== false) this.#attempts = attempt; // offline, none can succeed
    if (attempt > this.#how.attempts) return this.#end({code, reason, wasClean: false});
    this.readyState = CONNECTING;
    this.#emit("reconnecting", {code, reason, attempt});
    // A socket that lived until its token ended has not failed: its successor is opened at once.
    if (code !== UNAUTHORIZED || attempt > 2) await this.#idle(attempt);
    // A token that is refused in a handshake looks like a lost connection: once, it is taken for one.
    const maybeRefused = this.#how.inHandshake && code === 1006 && attempt === 2;
    if (!this.#over.signal.aborted) this.#connect(maybeRefused);
  }

  /** Waits for a while, or until the page wakes up or is online again. */
  async #idle(attempt) {
    const {clock, random, navigator} = this.#surroundings;
    const awake = new AbortController();
    const endWaking = onWake(this.#surroundings, () => navigator?.onLine === false || awake.abort());
    const delay = navigator?.onLine === false ? 30_000 : backOff(attempt, random);
    await pause(clock, delay, AbortSignal.any([awake.signal, this.#over.signal])).catch(() => {});
    endWaking();
  }

  #end(event) {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#stopWaiting();
    this.#over.abort();
    this.#endListening();
    if (event.code === 1006) this.#emit("error", {});
    this.#emit("close", event);
  }

  // ---- being somebody

  #onToken(token, reason) {
    if (!this.#authorizes || this.readyState >= CLOSING) return;
    this.#newest = token;
    if (token === null) this.#leave(reason);
    else if (this.readyState === OPEN) this.#renew(token);
    // While connecting, the newest is told or asked for next. One that waits to be acknowledged is followed by this
    // one, unless the server already refused it and closes.
    else if (this.#answered && this.#token.subject === token.subject) this.#authenticate(token);
  }

  /** The user is gone, and so is the socket. */
  #leave(reason) {
    const raw = this.#raw;
    this.#raw = null;
    raw?.close(1000, "signed out");
    const code = reason ? UNAUTHORIZED : 1000;
    this.#end({code, reason: reason?.code ?? "signed out", wasClean: true});
  }

  #renew(token) {
    if (token.text === this.#token?.text) return;
    // A socket has one user for all its life; the next user gets the next socket.
    const other = this.#token !== null && this.#token.subject !== token.subject;
    if (!other && !this.#how.renewByReconnecting) return this.#authenticate(token);
    const old = this.#raw;
    this.#raw = null;
    old?.close(1000, "renewed");
    this.readyState = CONNECTING;
    this.#emit("reconnecting", {code: 1000, reason: "renewed", attempt: 0});
    this.#connect();
  }

  #authenticate(token) {
    this.#token = token;
    this.#sent.push(token);
    const frame = {type: "Authenticate", tokenType: "User", value: token.text, baseVersion: this.#version};
    this.#raw.send(JSON.stringify(frame));
    this.#wait();
  }

  #wait() {
    this.#stopWaiting();
    if (this.#sent.length === 0) return;
    this.#answered = new AbortController();
    pause(this.#surroundings.clock, ANSWER_WITHIN, this.#answered.signal).then(() => this.#unanswered(), () => {});
  }

  #unanswered() {
    this.#raw?.close();
    this.#raw = null;
    this.#comeBack({code: 1006, reason: "no answer to Authenticate"});
  }

  #stopWaiting() {
    this.#answered?.abort();
    this.#answered = null;
  }

  #refused(token, reason) {
    this.#session.refused(token, reason).catch(() => {}); // the next token, or null, comes through onToken
  }

  // ---- messages

  #message({data, origin}) {
    const frame = typeof data === "string" ? avalFrame(data) : null;
    // The door answers and does not begin: what answers nothing is a text of somebody who would like to be the door.
    const strays = frame !== null && frame.authUpdateAttempted !== false && this.#sent.length === 0;
    if (frame === null || strays) this.#emit("message", {data, origin});
    else if (frame.type === "Authenticated") this.#acknowledged(frame);
    else this.#authError(frame);
  }

  #acknowledged({identityVersion}) {
    this.#version = identityVersion;
    const token = this.#sent.shift();
    if (token) this.#session.accepted(token);
    this.#wait();
    this.#open();
  }

  #authError({code, detail, authUpdateAttempted}) {
    if (!authUpdateAttempted) {
      // A message that was not delivered. When the identity has ended, the server closes, and that is handled there.
      if (code !== "EXPIRED" && code !== "REVOKED") this.#emit("error", {reason: {code, detail}});
    } else {
      const token = this.#sent.shift();
      this.#wait();
      this.#refused(token, {code, detail});
    }
  }

  #emit(type, members) {
    const event = Object.assign(new Event(type), members);
    try {
      this["on" + type]?.(event);
    } catch (fault) {
      this.#surroundings.report(fault);
    }
    this.dispatchEvent(event);
  }
}
