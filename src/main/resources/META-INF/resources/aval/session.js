// Whose page this is: the state machine.
//
//   nobody ──setAuth──▶ loading ──token──▶ authenticated ──refreshed ahead of expiry──▶ authenticated …
//     ▲                    │                    │  refused by a server: one refresh, one more try
//     └──── clearAuth ─────┴─────── null ◀──────┘  refused again, or fetchToken says null: signed out
//
// Every setAuth, clearAuth and sign-out begins a new epoch. What comes back from an older one (a token, a refusal)
// is dropped: it belongs to somebody who is not here any more.

import {confirm} from "./confirm.js";
import {ServerClock, readToken, timeToRefresh} from "./token.js";
import {Alarm, backOff, onWake, within} from "./timing.js";
import {AvalError} from "./refusal.js";
import {Issuer} from "./issuer.js";
import {LOADING, NOBODY, VisibleState, troubleAfter} from "./state.js";

/** A token that is fetched after a refusal and refused as well, within this time, ends the session. */
const REFUSED_AGAIN_WITHIN = 30_000;

/** A token is not sent in its last second: it would be dead on arrival. */
const LAST_MOMENT = 1000;

export class Session {
  #surroundings;
  #settings;
  #clock;
  #serverClock;
  #visible;
  #alarm;
  #issuer;
  #endWaking;
  #tokenListeners = new Set();
  #waiting = new Set(); // what waits for a change

  #closed = false;
  #epoch = 0;
  #expecting = false; // setAuth or clearAuth will be called; until then, calls wait
  #token = null;
  #shown = null; // the token whose user the page shows in this epoch
  #confirmation = null; // ends the questions to confirmUrl
  #failures = 0; // of fetchToken, in a row
  #unchanged = 0; // refreshes in a row that brought the same token
  #lastTry = 0;
  #notBefore = 0; // the issuer asked for peace until then

  constructor(surroundings, settings) {
    this.#surroundings = surroundings;
    this.#settings = settings;
    this.#clock = surroundings.clock;
    this.#serverClock = new ServerClock(this.#clock.now);
    this.#visible = new VisibleState(surroundings.report);
    this.#alarm = new Alarm(this.#clock, () => this.#fetch(this.#token !== null));
    this.#issuer = new Issuer(surroundings, settings, (text, name) => this.#overhear(text, name));
    this.#endWaking = onWake(surroundings, () => this.#wake());
  }

  // ---- what the application calls

  get state() {
    return this.#visible.current;
  }

