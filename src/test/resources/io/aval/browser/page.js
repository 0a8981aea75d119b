// What a page does with the client; a test calls these functions.
import {createAuth} from "./aval/aval.js";

const query = new URLSearchParams(location.search);
window.user = query.get("user") ?? "ada";
window.org = query.get("org") ?? "";
window.states = [];
window.changes = [];
window.asked = [];

/** A library of an issuer: a cache that skipCache passes by. */
let cached = null;
window.fetchToken = async ({skipCache, signal}) => {
  window.asked.push(skipCache);
  if (cached && !skipCache) return cached;
  const answer = await fetch(`token?user=${window.user}&org=${window.org}`, {method: "POST", signal});
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`The issuer answers ${answer.status}.`);
  cached = await answer.text();
  return cached;
};

window.auth = createAuth(JSON.parse(query.get("options") ?? "{}"));
window.auth.subscribe(() => window.states.push(window.auth.state));
window.signIn = (fetcher = window.fetchToken) => window.auth.setAuth(fetcher, (is) => window.changes.push(is));

/** One call, as a line of text: the status, and what the server said. */
window.call = async (path = "api/notes", init = {}) => {
  try {
    const answer = await window.auth.fetch(path, init);
    const text = await answer.text();
    return `${answer.status} ${text && text[0] === "{" ? (JSON.parse(text).user ?? JSON.parse(text).code ?? "") : text}`;
  } catch (failure) {
    return `${failure.name} ${failure.code ?? failure.message}`;
  }
};

window.talk = (how) => {
  window.heard = [];
  window.socket = window.auth.webSocket("chat", undefined, how);
  for (const type of ["open", "message", "error", "close", "reconnecting"]) {
    window.socket.addEventListener(type, ({data, code, reason}) => {
      window.heard.push([type, data ?? code, reason].filter((part) => part !== undefined).join(" "));
    });
  }
};

window.ready = true;
