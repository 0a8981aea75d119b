// The fields of a template.

import {duration, h, icon} from "./dom.js";

const MULTILINE_HINT = "A private key in PEM form (PKCS#8): RSA of at least 2048 bits, EC on the algorithm’s curve, or Ed25519.";

export class Form {
  constructor(overview, template, onChange) {
    this.template = template;
    const off = overview.read_only;
    const input = (id, type, value, more = {}) => h("input", {id, type, value, disabled: off, autocomplete: "off", "aria-describedby": `${id}-hint ${id}-fault`, oninput: onChange, ...more});
    this.name = input("name", "text", template.name, {spellcheck: "false", maxlength: "128", placeholder: "my-service"});
    this.lifetime = input("lifetime", "number", template.lifetime, {min: "30", max: "315360000", step: "1", inputmode: "numeric"});
    this.skew = input("skew", "number", template.allowed_clock_skew, {min: "0", max: "300", step: "1", inputmode: "numeric"});
    this.lifetimeHint = h("p", {class: "hint", id: "lifetime-hint"});
    this.own = h("input", {type: "checkbox", role: "switch", id: "own", disabled: off, onchange: () => {
      this.nested.hidden = !this.own.checked;
      onChange();
    }});
    this.own.checked = template.custom_signing_key;
    this.algorithm = h("select", {id: "algorithm", disabled: off, onchange: onChange}, overview.algorithms.map((name) => h("option", {value: name, selected: name === template.signing_algorithm}, name)));
    this.key = h("textarea", {id: "key", rows: "4", disabled: off, spellcheck: "false", autocomplete: "off", "aria-describedby": "key-hint key-fault", oninput: onChange});
    this.keyHint = h("p", {class: "hint", id: "key-hint"});
    this.nested = h("div", {class: "nested stack", hidden: !template.custom_signing_key},
        h("div", {}, h("label", {for: "algorithm"}, "Algorithm"), this.algorithm),
        h("div", {}, h("label", {for: "key"}, "Signing key"), this.key, this.keyHint, fault("key")));
    this.hints();
    this.top = h("div", {}, h("label", {for: "name"}, "Name"), this.name,
        h("p", {class: "hint", id: "name-hint"}, "Clients ask for a token by this name. Letters, digits, dots, dashes and underscores."), fault("name"));
    this.rest = h("div", {class: "stack"},
        h("div", {class: "pair"},
            h("div", {}, h("label", {for: "lifetime"}, "Token lifetime"), h("div", {class: "unit"}, this.lifetime, h("span", {}, "seconds")), this.lifetimeHint, fault("lifetime")),
            h("div", {}, h("label", {for: "skew"}, "Allowed clock skew"), h("div", {class: "unit"}, this.skew, h("span", {}, "seconds")),
                h("p", {class: "hint", id: "skew-hint"}, "A token is valid this long before it is issued, for clocks that are behind."), fault("skew"))),
        h("div", {}, h("label", {class: "switch", for: "own"}, this.own, h("span", {}, "Custom signing key",
            h("span", {class: "hint"}, "Instead of the issuer’s key. For services that verify with a key or secret of their own."))), this.nested));
  }

  hints() {
    const seconds = Number(this.lifetime.value);
    this.lifetimeHint.textContent = seconds >= 30 ? `That is ${duration(seconds)}. From 30 seconds to ten years.` : "From 30 seconds to ten years.";
    const kept = this.template.version > 0 && this.template.custom_signing_key && this.algorithm.value === this.template.signing_algorithm;
    const secret = this.algorithm.value.startsWith("HS");
    const least = {HS256: 32, HS384: 48, HS512: 64}[this.algorithm.value];
    this.key.placeholder = kept ? "The present key stays unless you paste another" : secret ? "" : "-----BEGIN PRIVATE KEY-----";
    this.keyHint.textContent = (secret ? `The secret that the service shows you, at least ${least} characters.` : MULTILINE_HINT) + " It is never shown again.";
  }

  /** The template is kept like this now; the key that was sent is not shown again. */
  saved(template, sent) {
    if (this.values().signing_key === sent.signing_key) this.key.value = "";
    this.template = template;
  }

  /** What would be saved, without the claims. */
  values() {
    this.hints();
    const number = (field) => (/^-?\d+$/.test(field.value) ? Number(field.value) : null);
    return {
      name: this.name.value.trim(),
      lifetime: number(this.lifetime),
      allowed_clock_skew: number(this.skew),
      custom_signing_key: this.own.checked,
      signing_algorithm: this.own.checked ? this.algorithm.value : "RS256",
      signing_key: this.own.checked ? this.key.value : "",
    };
  }

  /** Shows a fault at its field and nowhere else; says whether there is such a field. */
  showFault(error) {
    const fields = {name: this.name, lifetime: this.lifetime, allowed_clock_skew: this.skew, signing_key: this.key};
    let found = null;
    for (const [name, field] of Object.entries(fields)) {
      const place = this.faultPlace(field.id);
      const here = error !== null && error.field === name;
      field.setAttribute("aria-invalid", String(here));
      place.replaceChildren(...(here ? [icon("alert"), error.message] : []));
      if (here) found = field;
    }
    return found;
  }

  faultPlace(id) {
    return [this.top, this.rest].map((part) => part.querySelector(`#${id}-fault`)).find(Boolean);
  }
}

function fault(id) {
  return h("p", {class: "fault", id: id + "-fault"});
}
