// JSON with shortcodes for the editor: colours and completion.

import {HighlightStyle, StreamLanguage, syntaxHighlighting} from "@codemirror/language";
import {tags} from "@lezer/highlight";

/** One line at a time; a string in JSON never goes over a line's end. */
const json = StreamLanguage.define({
  name: "claims",
  startState: () => ({inside: ""}),
  token(stream, state) {
    if (stream.sol()) state.inside = "";
    if (state.inside === "code") return code(stream, state);
    if (state.inside !== "") return text(stream, state);
    if (stream.eatSpace()) return null;
    if (stream.peek() === '"') {
      state.inside = /^"(?:\\.|[^"\\])*"\s*:/.test(stream.string.slice(stream.pos)) ? "name" : "text";
      stream.next();
      return state.inside === "name" ? "propertyName" : "string";
    }
    if (stream.match(/^-?\d[\d.eE+-]*/)) return "number";
    if (stream.match(/^(true|false|null)\b/)) return "atom";
    stream.next();
    return "punctuation";
  },
  languageData: {closeBrackets: {brackets: ["{", "[", '"']}},
});

function text(stream, state) {
  const style = state.inside === "name" ? "propertyName" : "string";
  if (state.inside === "text" && stream.match("{{")) {
    state.inside = "code";
    return "string.special";
  }
  if (stream.next() === '"') state.inside = "";
  else if (stream.string[stream.pos - 1] === "\\") stream.next();
  return style;
}

function code(stream, state) {
  if (stream.match("}}")) {
    state.inside = "text";
    return "string.special";
  }
  if (stream.peek() === '"') {
    state.inside = "text";
    return text(stream, state);
  }
  stream.next();
  return "string.special";
}

const style = HighlightStyle.define([
  {tag: tags.propertyName, color: "var(--j-name)"},
  {tag: tags.string, color: "var(--j-text)"},
  {tag: tags.number, color: "var(--j-number)"},
  {tag: tags.atom, color: "var(--j-word)"},
  {tag: tags.special(tags.string), color: "var(--j-code)", fontWeight: "600"},
  {tag: tags.punctuation, color: "var(--soft)"},
]);

export function claimsLanguage() {
  return [json, syntaxHighlighting(style)];
}

/** Completes a shortcode between {{ and }}. */
export function shortcodeCompletion(shortcodes) {
  const known = Object.entries(shortcodes);
  return (context) => {
    const before = context.state.doc.lineAt(context.pos).text.slice(0, context.pos - context.state.doc.lineAt(context.pos).from);
    const open = /\{\{(?:(?!\}\}).)*$/.exec(before);
    if (!open) return null;
    const word = /[\w.]*$/.exec(before)[0];
    const after = context.state.sliceDoc(context.pos, context.pos + 20);
    const end = /^[\w.]*\s*(\}\}|\|\|)/.test(after) ? "" : "}}";
    return {
      from: context.pos - word.length,
      options: known.map(([label, type]) => ({label, detail: type, apply: label + end, boost: label.startsWith("user.") ? 1 : 0})),
      validFor: /^[\w.]*$/,
    };
  };
}
