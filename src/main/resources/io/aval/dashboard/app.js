// The page: which view is shown, and what holds for all of them.

import {ApiError, call} from "./api.js";
import {announce, ask, h, icon} from "./dom.js";
import {editView} from "./edit.js";
import {inspectView} from "./inspect.js";
import {listView} from "./list.js";

const main = document.getElementById("main");
let shown = null; // the view: {title, nav, element, isChanged?, close?}
let shownHash = "";
let overview = null;

function themeButton() {
  const button = document.getElementById("theme");
  const show = () => {
    const dark = document.documentElement.dataset.theme === "dark";
    button.replaceChildren(icon(dark ? "sun" : "moon"));
    button.setAttribute("aria-label", dark ? "Use light colours" : "Use dark colours");
    button.title = button.getAttribute("aria-label");
  };
  button.addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("aval-theme", next);
    } catch {
      // no storage: it holds until the page is left
    }
    show();
  });
  show();
}

async function viewOf(hash) {
  const [, kind, id] = hash.split("/");
  if (kind === "inspect") return inspectView();
  if (kind === "new") {
    const preset = overview.presets.find((each) => each.id === decoded(id ?? ""));
    if (preset) return editView(overview, {...preset, id: null, version: 0});
  }
  if (kind === "templates" && id) {
    return editView(overview, await call("GET", "templates/" + encodeURIComponent(decoded(id))));
  }
  return listView(overview, (await call("GET", "templates")).templates);
}

/** What a part of an address stands for; a malformed one stands for nothing. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new ApiError(404, {code: "resource_not_found", message: "There is nothing at this address."});
  }
}

function failure(error) {
  const gone = error.code === "authorization_invalid";
  return {
    title: gone ? "Not signed in" : "That did not work",
    nav: "",
    element: h("div", {},
        h("h1", {tabindex: "-1"}, gone ? "You are not signed in here" : "That did not work"),
        h("div", {class: "stack"}, h("p", {class: "soft"}, error.message),
            h("p", {}, h("a", {href: gone ? "./" : "#/"}, gone ? "Load the page again" : "All templates")))),
  };
}

async function mayLeave() {
  if (!shown?.isChanged?.()) return true;
  return (await ask({
    title: "Leave without saving?",
    content: [h("p", {}, "The template has changes that are not saved. They are lost when you leave.")],
    buttons: [["", "Stay"], ["leave", "Leave without saving", "danger"]],
  })) === "leave";
}

async function show() {
  const hash = location.hash || "#/";
  if (hash === shownHash) return;
  if (!(await mayLeave())) {
    history.replaceState(null, "", shownHash);
    return;
  }
  await open(hash);
}

async function open(hash) {
  shown?.close?.();
  shown = null;
  shownHash = hash;
  let view;
  try {
    overview = await call("GET", "overview");
    view = await viewOf(hash);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    view = failure(error);
  }
  if (shownHash !== hash) return view.close?.(); // the user was faster
  shown = view;
  main.replaceChildren(view.element);
  document.title = view.title + " · Aval";
  for (const link of document.querySelectorAll("[data-nav]")) {
    link.toggleAttribute("aria-current", link.dataset.nav === view.nav);
    if (link.dataset.nav === view.nav) link.setAttribute("aria-current", "page");
  }
  window.scrollTo(0, 0);
  main.querySelector("h1")?.focus({preventScroll: true});
}

/** Goes to a view whose address may be the present one; nothing unsaved is asked about. */
export function go(hash) {
  if (shown) shown.isChanged = null;
  history.pushState(null, "", hash);
  return open(hash);
}

/** The view that is shown has become another address's; nothing of it is loaded anew. */
export function stayAt(hash, title) {
  shownHash = hash;
  history.pushState(null, "", hash);
  document.title = title + " · Aval";
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // its own hash would be the address of a view
  main.focus();
});
window.addEventListener("hashchange", show);
window.addEventListener("beforeunload", (event) => {
  if (shown?.isChanged?.()) event.preventDefault();
});
window.addEventListener("unhandledrejection", (event) => announce("Error: " + event.reason?.message));
themeButton();
show();
