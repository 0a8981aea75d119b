import type {ReactElement, ReactNode} from "react";
import type {Auth, AuthState, FetchToken} from "./aval.js";

export interface AvalContext extends AuthState {
  readonly auth: Auth;
  readonly fetch: Auth["fetch"];
  readonly webSocket: Auth["webSocket"];
}

/** What a library's hook brings. A new token is fetched when `key` changes. */
export interface LibrarySession {
  isLoading: boolean;
  isAuthenticated: boolean;
  fetchToken: FetchToken;
  key?: string;
}

/** What is used of Clerk's useAuth. */
export interface ClerkSession {
  isLoaded: boolean;
  isSignedIn: boolean | undefined;
  getToken: (options: {template?: string; skipCache?: boolean}) => Promise<string | null>;
  sessionId?: string | null | undefined;
  orgId?: string | null | undefined;
  orgRole?: string | null | undefined;
}

interface Parent {
  children?: ReactNode;
}

/** Gives `auth` to everything inside; who made it calls setAuth and clearAuth. */
export function AvalProvider(props: Parent & {auth: Auth}): ReactElement;

/** Signs in whom a library says is there. */
export function AvalProviderWithAuth(props: Parent & {auth: Auth; useAuth: () => LibrarySession}): ReactElement;

/** Signs in whom Clerk says is there: pass Clerk's own useAuth. */
export function AvalProviderWithClerk(
  props: Parent & {auth: Auth; useAuth: () => ClerkSession; template?: string},
): ReactElement;

/** Who is signed in, and the means to act as them. Throws outside a provider. */
export function useAuth(): AvalContext;

export function Authenticated(props: Parent): ReactElement | null;
export function Unauthenticated(props: Parent): ReactElement | null;
export function AuthLoading(props: Parent): ReactElement | null;
