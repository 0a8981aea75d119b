// Talks to the server as any client would: fetch a token, send it with every call.
const element = (id) => document.getElementById(id);
let token = null;

async function call(method, path, body) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  const challenge = answer.headers.get("WWW-Authenticate");
  element("answer").textContent =
    `${method} ${path}\n${answer.status} ${answer.statusText}\n` +
    (challenge ? `WWW-Authenticate: ${challenge}\n` : "") + `\n${text}`;
  return { ok: answer.ok, value: answer.ok && text ? JSON.parse(text) : null };
}

async function show() {
  element("tamper").disabled = !token;
  const list = await call("GET", "api/notes");
  const me = await call("GET", "api/me");
  element("me").textContent = me.ok ? JSON.stringify(me.value, null, 2) : "refused, see below";
  element("notes").replaceChildren(...(list.value ?? []).map(item));
}

function item(note) {
  const entry = document.createElement("li");
  const text = document.createElement("span");
  const remove = document.createElement("button");
  text.textContent = note.text;
  remove.textContent = "Delete";
  remove.setAttribute("aria-label", `Delete ${note.text}`);
  remove.addEventListener("click", async () => {
    await call("DELETE", `api/notes/${note.id}`);
    await show();
  });
  entry.append(text, remove);
  return entry;
}

for (const button of document.querySelectorAll("button[data-user]")) {
  button.addEventListener("click", async () => {
    token = null;
    if (button.dataset.user) {
      const path = `v1/client/sessions/sess_${button.dataset.user}/tokens/convex`;
      token = (await call("POST", path)).value?.jwt ?? null;
    }
    await show();
  });
}

element("tamper").addEventListener("click", async () => {
  const [header, claims, signature] = token.split(".");
  const changed = (signature[9] === "A" ? "B" : "A");
  token = [header, claims, signature.slice(0, 9) + changed + signature.slice(10)].join(".");
  await show();
});

element("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const added = await call("POST", "api/notes", { text: element("text").value });
  if (added.ok) {
    element("text").value = "";
    await show();
  }
});

show();
