// Waiting, in a world where laptops sleep, tabs are frozen and networks go away.

/** No single timer runs longer: after sleep it is the clock that says what is due, not the timer. */
const LONGEST_NAP = 60_000;

/** Rings once at a moment of a clock. Looks at the clock every minute, and whenever `check` is called. */
export class Alarm {
  #clock;
  #timer;
  #due = null;
  #ring;

  constructor(clock, ring) {
    this.#clock = clock;
    this.#ring = ring;
  }

  set(moment) {
    this.clear();
    this.#due = moment;
    this.#nap();
  }

  clear() {
    this.#clock.clearTimeout(this.#timer);
    this.#due = null;
  }

  /** Rings now if the moment has passed; for when the page wakes up. */
  check() {
    if (this.#due === null) return;
    this.#clock.clearTimeout(this.#timer);
    if (this.#clock.now() < this.#due) return this.#nap();
    this.#due = null;
    this.#ring();
  }

  #nap() {
    const nap = Math.min(Math.max(this.#due - this.#clock.now(), 0), LONGEST_NAP);
    this.#timer = this.#clock.setTimeout(() => this.check(), nap);
  }
}

/** One second, two, four … at most thirty, less up to a half at random, so that a crowd does not come back at once. */
export function backOff(failures, random) {
  return Math.min(1000 * 2 ** (failures - 1), 30_000) * (1 - random() / 2);
}

/** Calls back when the page may have slept or been offline. Returns what ends it. */
export function onWake(surroundings, wake) {
  const {window, document} = surroundings;
  const shown = () => document.visibilityState === "hidden" || wake();
  const targets = [
    [document, ["visibilitychange", "resume"], shown],
    [window, ["online", "pageshow", "focus"], wake],
  ].filter(([target]) => target?.addEventListener);
  for (const [target, types, listener] of targets) types.forEach((type) => target.addEventListener(type, listener));
  return () => {
    for (const [target, types, listener] of targets) types.forEach((type) => target.removeEventListener(type, listener));
  };
}

/** What `work(signal)` brings; when that takes too long, the failure `late()`, and the signal is aborted. */
export async function within(clock, milliseconds, signal, work, late) {
  const tooLate = new AbortController();
  const done = new AbortController();
  const timer = async () => {
    await pause(clock, milliseconds, either(signal, done.signal));
    tooLate.abort(late());
    throw tooLate.signal.reason;
  };
  try {
    return await Promise.race([work(either(signal, tooLate.signal)), timer()]);
  } finally {
    done.abort();
  }
}

function either(signal, other) {
  return signal ? AbortSignal.any([signal, other]) : other;
}

/** Resolves after some time; rejects with the signal's reason when that is aborted first. */
export function pause(clock, milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = () => {
      clock.clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = clock.setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", abort, {once: true});
  });
}
