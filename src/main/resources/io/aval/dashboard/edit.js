// One template: its fields and claims, what its tokens would say, and how a service is told of it.

import {call} from "./api.js";
import {go, stayAt} from "./app.js";
import {askAboutConflict} from "./conflict.js";
import {Connect} from "./connect.js";
import {announce, ask, h, icon, note, toast} from "./dom.js";
import {ClaimsEditor} from "./editor.js";
import {Form} from "./form.js";
import {locate, parse, texts} from "./json.js";
import {Preview} from "./preview.js";

const EDITOR_HINT = "Control+Space completes shortcodes, Alt+Shift+F formats, Tab leaves the editor.";

export async function editView(overview, template) {
  const {users} = await call("POST", "users", {beginning: ""});
  return new EditView(overview, template, users).view();
}

class EditView {
  constructor(overview, template, users) {
    this.overview = overview;
    this.template = template;
    this.isNew = !template.id;
    this.remote = [];
    this.form = new Form(overview, template, () => this.changed());
    this.preview = new Preview(overview, users, (draft, error, warning) => this.previewed(draft, error, warning));
    this.connect = new Connect(overview);
    this.editorPlace = h("div", {class: "editor"});
    this.problems = h("ul", {class: "problems", "aria-live": "polite", "aria-label": "Problems in the claims"});
    this.saveState = h("p", {}, "");
    this.saveError = h("div", {role: "alert"});
    this.saveButton = h("button", {type: "button", class: "primary", onclick: () => this.save()}, this.isNew ? "Create template" : "Save changes");
    this.discardButton = h("button", {type: "button", onclick: () => this.discard()}, this.isNew ? "Cancel" : "Discard");
    this.saveBar = h("section", {class: "savebar", "aria-label": "Save"},
        h("div", {}, h("div", {class: "save-text"}, this.saveError, this.saveState), this.discardButton, this.saveButton));
    this.editor = new ClaimsEditor(this.editorPlace, {
      text: template.claims_text,
      readOnly: overview.read_only,
      shortcodes: overview.shortcodes,
      description: EDITOR_HINT,
      onChange: () => this.changed(),
      onSave: () => this.save(),
    });
    this.deleteButton = h("button", {type: "button", class: "danger", hidden: this.isNew, onclick: () => this.delete()}, icon("trash"), "Delete");
    this.title = h("h1", {tabindex: "-1"}, this.isNew ? `New template: ${template.title}` : template.name);
    this.saved = this.isNew ? null : this.comparable();
    this.begun = this.comparable();
    this.changed();
  }

  view() {
    const readOnly = this.overview.read_only;
    return {
      title: this.isNew ? "New template" : this.template.name,
      nav: "templates",
      isChanged: () => this.comparable() !== this.begun,
      close: () => {
        this.closed = true;
        this.preview.close();
        this.editor.destroy();
      },
      element: h("div", {},
          h("a", {class: "back", href: "#/"}, icon("left"), "JWT Templates"),
          h("div", {class: "head"},
              h("div", {}, this.title),
              !readOnly && h("div", {class: "actions"}, this.deleteButton)),
          readOnly && note("", "This template is a file of the application, so it cannot be changed here."),
          h("div", {class: "columns"},
              h("section", {class: "card", "aria-label": "Template"}, h("div", {class: "body stack"}, this.form.top, this.claims(), this.form.rest)),
              h("div", {class: "aside"}, this.preview.element),
              this.connect.element),
          !readOnly && this.saveBar),
    };
  }

  claims() {
    const codes = Object.entries(this.overview.shortcodes).map(([name, type]) => h("li", {}, h("code", {title: type}, name)));
    return h("div", {},
        h("div", {class: "editor-bar"}, h("h2", {class: "label"}, "Claims"),
            !this.overview.read_only && h("button", {type: "button", class: "ghost compact", onclick: () => this.tidy()}, "Format")),
        this.editorPlace, this.problems,
        h("p", {class: "hint"}, "JSON. Text may hold shortcodes such as ", h("code", {}, "{{user.primary_email_address}}"), ". " + EDITOR_HINT),
        h("details", {class: "hint"}, h("summary", {}, "Shortcodes"), h("ul", {class: "chips"}, codes)),
        h("details", {class: "hint"}, h("summary", {}, "Reserved claims"),
            h("p", {}, "The issuer sets these, or only a session has them, so a template cannot: "),
            h("ul", {class: "chips"}, this.overview.reserved.map((name) => h("li", {}, h("code", {}, name))))));
  }

  values() {
    return {...this.form.values(), claims_text: this.editor.text()};
  }

  comparable() {
    return JSON.stringify(this.values());
  }

  changed() {
    const values = this.values();
    this.form.showFault(null);
    this.saveError.replaceChildren();
    this.parsed = parse(values.claims_text);
    this.local = [...this.parsed.faults.map((f) => ({...f, severity: "error"})), ...this.reservedFaults()];
    this.remote = [];
    this.showProblems();
    this.connect.show(texts(this.parsed.tree, "aud"), values.custom_signing_key, values.signing_algorithm);
    this.preview.show(values);
    this.showSaveState();
  }

