// Somebody else saved the template meanwhile: what differs, and whose word counts.

import {ask, duration, h} from "./dom.js";

const FIELDS = [
  ["name", "Name", String],
  ["lifetime", "Lifetime", duration],
  ["allowed_clock_skew", "Allowed clock skew", duration],
  ["signing_algorithm", "Algorithm", String],
];

/** Resolves to "mine", "theirs" or "". */
export function askAboutConflict(mine, theirs) {
  const changes = FIELDS.filter(([field]) => mine[field] !== theirs[field]).map(([field, label, text]) =>
    h("div", {}, h("h3", {}, label), diff([text(theirs[field])], [text(mine[field])])));
  if (mine.claims_text !== theirs.claims_text) {
    changes.push(h("div", {}, h("h3", {}, "Claims"), diff(theirs.claims_text.split("\n"), mine.claims_text.split("\n"))));
  }
  return ask({
    title: "Somebody else changed this template",
    wide: true,
    content: [h("p", {class: "soft"}, "It was saved while you were editing. Lines with − are theirs and now saved; lines with + are yours."),
      h("div", {class: "stack-s", id: "differences"}, changes.length > 0 ? changes : h("p", {}, "What they saved is what you have."))],
    buttons: [["", "Keep editing"], ["theirs", "Take theirs"], ["mine", "Save mine over theirs", "danger"]],
  });
}

function diff(theirs, mine) {
  return h("div", {class: "diff", tabindex: "0", role: "group", "aria-label": "Differences"}, lines(theirs, mine).map(([sign, line]) =>
    h("div", {class: sign === "−" ? "theirs" : sign === "+" ? "mine" : null}, `${sign} ${line}`)));
}

/** The longest common lines stay; the rest is theirs or mine. */
function lines(a, b) {
  const longest = Array.from({length: a.length + 1}, () => new Array(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const result = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      result.push(["\u00a0", a[i++]]);
      j++;
    } else if (j === b.length || (i < a.length && longest[i + 1][j] >= longest[i][j + 1])) result.push(["−", a[i++]]);
    else result.push(["+", b[j++]]);
  }
  return result;
}
