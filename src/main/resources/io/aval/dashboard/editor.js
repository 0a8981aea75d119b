// The claims editor: CodeMirror in a shadow tree of its own, whose styles are constructed sheets, so
// that the page's Content-Security-Policy need not allow any inline style.

import {EditorState} from "@codemirror/state";
import {EditorView, keymap, lineNumbers, drawSelection, highlightActiveLine} from "@codemirror/view";
import {defaultKeymap, history, historyKeymap} from "@codemirror/commands";
import {bracketMatching, indentOnInput} from "@codemirror/language";
import {autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap} from "@codemirror/autocomplete";
import {lintGutter, setDiagnostics} from "@codemirror/lint";
import {claimsLanguage, shortcodeCompletion} from "./language.js";
import {format, parse} from "./json.js";

const look = EditorView.theme({
  "&": {color: "var(--text)", backgroundColor: "var(--card)", fontSize: "13.5px", borderRadius: "7px"},
  "&.cm-focused": {outline: "none"},
  ".cm-scroller": {fontFamily: "var(--mono)", lineHeight: "1.6", maxHeight: "560px"},
  ".cm-content": {padding: "10px 0", caretColor: "var(--text)"},
  ".cm-content, .cm-gutter": {minHeight: "300px"},
  ".cm-cursor": {borderLeftColor: "var(--text)"},
  ".cm-gutters": {backgroundColor: "var(--sunken)", color: "var(--soft)", borderRight: "1px solid var(--line)", borderRadius: "7px 0 0 7px"},
  ".cm-activeLine, .cm-activeLineGutter": {backgroundColor: "color-mix(in srgb, var(--accent) 6%, transparent)"},
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground":
      {backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent)"},
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": {backgroundColor: "var(--accent-wash)", outline: "1px solid var(--accent)"},
  ".cm-tooltip": {backgroundColor: "var(--card)", color: "var(--text)", border: "1px solid var(--line)", borderRadius: "8px", boxShadow: "var(--lift)", overflow: "hidden"},
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {fontFamily: "var(--mono)", fontSize: "13px", maxHeight: "16em"},
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {padding: "4px 12px", display: "flex", gap: "16px"},
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {backgroundColor: "var(--accent)", color: "var(--on-accent)"},
  ".cm-completionLabel": {flex: "1"},
  ".cm-completionDetail": {fontStyle: "normal", color: "inherit", opacity: ".75"},
  ".cm-completionMatchedText": {textDecoration: "none", fontWeight: "700"},
  ".cm-completionIcon": {display: "none"},
  ".cm-diagnostic": {fontFamily: "var(--sans)", padding: "8px 12px", borderLeft: "0"},
  ".cm-diagnostic-error": {color: "var(--bad)"}, ".cm-diagnostic-warning": {color: "var(--warn)"},
  ".cm-lintRange-error": {backgroundImage: "none", textDecoration: "underline wavy var(--bad)", textUnderlineOffset: "3px", backgroundColor: "var(--bad-wash)"},
  ".cm-lintRange-warning": {backgroundImage: "none", textDecoration: "underline wavy var(--warn)", textUnderlineOffset: "3px"},
  ".cm-lint-marker": {width: ".7em", height: ".7em", borderRadius: "50%", marginTop: ".45em", content: "''"},
  ".cm-lint-marker-error": {backgroundColor: "var(--bad)", content: "''"}, ".cm-lint-marker-warning": {backgroundColor: "var(--warn)", content: "''"},
});

/**
 * Typing over a selection, done here: left to itself Chromium keeps the old text's look in a style
 * attribute, which the policy stops, with a complaint in the console.
 */
const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const {from, to, empty} = view.state.selection.main;
    if (event.inputType !== "insertText" || empty || !event.data || view.composing) return false;
    const insert = () => view.state.update(view.state.replaceSelection(event.data), {userEvent: "input.type", scrollIntoView: true});
    const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, event.data, insert));
    if (!handled) view.dispatch(insert());
    event.preventDefault();
    return true;
  },
});

export class ClaimsEditor {
  /**
   * @param place the element that becomes its host
   * @param options text, readOnly, shortcodes, describedBy, onChange(text), onSave()
   */
  constructor(place, {text, readOnly, shortcodes, description, onChange, onSave}) {
    const root = place.attachShadow({mode: "open"});
    const save = {key: "Mod-s", preventDefault: true, run: () => (onSave(), true)};
    const tidy = {key: "Alt-Shift-f", preventDefault: true, run: () => (this.format(), true)};
    this.view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(), lintGutter(), history(), drawSelection(), highlightActiveLine(), indentOnInput(),
          bracketMatching(), closeBrackets(), typingOver, claimsLanguage(), look, EditorView.lineWrapping,
          // A line break in a shortcode is never meant, so Enter takes what is offered at once.
          autocompletion({override: [shortcodeCompletion(shortcodes)], icons: false, interactionDelay: 0}),
          // Tab is not among the keys: it leaves the editor, as in any other field.
          keymap.of([save, tidy, ...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.contentAttributes.of({"aria-label": "Claims, as JSON. " + description, "aria-multiline": "true"}),
          EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly),
          EditorView.updateListener.of((update) => update.docChanged && onChange(this.text())),
        ],
      }),
    });
    if (readOnly) this.view.contentDOM.tabIndex = 0; // still to be read and scrolled by keys
  }

  text() {
    return this.view.state.doc.toString();
  }

  replace(text) {
    this.view.dispatch({changes: {from: 0, to: this.view.state.doc.length, insert: text}});
  }

  format() {
    const text = this.text();
    const {tree, faults} = parse(text);
    if (tree && faults.length === 0) this.replace(format(text, tree));
    return faults.length === 0;
  }

  /** Shows problems at their places: [{from, to, message, severity}]. */
  show(problems) {
    const length = this.view.state.doc.length;
    const bounded = problems.map((p) => ({...p, from: Math.min(p.from, length), to: Math.min(p.to, length)}));
    this.view.dispatch(setDiagnostics(this.view.state, bounded));
  }

  lineOf(position) {
    return this.view.state.doc.lineAt(Math.min(position, this.view.state.doc.length)).number;
  }

  goTo(position) {
    this.view.dispatch({selection: {anchor: Math.min(position, this.view.state.doc.length)}, scrollIntoView: true});
    this.view.focus();
  }

  destroy() {
    this.view.destroy();
  }
}
