// What a verifier must be told, ready to be pasted.

import {copyField, h, note} from "./dom.js";
import {addresses} from "./list.js";

const xml = (text) => text.replace(/[&<>]/g, (c) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;"})[c]);
const shell = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

export class Connect {
  constructor(overview) {
    this.overview = overview;
    this.audience = copyField("Audience", "");
    this.webXml = copyField("web.xml of a Jakarta EE application with Aval", "", {block: true});
    this.line = copyField("Or on the command line", "", {block: true});
    this.warning = h("div", {});
    this.snippets = h("div", {class: "stack"}, this.webXml, this.line);
    this.element = h("section", {class: "card", "aria-labelledby": "connect-title"},
        h("header", {}, h("h2", {id: "connect-title"}, "Connect a service")),
        h("div", {class: "body stack"}, addresses(overview), this.audience, this.warning, this.snippets));
  }

  /** @param ownKey whether the template's own key signs, which no key set has */
  show(audiences, ownKey, algorithm) {
    const text = audiences.join(",");
    this.audience.show(text || "none");
    this.snippets.hidden = !text || !this.overview.issuer || ownKey;
    this.warning.replaceChildren(...(ownKey
      ? [note("warn", `This template’s own ${algorithm} key signs, and the key set does not publish it: give the service the key itself.`)]
      : text ? [] : [note("warn", "Without an “aud” claim a verifier cannot tell that a token is meant for it. Add one.")]));
    if (!text || !this.overview.issuer) return;
    const param = (key, value) => `<context-param>\n  <param-name>aval.providers.local.${key}</param-name>\n  <param-value>${xml(value)}</param-value>\n</context-param>`;
    this.webXml.show([param("domain", this.overview.issuer), param("application-id", text)].join("\n"));
    this.line.show(`aval auth add --domain ${shell(this.overview.issuer)} --application-id ${shell(text)}`);
  }
}
