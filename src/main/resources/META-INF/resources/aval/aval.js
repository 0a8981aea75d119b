// Aval in the browser: who is signed in, and a fresh token with every call.
//
//   import {createAuth} from "./aval/aval.js";
//   const auth = createAuth({template: "convex", confirmUrl: "api/me"});
//   auth.setAuth(({template, skipCache}) => session.getToken({template, skipCache}), (isAuthenticated) => show());
//   const notes = await auth.fetch("api/notes");

import {authorizedFetch} from "./calls.js";
import {identityFetch} from "./confirm.js";
import {AvalError} from "./refusal.js";
import {Session} from "./session.js";
import {AvalSocket} from "./socket.js";

export {AvalError, AvalSocket};

/**
 * Makes what a page needs to be signed in. All options may be left out:
 *
 * - fetchToken, onChange: as setAuth takes them, which is then called at once
 * - template: which template's token fetchToken is asked for
 * - confirmUrl: answers with the caller's identity as JSON, or null. With it, a user counts as authenticated once the
 *   server has said who that is; without it, as soon as there is a token, and `isConfirmed` follows with the first
 *   answer of a server that accepted it
 * - origins: where tokens may go; the page's own unless said
 * - redirect: what becomes of redirects for calls with a token; not followed unless said
 * - refreshAhead: seconds before its expiry in which a token is replaced
 * - patience: seconds that a call waits for a token; 90 unless said
 * - fetchTimeout: seconds that fetchToken, and confirmUrl, may take; 30 unless said
 * - shareBetweenTabs: false, so that every tab refreshes for itself
 * - clock: {now, setTimeout, clearTimeout}
 */
export function createAuth(options = {}) {
  const surroundings = surroundingsOf(options);
  const settings = settingsOf(options, surroundings);
  const session = new Session(surroundings, settings);
  const auth = {
    get state() {
      return session.state;
    },
    getState: () => session.state,
    subscribe: (listener) => session.subscribe(listener),
    setAuth: (fetchToken, onChange) => session.setAuth(fetchToken, onChange),
    clearAuth: () => session.clearAuth(),
    expectAuth: () => session.expectAuth(),
    getToken: async ({skipCache, signal} = {}) => (await session.tokenForCall({signal, skipCache}))?.text ?? null,
    fetch: authorizedFetch(session, settings, surroundings),
    webSocket: (url, protocols, how) => new AvalSocket(session, settings, surroundings, {url, protocols, ...how}),
    close: () => session.close(),
  };
  if (options.fetchToken) auth.setAuth(options.fetchToken, options.onChange);
  return Object.freeze(auth);
}

/** Everything outside the module, so that tests can put another world around it. */
function surroundingsOf({clock, surroundings = {}}) {
  const {document, navigator, Request, BroadcastChannel, WebSocket, isSecureContext} = globalThis;
  return {
    window: globalThis,
    document,
    navigator,
    Request,
    BroadcastChannel,
    WebSocket,
    locks: isSecureContext === false ? undefined : navigator?.locks,
    fetch: (input, init) => globalThis.fetch(input, init),
    random: Math.random,
    log: (message, failure) => console.warn(message, failure?.message ?? failure),
    report: (fault) => (globalThis.reportError ? reportError(fault) : console.error(fault)),
    ...surroundings,
    clock: clock ?? {
      now: () => Date.now(),
      setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
      clearTimeout: (timer) => clearTimeout(timer),
    },
  };
}

function settingsOf(options, surroundings) {
  const own = ownOrigin(surroundings);
  const origins = (options.origins ?? (own ? [own] : [])).map((text) => originOf(text, own));
  return {
    template: options.template,
    origins,
    redirect: options.redirect ?? "manual",
    whoami: whoamiOf(options, origins, surroundings),
    refreshAhead: milliseconds(options, "refreshAhead", null),
    patience: milliseconds(options, "patience", 90),
    fetchTimeout: fetchTimeoutOf(options),
    shareBetweenTabs: options.shareBetweenTabs ?? true,
  };
}

/** The page's own origin, which a <base> cannot change; null for a page that has none, as in a sandbox. */
function ownOrigin({window}) {
  const origin = window?.location?.origin;
  return origin && origin !== "null" ? origin : null;
}

/** An origin as browsers write it. Abroad a token travels encrypted, or stays on this machine. */
function originOf(text, own) {
  const {origin, protocol, hostname} = new URL(text);
  const inside = origin === own || hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if (protocol !== "https:" && !(protocol === "http:" && inside)) {
    throw new TypeError(`${origin} gets no token: only https, the page's own origin and this machine do.`);
  }
  return origin;
}

function whoamiOf(options, origins, surroundings) {
  if (!options.confirmUrl) return null;
  const {href, origin} = new URL(options.confirmUrl, surroundings.document?.baseURI);
  if (!origins.includes(origin)) throw new TypeError("confirmUrl is on none of the origins.");
  return identityFetch(href, fetchTimeoutOf(options), surroundings);
}

function fetchTimeoutOf(options) {
  return milliseconds(options, "fetchTimeout", 30);
}

function milliseconds(options, name, ordinary) {
  const seconds = options[name] ?? ordinary;
  if (seconds !== null && !(seconds > 0)) throw new TypeError(`${name} is a number of seconds above 0.`);
  return seconds === null ? null : seconds * 1000;
}
