// What a token would say for a chosen user, while the template is typed.

import {call} from "./api.js";
import {announce, copyField, h, icon, note} from "./dom.js";
import {inspectNext} from "./inspect.js";
import {colour} from "./json.js";

const WAIT = 250; // ms without a keystroke

export class Preview {
  /** @param onResult told of every answer: (error or null, warning or null) */
  constructor(overview, users, onResult) {
    this.overview = overview;
    this.onResult = onResult;
    this.draft = null;
    this.users = h("datalist", {id: "preview-users"});
    this.user = this.userField(users);
    this.header = h("pre", {class: "json", role: "group", tabindex: "0", "aria-label": "Header"});
    this.claims = h("pre", {class: "json", role: "group", tabindex: "0", "aria-label": "Claims"});
    this.problem = h("div", {"aria-live": "polite"});
    this.output = h("div", {class: "stack-s"}, h("h3", {}, "Header"), this.header, h("h3", {}, "Claims"), this.claims);
    this.minted = h("div", {class: "stack-s", "aria-live": "polite"});
    this.mintButton = h("button", {type: "button", onclick: () => this.mint()}, icon("key"), "Mint a token");
    this.mintHint = h("p", {class: "hint", id: "mint-hint"});
    this.mintButton.setAttribute("aria-describedby", "mint-hint");
    this.element = h("section", {class: "card", "aria-labelledby": "preview-title"},
        h("header", {}, h("h2", {id: "preview-title"}, "Preview"), h("span", {class: "chip"}, "not a token")),
        h("div", {class: "body stack"},
            h("div", {}, h("label", {for: "preview-user"}, "User"), this.user, this.users,
                h("p", {class: "hint", id: "preview-user-hint"}, "Type the beginning of a name to find a user.")),
            this.problem, this.output,
            overview.development && h("div", {}, this.mintButton, this.mintHint, this.minted)));
  }

  /** Names that begin like what is typed are offered; any other name is as good. */
  userField(users) {
    const field = h("input", {type: "text", id: "preview-user", list: "preview-users", value: users[0] ?? "", "aria-describedby": "preview-user-hint",
      placeholder: "Name under which a user signs in", autocomplete: "off", autocapitalize: "none", spellcheck: "false"});
    field.addEventListener("focus", () => field.select()); // typing begins a new name
    field.addEventListener("input", () => {
      this.minted.replaceChildren();
      this.findLater();
      this.later();
    });
    this.offer(users);
    return field;
  }

  offer(users) {
    this.users.replaceChildren(...users.map((user) => h("option", {value: user})));
  }

  findLater() {
    clearTimeout(this.findTimer);
    this.findTimer = setTimeout(() => this.find(), WAIT);
  }

  async find() {
    this.finding?.abort();
    this.finding = new AbortController();
    try {
      const {users} = await call("POST", "users", {beginning: this.user.value}, this.finding.signal);
      this.offer(users);
    } catch {
      // Overtaken by the next, or else the preview of the same user says what is wrong.
    }
  }

  /** Shows this draft soon. */
  show(draft) {
    this.draft = draft;
    this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.output.classList.add("stale");
    this.timer = setTimeout(() => this.now(), WAIT);
  }

  async now() {
    this.running?.abort();
    this.running = new AbortController();
    const draft = this.draft;
    try {
      // Nothing is signed, so a key stays in the browser until it is saved; undefined is not sent.
      const answer = await call("POST", "preview", {...draft, signing_key: undefined, user: this.user.value}, this.running.signal);
      if (answer.error) return this.failed(draft, answer.error);
      this.header.replaceChildren(colour(answer.header_text));
      this.claims.replaceChildren(colour(answer.claims_text));
      this.output.classList.remove("stale");
      this.output.hidden = false;
      this.problem.replaceChildren();
      this.onResult(draft, null, answer.warning);
    } catch (error) {
      if (error.name !== "AbortError") this.failed(draft, error);
    }
  }

  /** A draft that makes no token is not a call that failed: that is how typing goes. */
  failed(draft, error) {
    const noUser = error.field === "user";
    this.output.hidden = noUser;
    this.problem.replaceChildren(noUser
      ? h("p", {class: "soft small"}, this.user.value ? "There is no user of this name." : "Choose a user to see what their token would say.")
      : h("p", {class: "fault"}, icon("alert"), error.field === "claims" ? "The claims have an error; this is how it was before." : error.message));
    this.onResult(draft, noUser ? null : error, null);
  }

  /** Says whether the saved template can be minted from. */
  allowMint(name, hint) {
    this.mintName = name;
    this.mintButton.disabled = name === null;
    this.mintHint.textContent = hint;
    if (name === null) this.minted.replaceChildren();
  }

  async mint() {
    try {
      const {token} = await call("POST", "mint", {template: this.mintName, user: this.user.value});
      const inspect = h("a", {class: "button", href: "#/inspect"}, "Inspect this token");
      inspect.addEventListener("click", () => inspectNext(token));
      this.minted.replaceChildren(copyField("Token for " + this.user.value, token, {block: true}), inspect);
      announce("Token minted for " + this.user.value);
    } catch (error) {
      this.minted.replaceChildren(note("bad", error.message));
    }
  }

  close() {
    clearTimeout(this.timer);
    clearTimeout(this.findTimer);
    this.running?.abort();
    this.finding?.abort();
  }
}