  setAuth(fetchToken, onChange) {
    if (this.#closed) throw new Error("This auth was closed. Make another one with createAuth.");
    if (typeof fetchToken !== "function") throw new TypeError("setAuth takes a function that fetches a token.");
    this.#begin(fetchToken);
    this.#visible.tell(onChange ?? null);
    // Whoever was here stays on the page until the next user is established, so that nothing flickers.
    this.#show(this.state.isAuthenticated ? {trouble: null} : LOADING);
    this.#fetch(false);
  }

  clearAuth() {
    this.#end(null);
    if (!this.#issuer.isKnown) this.#visible.tell(null); // else onChange has signed somebody in, and tells of them
  }

  expectAuth() {
    if (this.#issuer.isKnown || this.#closed) return;
    this.#expecting = true;
    this.#show(LOADING);
  }

  close() {
    this.#closed = true;
    this.clearAuth();
    this.#endWaking();
    this.#issuer.close();
  }

  subscribe(listener) {
    return this.#visible.subscribe(listener);
  }

  // ---- what calls and sockets need

  /** Listens to every new token, and to null with the reason when there is nobody any more. */
  onToken(listener) {
    this.#tokenListeners.add(listener);
    return () => this.#tokenListeners.delete(listener);
  }

  /**
   * A token that will outlive the call, as soon as there is one; null when nobody is signed in. `since` is the token
   * of the user whose call it is, and who alone makes it: who comes after them may not be lent their words. With
   * `skipCache` it is one that the issuer was asked for after this call began, or was just being asked for.
   */
  async tokenForCall({signal, skipCache = false, since = this.#token} = {}) {
    const signedIn = this.state.isAuthenticated;
    const deadline = this.#clock.now() + this.#settings.patience;
    const before = this.#token;
    const isGood = (token) => !this.#isSpent(token) && (!skipCache || (token.minted && token !== before));
    if (skipCache && before) this.#fetch(true);
    while (this.#issuer.isKnown || this.#expecting) {
      if (this.#isOfAnother(since)) break;
      if (this.#token && isGood(this.#token)) {
        this.#alarm.check(); // after sleep a refresh may be due, although this token still lasts
        return this.#token;
      }
      if (this.#token && !this.#failures) this.#fetch(true);
      await this.#change(deadline, signal);
    }
    // Who was signed in must not become nobody in the middle of a call.
    if (signedIn || since) throw new AvalError("SIGNED_OUT", "The user was signed out, or is another one, before this call was sent.");
    return null;
  }

  #isOfAnother(since) {
    if (!since) return false;
    return since.epoch !== this.#epoch || (this.#token !== null && since.subject !== this.#token.subject);
  }

  /** A server accepted the token. */
  accepted(token) {
    if (token !== this.#token || token.confirmed) return;
    token.confirmed = true;
    if (this.#shown === token) this.#show({isConfirmed: true});
  }

  /**
   * A server refused the token. Brings the one to try again with, or null when there is none: its successor was
   * refused as well (`again`), and the user is now signed out.
   */
  async refused(token, reason, {again = false, signal} = {}) {
    if (token.epoch !== this.#epoch) return null;
    if (token === this.#token) {
      if (again || this.#isRefusedAgain(token)) return this.#end(reason);
      const first = token.refused === null;
      token.refused = reason;
      if (first) this.#fetch(true);
    }
    return this.tokenForCall({signal, since: token});
  }

  /** Where one server accepts each token and another refuses it, a fresh one mends nothing, and would never end. */
  #isRefusedAgain(token) {
    const soon = this.#clock.now() - token.receivedAt < REFUSED_AGAIN_WITHIN;
    return token.afterRefusal && (soon || !token.confirmed);
  }

  // ---- getting tokens

  #begin(fetchToken) {
    this.#epoch++;
    this.#issuer.use(fetchToken);
    this.#alarm.clear();
    this.#expecting = false;
    this.#confirmation?.abort();
    this.#token = this.#shown = null;
    this.#failures = this.#unchanged = this.#notBefore = 0;
  }

  #fetch(skipCache) {
    const asked = this.#issuer.ask(this.#token, skipCache);
    if (!asked) return;
    this.#lastTry = this.#clock.now();
    asked.then((text) => this.#received(text, skipCache), (failure) => this.#failed(failure));
  }

  #received(text, minted) {
    if (text === null || text === undefined || text === "") return this.#end(this.#whyGone());
    if (typeof text !== "string") return this.#end({code: "MALFORMED_TOKEN", detail: "fetchToken brought no text."});
    const before = this.#token;
    const token = Object.assign(readToken(text), {
      epoch: this.#epoch,
      receivedAt: this.#clock.now(),
      minted, // past all caches
      afterRefusal: Boolean(before?.refused),
    });
    const unchanged = before?.text === text;
    if (unchanged && !before.refused) token.confirmed = before.confirmed;
    this.#failures = 0;
    this.#unchanged = unchanged ? this.#unchanged + 1 : 0;
    this.#token = token;
    this.#serverClock.learn(token, minted && (!unchanged || this.#isSpent(token)));
    // Spent, and not minted now: from a cache, or the page's clock is wrong. A fresh one shows which.
    if (this.#isSpent(token) && !minted) return this.#fetch(true);
    if (this.#isSpent(token)) token.expiresAt = null; // no date to reckon with: leave it to the server
    this.#schedule(token);
    this.#tokenListeners.forEach((listener) => listener(token, null));
    this.#establish(token);
  }

  #schedule(token) {
    if (token.expiresAt === null) return this.#alarm.clear();
    const left = timeToRefresh(token, this.#serverClock.now(), this.#settings.refreshAhead);
    const soonest = this.#unchanged ? backOff(this.#unchanged + 1, this.#surroundings.random) : 0;
    this.#alarm.set(this.#clock.now() + Math.max(left, soonest));
  }

  #isSpent(token) {
    if (token.refused) return true;
    return token.expiresAt !== null && this.#serverClock.now() >= token.expiresAt - LAST_MOMENT;
  }

  #failed(failure) {
    this.#failures++;
    const offline = this.#surroundings.navigator?.onLine === false;
    const asked = Math.min((failure?.retryAfter || 0) * 1000, 60_000);
    const delay = offline ? 30_000 : Math.max(backOff(this.#failures, this.#surroundings.random), asked);
    this.#notBefore = this.#clock.now() + asked;
    this.#alarm.set(this.#clock.now() + delay);
    if (this.#failures === 1) this.#surroundings.log("Aval: no fresh token at the moment; trying again.", failure);
    this.#troubled("TOKEN_UNAVAILABLE", failure, !this.#token || this.#isSpent(this.#token));
  }

  /** Takes the chance when the page wakes up, or the network is back. */
  #wake() {
    if (this.#failures) {
      this.#failures = 1;
      this.#alarm.set(Math.max(this.#clock.now(), this.#lastTry + 1000, this.#notBefore));
    } else {
      this.#alarm.check();
    }
  }

  #overhear(text, name) {
    const current = this.#token;
    if (!current || this.#issuer.isAsked || name !== this.#issuer.nameOf(current)) return;
    if (this.#issuer.succeeds(current, text)) this.#received(text, false);
  }

  // ---- who it is

  /** Shows the user of a token, at once or when confirmUrl has said who that is. */
  #establish(token) {
    const known = this.#shown !== null && this.#shown.statement === token.statement;
    if (this.#settings.whoami && !known) this.#confirm(token);
    else this.#authenticated(token, this.state.identity);
  }

  #authenticated(token, identity) {
    const sameUser = this.#shown !== null && this.state.tokenIdentifier === token.subject;
    this.#shown = token;
    this.#show({
      ...NOBODY,
      status: "authenticated",
      isAuthenticated: true,
      isConfirmed: token.confirmed || (sameUser && this.state.isConfirmed),
      tokenIdentifier: token.subject,
      identity,
    });
  }

  async #confirm(token) {
    this.#confirmation?.abort();
    this.#confirmation = new AbortController();
    const failed = (failure, failures) => {
      if (failures === 1) this.#surroundings.log("Aval: who the user is cannot be confirmed; trying again.", failure);
      this.#troubled("NOT_CONFIRMED", failure, this.state.isWaiting);
    };
    const answer = await confirm(token, this.#confirmation.signal, this.#settings.whoami, this.#surroundings, failed);
    if (answer === null) return;
    if (answer.refusal) return this.refused(token, answer.refusal).catch(() => {}); // the state shows what follows
    token.confirmed = true;
    this.#authenticated(token, answer.identity);
  }

  #whyGone() {
    if (this.#token === null && !this.state.isAuthenticated) return null; // nobody had been here
    return this.#token?.refused ?? {code: "SESSION_ENDED", detail: "The session at the issuer has ended."};
  }

  #end(reason) {
    this.#begin(null);
    const theirs = [...this.#tokenListeners]; // those that come when somebody is told of this are the next user's
    this.#show({...NOBODY, reason: reason && Object.freeze({...reason})});
    theirs.forEach((listener) => listener(null, reason));
    return null;
  }

  // ---- waiting and telling

  /** Shows what goes wrong, once for a row of the same failures. */
  #troubled(code, failure, isWaiting) {
    this.#show({isWaiting, trouble: troubleAfter(this.state.trouble, code, failure)});
  }

  /** Shows a change, and lets go on what waits for one. */
  #show(change) {
    this.#visible.show(change, this.#shown !== null || (!this.#issuer.isKnown && !this.#expecting));
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach((resolve) => resolve());
  }

  /** Waits until something changes, though not longer than a call should. */
  #change(deadline, signal) {
    const changed = () => new Promise((resolve) => this.#waiting.add(resolve));
    const late = () => new AvalError("TOKEN_UNAVAILABLE", "No token could be got in time: the issuer cannot be reached.");
    return within(this.#clock, deadline - this.#clock.now(), signal, changed, late);
  }
}
