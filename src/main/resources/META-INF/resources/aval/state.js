// What the application sees of a session: one immutable object, and who is told when it changes.

export const NOBODY = Object.freeze({
  status: "unauthenticated",
  isLoading: false,
  isAuthenticated: false,
  isConfirmed: false,
  isWaiting: false,
  tokenIdentifier: null,
  identity: null,
  reason: null,
  trouble: null,
});

export const LOADING = Object.freeze({...NOBODY, status: "loading", isLoading: true});

/** The trouble to show after a failure: the same object while the same goes wrong, so that nobody is told twice. */
export function troubleAfter(last, code, failure) {
  const detail = String(failure?.message ?? failure);
  return last?.code === code && last.detail === detail ? last : Object.freeze({code, detail});
}

export class VisibleState {
  current = NOBODY;

  #listeners = new Set();
  #onChange = null;
  #told = null; // what onChange was told last
  #report;

  constructor(report) {
    this.#report = report;
  }

  /** Calls back after each change. Returns what ends it. */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells this function who is signed in, as soon as that is settled and whenever it changes. */
  tell(onChange) {
    this.#onChange = onChange;
    this.#told = null;
  }

  /** Changes some members; `settled` when it is no longer open who is signed in. */
  show(change, settled) {
    const next = {...this.current, ...change};
    if (Object.keys(next).some((name) => next[name] !== this.current[name])) {
      this.current = Object.freeze(next);
      this.#listeners.forEach((listener) => this.#guarded(listener));
    }
    const who = this.current.isAuthenticated ? `in as ${this.current.tokenIdentifier}` : "out";
    if (!settled || who === this.#told) return;
    this.#told = who;
    this.#guarded(() => this.#onChange?.(this.current.isAuthenticated, this.current));
  }

  /** A listener's fault is reported, and is nobody else's. */
  #guarded(listener) {
    try {
      listener();
    } catch (fault) {
      this.#report(fault);
    }
  }
}
