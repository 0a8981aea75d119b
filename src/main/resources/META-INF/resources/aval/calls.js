// HTTP with a token: fetch, which attaches it, and knows what a refusal means.

import {AvalError, problemOf, refusalOf} from "./refusal.js";
import {pause} from "./timing.js";

/** Makes a function with the parameters and the answer of the browser's own fetch. */
export function authorizedFetch(session, settings, surroundings) {
  return async (input, init) => {
    const call = new Call(input, init, settings, surroundings);
    if (!call.isForUs) return surroundings.fetch(input, init);
    const deadline = surroundings.clock.now() + settings.patience;
    let token = await session.tokenForCall({signal: call.signal});
    for (let again = false; ; ) {
      const answer = await call.send(token);
      if (token === null) return answer;
      const refusal = await refusalOf(answer);
      if (refusal === null) {
        if (isAccepting(answer)) session.accepted(token);
        const wait = call.isRepeatable ? await waitBeforeRepeating(answer) : null;
        if (wait === null || surroundings.clock.now() + wait > deadline) return answer;
        await pause(surroundings.clock, wait, call.signal);
        token = await session.tokenForCall({signal: call.signal, since: token});
      } else {
        const next = session.refused(token, refusal, {again, signal: call.signal});
        if (again || !call.isRepeatable) {
          next.catch(() => {}); // nobody waits: the refresh goes on for the calls that follow
          return answer;
        }
        token = await next;
        if (token === null) return answer;
        again = true;
      }
    }
  };
}

/** One call, which may be sent twice. */
class Call {
  #input;
  #init;
  #headers;
  #redirect; // what the call itself says of them
  #settings;
  #fetch;

  /** Keeps what it was given: the call may wait, and what is checked now must be what is sent then. */
  constructor(input, given, settings, surroundings) {
    const request = surroundings.Request && input instanceof surroundings.Request ? input : null;
    const url = new URL(request?.url ?? input, surroundings.document?.baseURI);
    const init = {...given};
    this.#input = request ?? url.href;
    this.#init = init;
    this.#headers = new Headers(init.headers ?? request?.headers);
    // A Request always says something; "follow" may be what it says by itself.
    this.#redirect = init.redirect ?? (request?.redirect === "follow" ? undefined : request?.redirect);
    this.#settings = settings;
    this.#fetch = surroundings.fetch;
    this.signal = init.signal ?? request?.signal;
    // Who sets the header is somebody else's caller, and is left alone.
    this.isForUs = settings.origins.includes(url.origin) && !this.#headers.has("Authorization");
    this.isRepeatable = !(init.body instanceof ReadableStream);
  }

  async send(token) {
    const input = typeof this.#input.clone === "function" ? this.#input.clone() : this.#input;
    if (token === null) return this.#fetch(input, this.#init);
    const headers = new Headers(this.#headers);
    headers.set("Authorization", `Bearer ${token.text}`);
    const redirect = this.#redirect ?? this.#settings.redirect;
    const answer = await this.#fetch(input, {...this.#init, headers, redirect});
    if (answer.type === "opaqueredirect" && this.#redirect !== "manual") {
      throw new AvalError("REDIRECTED", "The server answered with a redirect, which a call with a token does not follow.");
    }
    return answer;
  }
}

/** Whether an answer says that the token was good. One that the page may not look into (status 0) says nothing. */
function isAccepting({status}) {
  return status >= 200 && status < 500 && status !== 401;
}

/** A server that cannot get the issuer's keys says when to come again; the call has not reached the application. */
async function waitBeforeRepeating(answer) {
  const seconds = Number(answer.headers.get("Retry-After") ?? NaN);
  if (answer.status !== 503 || !(seconds >= 0)) return null;
  const {code} = await problemOf(answer);
  return code === "KEYS_UNAVAILABLE" ? Math.max(seconds, 1) * 1000 : null;
}
