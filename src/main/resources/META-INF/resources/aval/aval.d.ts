/** What fetchToken is asked for. */
export interface TokenRequest {
  /** The template that createAuth was told. */
  template: string | undefined;
  /** Whether the token must come from the issuer itself, past every cache. */
  skipCache: boolean;
  /** Aborted when nobody waits for the token any more. */
  signal: AbortSignal;
}

/**
 * Brings a token; null when nobody is signed in. One that throws is asked again, with growing pauses; the thrown
 * error may say in `retryAfter`, in seconds, for how long not.
 */
export type FetchToken = (request: TokenRequest) => Promise<string | null | undefined> | string | null | undefined;

/** Why somebody was signed out: the server's reason (`EXPIRED`, `REVOKED`, …), or `SESSION_ENDED`. */
export interface SignOutReason {
  readonly code: string;
  readonly detail: string;
}

/** A `UserIdentity` as Aval's endpoints return it: these fields, and every other claim of the token. */
export interface UserIdentity {
  readonly tokenIdentifier: string;
  readonly subject: string;
  readonly issuer: string;
  readonly name?: string;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly nickname?: string;
  readonly preferredUsername?: string;
  readonly profileUrl?: string;
  readonly pictureUrl?: string;
  readonly websiteUrl?: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly gender?: string;
  readonly birthday?: string;
  readonly timezone?: string;
  readonly language?: string;
  readonly phoneNumber?: string;
  readonly phoneNumberVerified?: boolean;
  readonly address?: string;
  readonly updatedAt?: string;
  readonly [claim: string]: unknown;
}

/** Who is signed in. Immutable, and the same object until something changes. */
export interface AuthState {
  readonly status: "loading" | "authenticated" | "unauthenticated";
  readonly isLoading: boolean;
  readonly isAuthenticated: boolean;
  /** Whether a server has accepted this user's token. */
  readonly isConfirmed: boolean;
  /** Whether calls wait at the moment, because the token has expired and the issuer cannot be reached. */
  readonly isWaiting: boolean;
  /** `iss|sub` of the token, which the page has not verified. */
  readonly tokenIdentifier: string | null;
  /** What confirmUrl answered. */
  readonly identity: UserIdentity | null;
  /** Why the last user was signed out; null after clearAuth. */
  readonly reason: SignOutReason | null;
  /** What goes wrong at the moment, and is tried again; null when nothing does. */
  readonly trouble: Trouble | null;
}

/** `TOKEN_UNAVAILABLE`: fetchToken failed. `NOT_CONFIRMED`: confirmUrl did. */
export interface Trouble {
  readonly code: "TOKEN_UNAVAILABLE" | "NOT_CONFIRMED";
  readonly detail: string;
}

export type OnChange = (isAuthenticated: boolean, state: AuthState) => void;

export interface Clock {
  now(): number;
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export interface AuthOptions {
  /** As setAuth takes it, which is then called at once. */
  fetchToken?: FetchToken;
  onChange?: OnChange;
  /** Which template's token fetchToken is asked for. */
  template?: string;
  /** Answers with the caller's identity as JSON, or null. Who it names is authenticated; without it, who has a token. */
  confirmUrl?: string | URL;
  /** Where tokens may go. The page's own origin unless said. */
  origins?: readonly string[];
  /** What becomes of redirects of calls with a token. `manual` unless said: they fail with REDIRECTED. */
  redirect?: RequestRedirect;
  /** Seconds before its expiry in which a token is replaced. A fifth of its lifetime, 10 to 300, unless said. */
  refreshAhead?: number;
  /** Seconds that a call waits for a token. 90 unless said. */
  patience?: number;
  /** Seconds that fetchToken, and confirmUrl, may take. 30 unless said. */
  fetchTimeout?: number;
  /** False: every tab refreshes for itself. */
  shareBetweenTabs?: boolean;
  clock?: Clock;
}

export interface SocketOptions {
  /** How the token gets to the server: as the first message, or with the handshake. `message` unless said. */
  token?: "message" | "subprotocol";
  /** How it is renewed. As it first went there, unless said. */
  renew?: "message" | "reconnect";
  /** Attempts in a row to connect again. 100 unless said. */
  attempts?: number;
}

export interface ReconnectingEvent extends Event {
  readonly code: number;
  readonly reason: string;
  readonly attempt: number;
}

export interface SocketOpenEvent extends Event {
  readonly reconnected: boolean;
}

export interface SocketErrorEvent extends Event {
  /** Why a message was not delivered (`NO_TOKEN`, `FORBIDDEN`, …); absent when the connection was lost. */
  readonly reason?: SignOutReason;
}

export interface AvalSocketEvents {
  open: SocketOpenEvent;
  message: MessageEvent;
  error: SocketErrorEvent;
  close: CloseEvent;
  reconnecting: ReconnectingEvent;
}

/**
 * A WebSocket that authenticates, renews and reconnects by itself. `open` comes again after each reconnection,
 * `close` once, at the end. `send` throws while the socket is not open.
 */
export class AvalSocket extends EventTarget {
  private constructor();
  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSING: 2;
  static readonly CLOSED: 3;
  readonly url: string;
  readonly readyState: 0 | 1 | 2 | 3;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
  binaryType: BinaryType;
  onopen: ((event: SocketOpenEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: SocketErrorEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onreconnecting: ((event: ReconnectingEvent) => void) | null;
  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void;
  close(code?: number, reason?: string): void;
  addEventListener<Type extends keyof AvalSocketEvents>(
    type: Type,
    listener: (event: AvalSocketEvents[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Type extends keyof AvalSocketEvents>(
    type: Type,
    listener: (event: AvalSocketEvents[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
}

/** A call that was not sent, or not answered. */
export class AvalError extends Error {
  readonly name: "AvalError";
  readonly code: "SIGNED_OUT" | "TOKEN_UNAVAILABLE" | "REDIRECTED";
}

/** All members may be taken out of the object and called alone. */
export interface Auth {
  readonly state: AuthState;
  /** The state, as useSyncExternalStore asks for it. */
  readonly getState: () => AuthState;
  /** Calls back after each change of the state. Returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void;
  /**
   * Signs in whom the function brings tokens for. Called again, it switches: the user before stays in the state
   * until the next is there, while calls already wait for the next one's token; calls that waited as the user before
   * fail with SIGNED_OUT. Throws after close.
   */
  readonly setAuth: (fetchToken: FetchToken, onChange?: OnChange) => void;
  /** Signs out: stops timers, aborts requests for tokens, closes sockets, tells listeners. */
  readonly clearAuth: () => void;
  /** Lets calls wait until setAuth or clearAuth is called. */
  readonly expectAuth: () => void;
  /** The token for a call by other means, with skipCache a new one; null when nobody is signed in. */
  readonly getToken: (options?: {skipCache?: boolean; signal?: AbortSignal}) => Promise<string | null>;
  /** The browser's fetch, with a token where it may go. */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  readonly webSocket: (url: string | URL, protocols?: string | string[], options?: SocketOptions) => AvalSocket;
  /** Signs out, and listens to nothing any more. */
  readonly close: () => void;
}

export function createAuth(options?: AuthOptions): Auth;
