// Compiled, never run: the types as people use them, and what they must refuse.
import {createElement} from "react";
import {AvalError, AvalSocket, createAuth, type Auth, type UserIdentity} from "./aval/aval.js";
import {
  AuthLoading,
  Authenticated,
  AvalProvider,
  AvalProviderWithAuth,
  AvalProviderWithClerk,
  Unauthenticated,
  useAuth,
} from "./aval/aval-react.js";

declare const clerk: {session: {getToken(options: {template?: string; skipCache?: boolean}): Promise<string | null>}};

const auth: Auth = createAuth({template: "convex", confirmUrl: "api/me", origins: ["https://api.example.com"]});
auth.setAuth(
  ({template, skipCache}) => clerk.session.getToken({template, skipCache}),
  (isAuthenticated, state) => console.log(isAuthenticated, state.reason?.code),
);
const {setAuth, clearAuth, fetch} = auth;
setAuth(async () => null);
clearAuth();
const end: () => void = auth.subscribe(() => console.log(auth.state.identity?.email?.toUpperCase()));
end();
const identity: UserIdentity | null = auth.state.identity;
const role: unknown = identity?.role;
const answer: Promise<Response> = fetch("api/notes", {method: "POST", body: "{}"});
answer.catch((fault) => fault instanceof AvalError && fault.code === "TOKEN_UNAVAILABLE");

const socket: AvalSocket = auth.webSocket("/chat", ["chat"], {token: "subprotocol"});
socket.addEventListener("message", ({data}) => console.log(data));
socket.addEventListener("reconnecting", ({attempt}) => console.log(attempt + 1));
socket.onclose = ({code, reason}) => console.log(code, reason);
socket.send(new Uint8Array(3));

function Me() {
  const {isAuthenticated, identity, fetch} = useAuth();
  void fetch("api/notes");
  return <p>{isAuthenticated ? identity?.name : "nobody"}</p>;
}

// The shape of @clerk/clerk-react's useAuth, reduced to what is used.
const useClerk = () => ({
  isLoaded: true as const,
  isSignedIn: true as const,
  getToken: clerk.session.getToken,
  sessionId: "sess_1",
  orgId: null,
  orgRole: null,
  signOut: async () => {},
});

export const page = (
  <AvalProviderWithClerk auth={auth} useAuth={useClerk} template="convex">
    <AuthLoading>…</AuthLoading>
    <Authenticated><Me /></Authenticated>
    <Unauthenticated>Sign in</Unauthenticated>
  </AvalProviderWithClerk>
);
export const plain = createElement(AvalProvider, {auth}, <Me />);
export const other = (
  <AvalProviderWithAuth auth={auth} useAuth={() => ({isLoading: false, isAuthenticated: true, fetchToken: () => "x"})} />
);
export {role};

// @ts-expect-error a token is no function that fetches one
auth.setAuth("a token");
// @ts-expect-error there is no such option
createAuth({tokens: []});
// @ts-expect-error the state is not for writing
auth.state.isAuthenticated = true;
// @ts-expect-error only these states
auth.state.status === "signed-in";
// @ts-expect-error sockets come from auth.webSocket
new AvalSocket();
// @ts-expect-error a provider without auth
createElement(AvalProvider, {});
// @ts-expect-error one of two ways
auth.webSocket("/chat", undefined, {token: "header"});