  reservedFaults() {
    return (this.parsed.tree?.members ?? [])
      .filter((member) => this.overview.reserved.includes(member.name.value))
      .map((member) => ({from: member.name.from, to: member.name.to, severity: "error",
        message: `“${member.name.value}” is reserved: the issuer sets it, and a template cannot.`}));
  }

  previewed(draft, error, warning) {
    if (draft.claims_text !== this.editor.text()) return;
    const found = error?.field === "claims" ? {...error, severity: "error"} : warning ? {...warning, severity: "warning"} : null;
    const place = found && this.parsed.tree ? locate(this.parsed.tree, found.pointer, found.position) : null;
    this.remote = place && this.local.length === 0 ? [{...place, message: sentence(found.message), severity: found.severity}] : [];
    this.showProblems();
    if (error && error.field !== "claims") this.form.showFault(error);
  }

  showProblems() {
    const all = [...this.local, ...this.remote];
    this.editor.show(all);
    this.problems.replaceChildren(...all.map((problem) => h("li", {},
        h("button", {type: "button", class: problem.severity, onclick: () => this.editor.goTo(problem.from)},
            icon("alert"), h("span", {}, `Line ${this.editor.lineOf(problem.from)}: ${problem.message}`)))));
  }

  showSaveState() {
    const clean = this.comparable() === this.saved;
    this.saveBar.hidden = clean;
    this.saveState.textContent = this.isNew ? "Not created yet." : "Unsaved changes";
    this.preview.allowMint(clean ? this.template.name : null, clean ? "A real token, for a demo user. Only in development." : "Save the template first.");
  }

  tidy() {
    announce(this.editor.format() ? "Formatted" : "Claims with an error cannot be formatted");
  }

  async save() {
    if (this.overview.read_only || this.saveBar.hidden || this.saving) return;
    if (this.local.length > 0) {
      this.failed({message: "The claims have an error."});
      return this.editor.goTo(this.local[0].from);
    }
    this.saving = true;
    try {
      const values = this.values();
      const saved = this.isNew
        ? await call("POST", "templates", values)
        : await call("PUT", "templates/" + encodeURIComponent(this.template.id), {...values, version: this.template.version});
      await this.keep(saved, values);
      toast("Template saved");
    } catch (error) {
      await this.notSaved(error);
    } finally {
      this.saving = false;
    }
  }

  /** Goes on from what was sent and is saved now, where the cursor is: people type on meanwhile. */
  async keep(saved, sent) {
    if (this.closed) return;
    const address = "#/templates/" + encodeURIComponent(saved.id);
    if (this.isNew && this.comparable() === JSON.stringify(sent)) return go(address);
    this.template = saved;
    this.form.saved(saved, sent);
    this.title.textContent = saved.name;
    this.saved = JSON.stringify({...sent, signing_key: ""}); // as the form shows it from now on
    this.begun = this.saved;
    if (this.isNew) this.isThere(address);
    this.changed();
  }

  /** What was new has an address now, and is shown there as any other. */
  isThere(address) {
    this.isNew = false;
    this.saveButton.textContent = "Save changes";
    this.discardButton.textContent = "Discard";
    this.deleteButton.hidden = false;
    stayAt(address, this.template.name);
  }

  async notSaved(error) {
    if (error.code === "conflict") return this.conflict(error.current);
    this.failed(error);
    const field = this.form.showFault(error);
    if (field) return field.focus();
    const place = error.field === "claims" && this.parsed.tree ? locate(this.parsed.tree, error.pointer ?? "", error.position) : null;
    if (place) {
      this.remote = [{...place, message: sentence(error.message), severity: "error"}];
      this.showProblems();
      this.editor.goTo(place.from);
    }
  }

  failed(error) {
    this.saveError.replaceChildren(h("p", {class: "fault"}, icon("alert"), "Not saved. " + error.message));
  }

  async conflict(theirs) {
    const choice = await askAboutConflict(this.values(), theirs);
    if (choice === "theirs") return go("#/templates/" + encodeURIComponent(theirs.id));
    if (choice === "mine") {
      this.template = {...this.template, version: theirs.version};
      this.saving = false;
      return this.save();
    }
    return this.failed({message: "Somebody else changed this template meanwhile."});
  }

  async discard() {
    return go(this.isNew ? "#/" : "#/templates/" + encodeURIComponent(this.template.id));
  }

  async delete() {
    const choice = await ask({
      title: `Delete “${this.template.name}”?`,
      content: [h("p", {}, "Clients that ask for tokens by this name are refused from then on. Tokens already minted stay valid until they expire.")],
      buttons: [["", "Cancel"], ["delete", "Delete template", "danger primary"]],
    });
    if (choice !== "delete") return;
    try {
      await call("DELETE", "templates/" + encodeURIComponent(this.template.id));
      await go("#/");
      toast(`Template ${this.template.name} deleted`);
    } catch (error) {
      this.failed(error);
    }
  }
}

/** Without the place, which the editor itself shows. */
function sentence(message) {
  const text = message.replace(/^claims\S*, character \d+: /, "");
  return text[0].toUpperCase() + text.slice(1);
}
