// Aval in React. React itself comes from the application, by the specifier "react" (a bundler, or an import map).

import {
  Fragment,
  createContext,
  createElement,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import {LOADING, NOBODY} from "./state.js";

const AuthContext = createContext(null);

/** On a server there is no layout, and React says so whenever it is asked for one. */
const useFirstEffect = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** Gives `auth`, as createAuth made it, to everything inside. Whoever made it calls setAuth and clearAuth. */
export function AvalProvider({auth, children}) {
  return createElement(Provided, {auth, state: useAuthState(auth)}, children);
}

/** Who is signed in (the members of `auth.state`), and `fetch`, `webSocket` and `auth` to act as them. */
export function useAuth() {
  const value = useContext(AuthContext);
  if (value === null) throw new Error("useAuth is for components inside an AvalProvider.");
  return value;
}

export function Authenticated({children}) {
  return when(useAuth().isAuthenticated, children);
}

export function Unauthenticated({children}) {
  const {isLoading, isAuthenticated} = useAuth();
  return when(!isLoading && !isAuthenticated, children);
}

export function AuthLoading({children}) {
  return when(useAuth().isLoading, children);
}

/**
 * Signs in whom Clerk says is there: pass Clerk's own useAuth. Another session, organisation or role fetches another
 * token. `template` names the template; unless given, the one that createAuth was told.
 */
export function AvalProviderWithClerk({auth, useAuth: useClerk, template, children}) {
  const {isLoaded, isSignedIn, getToken, sessionId, orgId, orgRole} = useClerk();
  const useSession = () => ({
    isLoading: !isLoaded,
    isAuthenticated: Boolean(isSignedIn),
    fetchToken: (asked) => getToken({template: template ?? asked.template, skipCache: asked.skipCache}),
    key: JSON.stringify([sessionId, orgId, orgRole, template]),
  });
  return createElement(AvalProviderWithAuth, {auth, useAuth: useSession}, children);
}

/**
 * The same for any other library: `useAuth` is a hook that brings {isLoading, isAuthenticated, fetchToken, key}. A
 * new token is fetched when `key` changes, and only then: `fetchToken` may be a new function with each rendering.
 */
export function AvalProviderWithAuth({auth, useAuth: useSession, children}) {
  const {isLoading, isAuthenticated, fetchToken, key = ""} = useSession();
  const who = isLoading ? null : isAuthenticated ? `in ${key}` : "out";
  const [applied, setApplied] = useState(null);
  const state = useAuthState(auth);
  const shown = stateFor(who, applied, state);
  return createElement(
    Provided,
    {auth, state: shown},
    // The first of the siblings: its effects run before those of all children, so that none of them calls as nobody.
    createElement(Connection, {auth, who, fetchToken, setApplied}),
    createElement(Fragment, null, children),
  );
}

/** What children see between the moment the library knows something and the moment `auth` does. */
function stateFor(who, applied, state) {
  if (who === null || applied === null) return LOADING;
  if (who === "out") return state.isAuthenticated || state.isLoading ? NOBODY : state;
  return applied === "out" ? LOADING : state;
}

function Connection({auth, who, fetchToken, setApplied}) {
  const latest = useRef(fetchToken);
  const connected = useRef(null);
  const mounted = useRef(null); // the auth that this component is there for
  useFirstEffect(() => {
    latest.current = fetchToken;
  });
  const ask = useCallback((asked) => latest.current(asked), []);
  useFirstEffect(() => {
    const before = connected.current?.auth === auth ? connected.current.who : undefined;
    // StrictMode and Suspense take effects back and repeat them; a connection that stands is not made again.
    if (before !== who) {
      connected.current = {auth, who};
      if (who === null) auth.expectAuth();
      else if (who === "out") auth.clearAuth();
      else auth.setAuth(before?.startsWith("in ") ? pastCaches(ask) : (asked) => ask(asked));
    }
    setApplied(who);
  }, [auth, who, ask, setApplied]);
  // Not a layout effect: those are taken back as well while a Suspense boundary further up shows its fallback.
  useEffect(() => {
    mounted.current = auth;
    return () => {
      mounted.current = null;
      queueMicrotask(() => {
        if (mounted.current === auth) return;
        if (connected.current?.auth === auth) connected.current = null;
        auth.clearAuth();
      });
    };
  }, [auth]);
  return null;
}

/** Caches do not know all that a key does: Clerk's would bring the token of the role before. Until one came, past them. */
function pastCaches(ask) {
  let fresh = false;
  return async (asked) => {
    const token = await ask({...asked, skipCache: asked.skipCache || !fresh});
    fresh = true;
    return token;
  };
}

function useAuthState(auth) {
  return useSyncExternalStore(auth.subscribe, auth.getState, auth.getState);
}

function Provided({auth, state, children}) {
  const value = useMemo(() => ({...state, auth, fetch: auth.fetch, webSocket: auth.webSocket}), [state, auth]);
  return createElement(AuthContext.Provider, {value}, children);
}

function when(condition, children) {
  return condition ? createElement(Fragment, null, children) : null;
}
