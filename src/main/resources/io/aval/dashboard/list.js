// All templates, and the menu for a new one.

import {ago, announce, copyField, duration, h, icon, note} from "./dom.js";

const ABOUT = {
  blank: "No claims but those that every token has",
  convex: "A profile in ten claims, for one hour",
  hasura: "Roles and the user’s id, in Hasura’s claim",
  nhost: "Hasura’s claim, with the role “me”",
  supabase: "Role “authenticated”, signed with your HS256 secret",
  grafbase: "A list of groups",
  fauna: "The audience is your database",
};

export function listView(overview, templates) {
  const rows = h("tbody");
  const table = h("table", {},
      h("thead", {}, h("tr", {}, ["Name", "Lifetime", "Algorithm", "Updated"].map((name) => h("th", {scope: "col"}, name)))),
      rows);
  const nothing = h("div", {class: "empty", hidden: true});
  const search = h("input", {type: "search", "aria-label": "Search templates", placeholder: "Search templates", autocomplete: "off"});
  const fill = () => {
    const wanted = search.value.trim().toLowerCase();
    const found = templates.filter((t) => t.name.toLowerCase().includes(wanted) || t.claims_text.toLowerCase().includes(wanted));
    rows.replaceChildren(...found.map(row));
    table.hidden = found.length === 0;
    nothing.hidden = found.length > 0;
    nothing.replaceChildren(...(templates.length === 0 ? first(overview) : [icon("search"), h("h2", {}, "No template matches"),
      h("p", {}, `Neither a name nor a claim contains “${search.value.trim()}”.`)]));
    return found.length;
  };
  search.addEventListener("input", () => {
    const count = fill();
    announce(`${count} ${count === 1 ? "template" : "templates"}`);
  });
  fill();
  return {
    title: "JWT Templates",
    nav: "templates",
    element: h("div", {},
        h("div", {class: "head"},
            h("div", {}, h("h1", {tabindex: "-1"}, "JWT Templates"),
                h("p", {}, "A template says which claims the tokens for another service have. A client asks for a token by the template’s name.")),
            h("div", {class: "actions"}, templates.length > 0 && h("div", {class: "search"}, icon("search"), search),
                !overview.read_only && newMenu(overview))),
        overview.read_only && note("", "These templates are files of the application, so they cannot be changed here. With ",
            h("code", {}, "aval.issuer.templates"), " they lie in a directory of the server and can."),
        h("div", {class: "card"}, table, nothing),
        h("section", {class: "card", "aria-labelledby": "issuer-title"},
            h("header", {}, h("h2", {id: "issuer-title"}, "Issuer")),
            h("div", {class: "body"}, addresses(overview)))),
  };
}

function row(template) {
  return h("tr", {},
      h("th", {scope: "row"}, h("a", {href: "#/templates/" + encodeURIComponent(template.id)}, template.name)),
      h("td", {"data-label": "Lifetime"}, duration(template.lifetime)),
      h("td", {"data-label": "Algorithm"}, template.signing_algorithm, template.custom_signing_key && h("span", {class: "chip own"}, "own key")),
      h("td", {"data-label": "Updated"}, ago(template.updated_at)));
}

function first(overview) {
  return [icon("document"), h("h2", {}, "No templates yet"),
    h("p", {}, "Begin with one that a service expects, or with an empty one."),
    !overview.read_only && h("p", {}, h("a", {class: "button", href: "#/new/convex"}, "Create the Convex template"))].filter(Boolean);
}

export function addresses(overview) {
  if (!overview.issuer) {
    return note("warn", "This issuer has no URL of its own. Set ", h("code", {}, "aval.issuer.url"),
        ": without it, it answers only callers on its own machine.");
  }
  return h("div", {class: "copies"},
      copyField("Issuer", overview.issuer),
      copyField("JWKS endpoint", overview.jwks_url),
      copyField("Discovery", overview.discovery_url));
}

/** A button with a menu of presets: arrow keys move, Escape closes. */
function newMenu(overview) {
  const items = overview.presets.map((preset) =>
    h("a", {role: "menuitem", tabindex: "-1", href: "#/new/" + preset.id},
        h("strong", {}, preset.title), h("span", {}, ABOUT[preset.id] ?? "")));
  const list = h("ul", {role: "menu", "aria-label": "Presets", hidden: true},
      items.map((item) => h("li", {role: "none"}, item)));
  const button = h("button", {type: "button", class: "primary", "aria-haspopup": "menu", "aria-expanded": "false"},
      icon("plus"), "New template", icon("down"));
  const toggle = (open, focus = null) => {
    list.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    focus?.focus();
  };
  button.addEventListener("click", () => toggle(list.hidden, list.hidden ? items[0] : null));
  button.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      event.preventDefault();
      toggle(true, items[0]);
    }
  });
  list.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement);
    const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1}[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length].focus();
    } else if (event.key === "Escape") toggle(false, button);
    else if (event.key === "Tab") toggle(false);
  });
  const menu = h("div", {class: "menu"}, button, list);
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) toggle(false);
  });
  return menu;
}
