// Talks to the server as any client would: get a token, send it with every call.
const element = (id) => document.getElementById(id);
const names = { ada: "Ada", grace: "Grace" };
let user = sessionStorage.getItem("user");
let token = null;

/** The part of a token that anybody can read; whether it is true, only its verifier knows. */
function decode(part) {
  const bytes = Uint8Array.from(atob(part.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

function secondsLeft() {
  return token ? decode(token.split(".")[1]).exp - Date.now() / 1000 : 0;
}

/** A token that will last a while: the one at hand, or a fresh one from the issuer. */
async function getToken({ skipCache = false } = {}) {
  if (user && (skipCache || secondsLeft() < 10)) {
    const { value } = await send("POST", `v1/client/sessions/sess_${user}/tokens/convex`);
    token = value?.jwt ?? null;
  }
  return user ? token : null;
}

async function send(method, path, body, bearer) {
  const headers = bearer ? { Authorization: `Bearer ${bearer}` } : {};
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
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

const call = async (method, path, body) => send(method, path, body, await getToken());

async function show() {
  const me = await call("GET", "api/me");
  const list = user ? await call("GET", "api/notes") : { value: [] };
  const refusal = me.problem ?? list.problem;
  element("refused").hidden = !refusal;
  element("refused").textContent = refusal ? `${refusal.code}: ${refusal.detail}` : "";
  element("identity").replaceChildren(...Object.entries(me.value ?? {}).flatMap(entry));
  element("nobody").hidden = me.value !== null || Boolean(refusal);
  element("notes").replaceChildren(...(list.value ?? []).map(note));
  element("empty").hidden = !user || !list.value || list.value.length > 0;
  showSession();
  showToken();
}

function showSession() {
  element("who").textContent = user ? `${names[user]} is signed in.` : "Nobody is signed in.";
  element("signed-in").hidden = !user;
  element("signed-out").hidden = Boolean(user);
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
  remove.addEventListener("click", async () => {
    await call("DELETE", `api/notes/${one.id}`);
    await show();
  });
  item.append(text, remove);
  return item;
}

async function become(whom) {
  user = whom;
  token = null;
  if (whom) sessionStorage.setItem("user", whom);
  else sessionStorage.removeItem("user");
  await show();
}

for (const button of document.querySelectorAll("button[data-user]")) {
  button.addEventListener("click", () => become(button.dataset.user));
}
element("sign-out").addEventListener("click", () => become(null));
element("copy").addEventListener("click", () => navigator.clipboard.writeText(token));
element("renew").addEventListener("click", async () => {
  await getToken({ skipCache: true });
  await show();
});
element("tamper").addEventListener("click", async () => {
  const [header, claims, signature] = token.split(".");
  const changed = signature[9] === "A" ? "B" : "A";
  token = [header, claims, signature.slice(0, 9) + changed + signature.slice(10)].join(".");
  await show();
});
element("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const added = await call("POST", "api/notes", { text: element("text").value });
  if (added.ok) {
    element("text").value = "";
    await show();
  } else if (added.problem) {
    element("refused").hidden = false;
    element("refused").textContent = `${added.problem.code ?? "Refused"}: ${added.problem.detail}`;
  }
});
setInterval(() => token && showExpiry(), 1000);

show();
