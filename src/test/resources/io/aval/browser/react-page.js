// An application of React, in StrictMode, with a library like Clerk's; a test is its user.
import {
  StrictMode,
  Suspense,
  createElement as h,
  lazy,
  useEffect,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from "react";
import {createRoot} from "react-dom/client";
import {createAuth} from "./aval/aval.js";
import {
  AuthLoading,
  Authenticated,
  AvalProvider,
  AvalProviderWithClerk,
  Unauthenticated,
  useAuth,
} from "./aval/aval-react.js";

const query = new URLSearchParams(location.search);
window.auth = createAuth(JSON.parse(query.get("options") ?? "{}"));
window.another = () => (window.second = createAuth());
window.asked = [];
window.shown = []; // what the page has shown, in order
window.calls = []; // what children's effects were answered

/** Clerk's hook, as far as the bridge uses it; `clerk.set` is what happens in Clerk. */
window.clerk = {
  now: {isLoaded: false, isSignedIn: undefined},
  listeners: new Set(),
  set(change) {
    this.now = {...this.now, ...change};
    this.listeners.forEach((listener) => listener());
  },
};
const subscribe = (listener) => (window.clerk.listeners.add(listener), () => window.clerk.listeners.delete(listener));
function useClerk() {
  const now = useSyncExternalStore(subscribe, () => window.clerk.now);
  // A new function with each rendering, as some libraries have it.
  return {...now, getToken: (asked) => getToken(asked, now)};
}

/** Clerk's cache, which knows sessions and organisations and no roles. */
const cache = new Map();

async function getToken(asked, {sessionId, orgId}) {
  window.asked.push({...asked, sessionId, orgId: orgId ?? ""});
  const key = `${sessionId} ${orgId}`;
  if (cache.has(key) && !asked.skipCache) return cache.get(key);
  const answer = await fetch(`token?user=${sessionId}&org=${orgId ?? ""}`, {method: "POST"});
  if (answer.status !== 200) return null;
  cache.set(key, await answer.text());
  return cache.get(key);
}

async function called(where) {
  const answer = await window.auth.fetch("api/notes");
  window.calls.push(`${where} ${answer.status} ${(await answer.json()).user ?? ""}`);
}

function Shows({what, children}) {
  useLayoutEffect(() => void window.shown.push(what), [what]);
  return h("p", {id: "shown"}, what, children);
}

/** Calls the server in its first effects, as children do. */
function Eager() {
  const {isAuthenticated, tokenIdentifier} = useAuth();
  useLayoutEffect(() => void called("layout effect"), []);
  useEffect(() => void called("effect"), [tokenIdentifier]);
  return h("p", {id: "who"}, isAuthenticated ? tokenIdentifier.split("|")[1] : "nobody");
}

/** Suspends until the test says `arrive()`. */
const Late = lazy(() => new Promise((resolve) => (window.arrive = () => resolve({default: () => "arrived"}))));

function Views({late}) {
  return [
    late && h(Late, {key: 0}),
    h(AuthLoading, {key: 1}, h(Shows, {what: "loading"})),
    h(Authenticated, {key: 2}, h(Shows, {what: "authenticated"})),
    h(Unauthenticated, {key: 3}, h(Shows, {what: "unauthenticated"})),
    query.has("eager") && h(Eager, {key: 4}),
  ];
}

function Application() {
  const [there, setThere] = useState(true);
  const [number, setNumber] = useState(0);
  const [auth, setAuth] = useState(window.auth);
  const [late, setLate] = useState(false);
  Object.assign(window, {setThere, again: () => setNumber(number + 1), give: setAuth, suspend: () => setLate(true)});
  if (!there) return h("p", null, "gone");
  const provider = query.has("plain") ? AvalProvider : AvalProviderWithClerk;
  const views = h(Views, {late});
  return h(provider, {auth, useAuth: useClerk, template: "convex", "data-number": number}, views);
}

window.outside = () => {
  const caught = [];
  const root = createRoot(document.createElement("div"), {onUncaughtError: (error) => caught.push(error.message)});
  root.render(h(Eager));
  return new Promise((resolve) => setTimeout(() => resolve(caught), 100));
};

if (query.has("in")) window.clerk.now = {isLoaded: true, isSignedIn: true, sessionId: "ada", orgId: null, orgRole: null};
createRoot(document.getElementById("root")).render(
  h(StrictMode, null, h(Suspense, {fallback: h("p", {id: "fallback"})}, h(Application))),
);
window.ready = true;
