// Talks to the server as any page would: Aval's client gets a token, sends it with every call, and keeps it fresh.
import { createAuth } from "./aval/aval.js";

const element = (id) => document.getElementById(id);
const auth = createAuth({ template: "convex", confirmUrl: "api/me" });
let user = sessionStorage.getItem("user");
let token = null;
let refused = null; // why the issuer gave no token

/** The part of a token that anybody can read; whether it is true, only its verifier knows. */
function decode(part) {
  const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function secondsLeft() {
  return token ? decode(token.split(".")[1]).exp - Date.now() / 1000 : 0;
}

/** Asks the issuer inside this application for a token of the demo user who is signed in. */
async function fetchToken({ template, signal }) {
  const answer = await fetch(`v1/client/sessions/sess_${user}/tokens/${template}`, { method: "POST", signal });
  refused = null;
  if (answer.ok) return (await answer.json()).jwt;
  if (answer.status < 500 && answer.status !== 429) {
    const [{ code, long_message: detail } = {}] = (await answer.json().catch(() => ({}))).errors ?? [];
    refused = { code: code ?? answer.status, detail: detail ?? "The issuer gave no token." };
    return null; // no session, or no such template, and trying again will not help
  }
  throw new Error(`The issuer answered with status ${answer.status}.`);
}

async function call(method, path, body, headers = {}) {
  if (body) headers["Content-Type"] = "application/json";
  const answer = await auth.fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  const challenge = answer.headers.get("WWW-Authenticate");
  element("answer").textContent =
    `${method} ${path}\n${answer.status} ${answer.statusText}\n` +
    (challenge ? `WWW-Authenticate: ${challenge}\n` : "") + `\n${pretty(text)}`;
  const json = text && /json/.test(answer.headers.get("Content-Type")) ? JSON.parse(text) : null;
  return { ok: answer.ok, value: answer.ok ? json : null, problem: answer.ok ? null : json };
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function show() {
  token = await auth.getToken();
  const me = await call("GET", "api/me");
  const list = auth.state.isAuthenticated ? await call("GET", "api/notes") : { value: [] };
  const refusal = me.problem ?? list.problem ?? refused ?? auth.state.reason;
  showRefusal(refusal);
  element("identity").replaceChildren(...Object.entries(me.value ?? {}).flatMap(entry));
  element("nobody").hidden = me.value !== null || Boolean(refusal);
  element("notes").replaceChildren(...(list.value ?? []).map(note));
  element("empty").hidden = !auth.state.isAuthenticated || !list.value || list.value.length > 0;
  showSession();
  showToken();
}

/** Shows why something could not be done, such as that the network is away. */
function showFailure(failure) {
  showRefusal({ code: failure.code ?? "Failed", detail: failure.message });
}

/** Does what a click asked for; what fails is shown. */
const attempt = (work) => (event) => work(event).catch(showFailure);

function showRefusal(refusal) {
  element("refused").hidden = !refusal;
  element("refused").textContent = refusal ? `${refusal.code ?? "Refused"}: ${refusal.detail}` : "";
}

/** Who is signed in is what the server says, not what this page thinks. */
function showSession() {
  const { isAuthenticated, identity } = auth.state;
  element("who").textContent = isAuthenticated ? `${identity.givenName ?? identity.subject} is signed in.` : "Nobody is signed in.";
  element("email").textContent = identity?.email ?? "";
  element("picture").hidden = !identity?.pictureUrl;
  element("picture").src = identity?.pictureUrl ?? "data:,";
  element("signed-in").hidden = !isAuthenticated;
  element("signed-out").hidden = isAuthenticated;
}

function showToken() {
  element("no-token").hidden = Boolean(token);
  element("token").hidden = !token;
  if (token) {
    const [header, claims] = token.split(".");
    element("header").textContent = JSON.stringify(decode(header), null, 2);
    element("claims").textContent = JSON.stringify(decode(claims), null, 2);
    element("raw").textContent = token;
    showExpiry();
  }
}

function showExpiry() {
  const left = Math.max(0, Math.floor(secondsLeft()));
  element("expiry").textContent = `expires in ${Math.floor(left / 60)} min ${left % 60} s`;
}

function entry([name, value]) {
  const term = document.createElement("dt");
  const description = document.createElement("dd");
  term.textContent = name;
  description.textContent = typeof value === "string" ? value : JSON.stringify(value);
  return [term, description];
}

function note(one) {
  const item = document.createElement("li");
  const text = document.createElement("span");
  const remove = document.createElement("button");
  text.textContent = one.text;
  remove.type = "button";
  remove.textContent = "Delete";
  remove.setAttribute("aria-label", `Delete ${one.text}`);
  remove.addEventListener("click", attempt(async () => {
    await call("DELETE", `api/notes/${one.id}`);
    await show();
  }));
  item.append(text, remove);
  return item;
}

function person({ name, tokenIdentifier, firstSeen }) {
  const item = document.createElement("li");
  const since = document.createElement("time");
  const text = document.createElement("span");
  text.textContent = name;
  text.title = tokenIdentifier;
  since.dateTime = `${firstSeen}Z`;
  since.textContent = new Date(`${firstSeen}Z`).toLocaleString();
  item.append(text, since);
  return item;
}

function become(whom) {
  user = whom;
  element("users").replaceChildren();
  if (whom) sessionStorage.setItem("user", whom);
  else sessionStorage.removeItem("user");
  refused = null;
  if (whom) auth.setAuth(fetchToken, attempt(show));
  else auth.clearAuth();
}

for (const button of document.querySelectorAll("button[data-user]")) {
  button.addEventListener("click", () => become(button.dataset.user));
}
element("sign-out").addEventListener("click", () => become(null));
element("copy").addEventListener("click", attempt(() => navigator.clipboard.writeText(token)));
element("renew").addEventListener("click", attempt(async () => {
  await auth.getToken({ skipCache: true });
  await show();
}));
element("tamper").addEventListener("click", attempt(async () => {
  const [header, claims, signature] = token.split(".");
  const changed = signature[9] === "A" ? "B" : "A";
  const forged = [header, claims, signature.slice(0, 9) + changed + signature.slice(10)].join(".");
  // A call that brings its own header is left alone. The token of the session stays as it is.
  const { problem } = await call("GET", "api/me", undefined, { Authorization: `Bearer ${forged}` });
  showRefusal(problem);
}));
element("ask").addEventListener("click", attempt(async () => {
  const { value, problem } = await call("GET", "api/users");
  showRefusal(problem);
  element("users").replaceChildren(...(value ?? []).map(person));
}));
element("add").addEventListener("submit", attempt(async (event) => {
  event.preventDefault();
  const added = await call("POST", "api/notes", { text: element("text").value });
  if (added.ok) {
    element("text").value = "";
    await show();
  } else if (added.problem) {
    showRefusal(added.problem);
  }
}));
// What fails in the background is tried again by itself, and said meanwhile.
let trouble = null;
auth.subscribe(() => {
  if (auth.state.trouble !== trouble) showRefusal((trouble = auth.state.trouble));
});
setInterval(() => token && showExpiry(), 1000);

if (user) become(user);
else attempt(show)();
