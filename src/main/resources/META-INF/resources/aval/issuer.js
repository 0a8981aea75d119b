// Asking for a token: by the application's fetchToken, one request at a time, not for ever, and once for all tabs.

import {readToken} from "./token.js";
import {within} from "./timing.js";
import {Tabs} from "./tabs.js";

export class Issuer {
  #clock;
  #settings;
  #tabs;
  #fetcher = null;
  #controller = null;
  #flight = null;

  /** `overhear(text, name)` gets the tokens that other tabs fetched. */
  constructor(surroundings, settings, overhear) {
    this.#clock = surroundings.clock;
    this.#settings = settings;
    this.#tabs = new Tabs(settings.shareBetweenTabs ? surroundings : {}, (name, text) => overhear(text, name));
  }

  /** Asks this function from now on, or nobody; what is on its way from the one before never arrives. */
  use(fetchToken) {
    this.#controller?.abort();
    this.#controller = new AbortController();
    this.#fetcher = fetchToken;
    this.#flight = null;
  }

  get isKnown() {
    return this.#fetcher !== null;
  }

  get isAsked() {
    return this.#flight !== null;
  }

  /**
   * Asks for a successor of `current`, which is null at first. Returns null while a request is under way, and never
   * settles when `use` was called meanwhile.
   */
  ask(current, skipCache) {
    if (this.#flight) return null;
    const {signal} = this.#controller;
    const asking = this.#call.bind(this, this.#fetcher, skipCache, signal);
    const flight = this.#tabs.share(this.nameOf(current), signal, (text) => this.succeeds(current, text), asking);
    this.#flight = flight;
    return new Promise((resolve, reject) => {
      const ifWanted = (settle) => (result) => {
        if (signal.aborted) return;
        this.#flight = null;
        settle(result);
      };
      flight.then(ifWanted(resolve), ifWanted(reject));
    });
  }

  #call(fetchToken, skipCache, wanted) {
    const {template, fetchTimeout} = this.#settings;
    const asking = (signal) => fetchToken({template, skipCache, signal});
    return within(this.#clock, fetchTimeout, wanted, asking, () => new Error("fetchToken did not answer in time."));
  }

  /** Under this name tabs share tokens; null when there is nothing that two tokens could have in common. */
  nameOf(token) {
    return token?.statement ? `${this.#settings.template ?? ""} ${token.statement}` : null;
  }

  /** Whether a text from another tab can follow this tab's token. */
  succeeds(current, text) {
    const token = readToken(text);
    return token.statement === current.statement && token.expiresAt > (current.expiresAt ?? Infinity);
  }

  close() {
    this.use(null);
    this.#tabs.close();
  }
}
