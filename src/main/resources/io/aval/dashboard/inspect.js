// The token inspector: paste a token, see every check.

import {call} from "./api.js";
import {announce, h, icon, note} from "./dom.js";
import {colour} from "./json.js";

let next = ""; // handed over from a view that has just minted it; never kept

export function inspectNext(token) {
  next = token;
}

const LOOK = {
  PASSED: {kind: "passed", sign: "check", word: "Passed"},
  FAILED: {kind: "failed", sign: "cross", word: "Failed"},
  NOT_REACHED: {kind: "skipped", sign: "minus", word: "Not reached"},
  NOT_ASKED: {kind: "skipped", sign: "minus", word: "Not asked"},
};

export function inspectView() {
  const area = h("textarea", {id: "token", rows: "6", spellcheck: "false", autocomplete: "off", autocapitalize: "off",
    "aria-describedby": "token-hint", placeholder: "eyJhbGciOi…"});
  area.value = next;
  const results = h("div", {"aria-live": "polite"}, empty());
  const inspect = async () => {
    const token = area.value.trim().replace(/^(authorization:\s*)?bearer\s+/i, "");
    area.setAttribute("aria-invalid", String(token === ""));
    if (token === "") {
      results.replaceChildren(note("bad", "Paste a token first."));
      return area.focus();
    }
    try {
      const found = await call("POST", "inspect", {token});
      results.replaceChildren(...shown(found));
      announce(results.querySelector("h2").textContent);
    } catch (error) {
      results.replaceChildren(note("bad", error.message));
    }
  };
  const form = h("form", {class: "card"}, h("div", {class: "body"},
      h("label", {for: "token"}, "Token"), area,
      h("p", {class: "hint", id: "token-hint"}, "It goes to this server only, which neither keeps nor logs it. With or without “Bearer” in front."),
      h("div", {class: "actions form-end"}, h("button", {class: "primary"}, "Inspect"),
          h("button", {type: "button", onclick: () => {
            area.value = "";
            results.replaceChildren(empty());
            area.focus();
          }}, "Clear"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    inspect();
  });
  if (next) inspect();
  next = "";
  return {
    title: "Token inspector",
    nav: "inspect",
    element: h("div", {},
        h("div", {class: "head"}, h("div", {}, h("h1", {tabindex: "-1"}, "Token inspector"),
            h("p", {}, "See how this application judges a token: every check in its order, and where one fails, by how much."))),
        h("div", {class: "stack"}, form, results)),
  };
}

function empty() {
  return h("div", {class: "card empty"}, icon("key"), h("h2", {}, "Nothing inspected yet"),
      h("p", {}, "Paste a token that was refused, or one from the preview of a template."));
}

function shown(found) {
  const failed = found.verdict.accepted ? null : found.checks.find((check) => check.outcome === "FAILED") ?? {name: "no check", detail: ""};
  const reason = found.verdict.reason ?? failed?.reason ?? failed?.name;
  const verdict = h("div", {class: "verdict " + (failed ? "failed" : "passed")}, icon(failed ? "cross" : "check"),
      h("div", {}, h("h2", {}, failed ? `Refused: ${reason}` : "Accepted"),
          h("p", {}, failed ? failed.detail : found.provider ? `A token of the provider “${found.provider}”.` : "Every check passed."),
          !failed && h("p", {}, `Roles: ${names(found.verdict.roles)}. Scopes: ${names(found.verdict.scopes)}.`)));
  const checks = h("ul", {class: "checks"}, found.checks.map((check) =>
    h("li", {class: LOOK[check.outcome].kind}, icon(LOOK[check.outcome].sign),
        h("div", {}, h("strong", {}, h("span", {class: "unseen"}, LOOK[check.outcome].word + ": "), capital(check.name)),
            check.afterRefusal && ["PASSED", "FAILED"].includes(check.outcome) && h("span", {class: "chip after"}, "after the refusal"),
            check.reason && h("span", {class: "chip"}, check.reason), h("p", {}, check.detail || LOOK[check.outcome].word)))));
  return [verdict, found.hint && h("section", {class: "card", "aria-labelledby": "hint-title"},
      h("header", {}, h("h2", {id: "hint-title"}, "Most likely"), h("span", {class: "chip"}, found.hint.id)),
      h("div", {class: "body stack-s"}, h("p", {}, found.hint.sentence), h("p", {}, found.hint.cure),
          h("p", {class: "soft"}, "See " + found.hint.page))),
    h("div", {class: "columns"},
        h("section", {class: "card", "aria-labelledby": "checks-title"}, h("header", {}, h("h2", {id: "checks-title"}, "Checks")), checks),
        h("section", {class: "card", "aria-labelledby": "content-title"},
            h("header", {}, h("h2", {id: "content-title"}, "Content"), failed && h("span", {class: "chip"}, "not verified")),
            h("div", {class: "body stack-s"}, part("Header", found.header), part("Claims", found.claims))))].filter(Boolean);
}

function names(all) {
  return all.length ? all.join(", ") : "none";
}

function capital(text) {
  return text[0].toUpperCase() + text.slice(1);
}

function part(title, text) {
  return h("div", {class: "stack-s"}, h("h3", {}, title),
      text ? h("pre", {class: "json", role: "group", tabindex: "0", "aria-label": title}, colour(text)) : h("p", {class: "soft"}, "Cannot be read."));
}
