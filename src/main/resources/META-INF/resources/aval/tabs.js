// The tabs of one origin share a refresh: one asks the issuer, the others hear the answer.
//
// Tokens travel in memory only (BroadcastChannel) and are never stored. A tab takes a token over only when it says
// of its user what the tab's own token says, so two tabs with two users, sessions or organisations never mix.

import {pause} from "./timing.js";

/** How long a tab that got its token stays in front of the queue, so that the others hear of it before their turn. */
const UNTIL_HEARD = 250;

/** A tab that was suspended in front of the queue is not waited for longer. */
const LONGEST_QUEUE = 10_000;

export class Tabs {
  #clock;
  #locks;
  #channel;
  #receive;
  #take = null; // what this tab does with a token while it stands in the queue

  /** `receive(name, text)` gets what other tabs bring while this one stands in no queue. */
  constructor({clock, locks, BroadcastChannel}, receive) {
    this.#clock = clock;
    this.#locks = locks;
    this.#receive = receive;
    if (BroadcastChannel) this.#open(BroadcastChannel);
  }

  #open(BroadcastChannel) {
    try {
      this.#channel = new BroadcastChannel("aval");
    } catch {
      return; // denied, as in a sandbox or by a setting: this tab is alone
    }
    this.#channel.unref?.(); // in Node.js it must not keep a program alive
    this.#channel.onmessage = ({data}) => this.#hear(data ?? {});
  }

  /** Brings a token of that name: the one that `ask` fetches, or a fitting one that another tab fetched meanwhile. */
  async share(name, signal, fits, ask) {
    const asking = async () => this.tell(name, await ask());
    if (name === null || !this.#locks || !this.#channel) return asking();
    const queue = new AbortController();
    const leave = () => queue.abort();
    signal.addEventListener("abort", leave, {once: true});
    pause(this.#clock, LONGEST_QUEUE, queue.signal).then(leave, () => {});
    let brought = null;
    this.#take = (heard, text) => {
      if (heard === name && fits(text)) leave((brought = text));
    };
    try {
      return await this.#inTurn(name, queue.signal, asking);
    } catch (failure) {
      if (failure !== queue.signal.reason) throw failure;
      // Out of the queue: with another tab's token, because nobody wants one any more, or because it does not move.
      signal.throwIfAborted();
      return brought ?? asking();
    } finally {
      signal.removeEventListener("abort", leave);
      this.#take = null;
      leave();
    }
  }

  /** Tells the other tabs about a token. A token that cannot be told is a good one all the same. */
  tell(name, text) {
    try {
      if (name !== null && typeof text === "string") this.#channel?.postMessage({name, text});
    } catch {
      // the others ask for themselves
    }
    return text;
  }

  /** Answers as soon as the token is there, and keeps the lock a little longer. Where locks are denied, asks at once. */
  #inTurn(name, signal, asking) {
    return new Promise((resolve, reject) => {
      let came = false;
      const turn = async () => {
        came = true;
        this.#take = null;
        resolve(await asking());
        await pause(this.#clock, UNTIL_HEARD);
      };
      const request = async () => this.#locks.request(lockOf(name), {signal}, turn);
      request().catch((failure) => (came || signal.aborted ? reject(failure) : resolve(asking())));
    });
  }

  #hear({name, text}) {
    if (typeof name !== "string" || typeof text !== "string") return;
    if (this.#take) this.#take(name, text);
    else this.#receive(name, text);
  }

  close() {
    this.#channel?.close();
    this.#channel = undefined;
  }
}

/** Names of locks are listed by developer tools; a number says less than claims do. */
function lockOf(name) {
  let number = 0xcbf29ce484222325n;
  for (const character of name) number = ((number ^ BigInt(character.codePointAt(0))) * 0x100000001b3n) % 2n ** 64n;
  return `aval-${number.toString(16)}`;
}
