// Small building blocks of the page.

/** Makes an element: h("p", {class: "soft"}, "text", child). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const PATHS = {
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "m5 12.5 4.5 4.5L19 7.5",
  cross: "M6 6l12 12M18 6 6 18",
  minus: "M6 12h12",
  plus: "M12 5v14M5 12h14",
  down: "m6 9 6 6 6-6",
  left: "m15 6-6 6 6 6",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM20 20l-4.8-4.8",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.8v.2",
  alert: "M12 3.5 2.5 20h19zM12 10v4.5M12 17.3v.2",
  document: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  key: "M8 20a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM11.5 11.5 20 3M16 7l3 3",
};

export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Tells whoever listens and does not look. */
export function announce(text) {
  const live = document.getElementById("live");
  live.textContent = "";
  // A new text in a new frame: the same one twice is read twice.
  requestAnimationFrame(() => (live.textContent = text));
}

/** Tells everybody, for a moment. */
export function toast(text) {
  document.querySelector(".toast")?.remove();
  const shown = h("div", {class: "toast", "aria-hidden": "true"}, icon("check"), text);
  document.body.append(shown);
  setTimeout(() => shown.remove(), 2600);
  announce(text);
}

export function note(kind, ...content) {
  return h("div", {class: "note " + kind}, icon(kind === "" ? "info" : "alert"), h("div", {}, ...content));
}

async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Only secure contexts have a clipboard; over plain HTTP the old way still works.
  const area = h("textarea", {class: "unseen"});
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** A button that copies what value() says, and says so. */
export function copyButton(what, value) {
  const button = h("button", {type: "button", class: "compact", "aria-label": "Copy " + what}, icon("copy"), "Copy");
  button.addEventListener("click", async () => {
    await toClipboard(value());
    button.replaceChildren(icon("check"), "Copied");
    announce(what + " copied");
    setTimeout(() => button.replaceChildren(icon("copy"), "Copy"), 1800);
  });
  return button;
}

/** A value that people carry elsewhere. */
export function copyField(label, text, {block = false} = {}) {
  const value = block ? h("pre", {role: "group", tabindex: "0", "aria-label": label}, text) : h("code", {}, text);
  const button = copyButton(label, () => value.textContent);
  const field = block
    ? h("div", {}, h("div", {class: "copy-head"}, h("div", {class: "label"}, label), button), h("div", {class: "copy block"}, value))
    : h("div", {class: "copy-line"}, h("div", {class: "label"}, label), h("div", {class: "copy"}, value, button));
  field.show = (next) => (value.textContent = next);
  return field;
}

/** Asks in a dialog; resolves to the chosen button's value, or "" when it is closed. */
export function ask({title, content, buttons, wide = false}) {
  return new Promise((resolve) => {
    const dialog = h("dialog", {class: wide ? "wide" : null, "aria-labelledby": "dialog-title"},
        h("div", {},
            h("h2", {id: "dialog-title"}, title),
            ...content,
            h("div", {class: "buttons"}, buttons.map(([value, text, kind]) =>
              h("button", {type: "button", class: kind, "data-choice": value, onclick: () => dialog.close(value)}, text)))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal(); // the browser gives the focus back when it closes
  });
}

/** 90 as "90 seconds", 3600 as "1 hour". */
export function duration(seconds) {
  for (const [size, unit] of [[31536000, "year"], [86400, "day"], [3600, "hour"], [60, "minute"]]) {
    if (seconds >= size && seconds % size === 0) return plural(seconds / size, unit);
  }
  return plural(seconds, "second");
}

function plural(count, unit) {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

export function ago(millis) {
  if (!millis) return "with the application";
  const seconds = Math.max(0, (Date.now() - millis) / 1000);
  if (seconds < 45) return "just now";
  const format = new Intl.RelativeTimeFormat("en", {numeric: "auto"});
  for (const [size, unit] of [[86400 * 365, "year"], [86400 * 30, "month"], [86400, "day"], [3600, "hour"], [60, "minute"]]) {
    if (seconds >= size) return format.format(-Math.floor(seconds / size), unit);
  }
  return "a minute ago";
}
