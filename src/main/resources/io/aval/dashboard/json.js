// Reads JSON with the place of everything in it, and goes on after a fault where it can.

class Fault {
  constructor(from, to, message) {
    Object.assign(this, {from, to, message});
  }
}

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.faults = [];
  }

  space() {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? "")) this.at++;
  }

  fail(message, from = this.at) {
    throw new Fault(from, Math.min(this.text.length, Math.max(from + 1, this.at)), message);
  }

  document() {
    try {
      const value = this.value();
      this.space();
      if (this.at < this.text.length) this.fail("There is something after the end of the object.");
      if (value.kind !== "object") this.faults.push(new Fault(value.from, value.to, "Claims are a JSON object: { … }"));
      return value;
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      this.faults.push(fault);
      return null;
    }
  }

  value() {
    this.space();
    const from = this.at;
    const c = this.text[from];
    if (c === undefined) this.fail("A value is missing here: the text ends.", Math.max(0, from - 1));
    if (c === "{") return this.object(from);
    if (c === "[") return this.array(from);
    if (c === '"') return this.string();
    const word = /^[^\s,:{}[\]"]+/.exec(this.text.slice(from))?.[0] ?? "";
    this.at += word.length;
    if (/^(true|false|null)$/.test(word)) return {kind: "word", from, to: this.at};
    if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(word)) return {kind: "number", from, to: this.at};
    if (word === "") this.fail("A value is missing here.", from);
    return this.fail(`Text needs double quotes: "${word.replace(/^'|'$/g, "")}"`, from);
  }

  object(from) {
    const members = [];
    const names = new Set();
    this.at++;
    this.space();
    if (this.text[this.at] === "}") return this.end({kind: "object", from, members});
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') {
        this.fail(this.text[this.at] === "}" ? "There is a comma too many before this." : 'A name in double quotes is expected here.');
      }
      const name = this.string();
      if (names.has(name.value)) this.faults.push(new Fault(name.from, name.to, `“${name.value}” is there twice.`));
      names.add(name.value);
      this.space();
      if (this.text[this.at] !== ":") this.fail("A colon is expected here.");
      this.at++;
      members.push({name, value: this.value()});
      this.space();
      if (this.text[this.at] === "}") return this.end({kind: "object", from, members});
      if (this.text[this.at] !== ",") this.fail(this.closing(from, "}"));
      this.at++;
    }
  }

  array(from) {
    const items = [];
    this.at++;
    this.space();
    if (this.text[this.at] === "]") return this.end({kind: "array", from, items});
    for (;;) {
      items.push(this.value());
      this.space();
      if (this.text[this.at] === "]") return this.end({kind: "array", from, items});
      if (this.text[this.at] !== ",") this.fail(this.closing(from, "]"));
      this.at++;
    }
  }

  closing(from, bracket) {
    if (this.at < this.text.length) return `A comma or ${bracket} is expected here.`;
    this.at = from + 1;
    return `The ${this.text[from]} is not closed.`;
  }

  end(node) {
    this.at++;
    return {...node, to: this.at};
  }

  /** offsets[i] is where the i-th character of the value stands in the text. */
  string() {
    const from = this.at++;
    const offsets = [];
    let value = "";
    for (;;) {
      const c = this.text[this.at];
      if (c === undefined || c === "\n") this.fail("The quote is not closed.", from);
      if (c === '"') break;
      offsets.push(this.at);
      const escape = c === "\\" ? /^\\(u[0-9a-fA-F]{4}|["\\/bfnrt])/.exec(this.text.slice(this.at, this.at + 6)) : null;
      if (c === "\\" && !escape) this.fail("After a backslash comes one of \" \\ / b f n r t u.");
      value += escape ? JSON.parse(`"${escape[0]}"`) : c;
      this.at += escape ? escape[0].length : 1;
    }
    offsets.push(this.at);
    this.at++;
    return {kind: "string", from, to: this.at, value, offsets};
  }
}

/** The tree, or null, and what is wrong: [{from, to, message}]. */
export function parse(text) {
  const reader = new Reader(text);
  return {tree: reader.document(), faults: reader.faults};
}

/** Where a JSON pointer leads, and in a string which character: {from, to}, or null. */
export function locate(tree, pointer, position = -1) {
  let node = tree;
  let name = null;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const member = node?.members?.find((each) => each.name.value === key);
    name = member?.name ?? null;
    node = member?.value ?? node?.items?.[Number(key)];
  }
  if (!node) return null;
  if (node.kind === "string" && position >= 0) {
    const from = node.offsets[Math.min(position, node.offsets.length - 1)];
    return {from, to: Math.max(from + 1, node.to - 1)};
  }
  return name && position < 0 ? {from: name.from, to: name.to} : {from: node.from, to: node.to};
}

/** The text of the member's value if it is text, or the texts in its array. */
export function texts(tree, name) {
  const value = tree?.members?.find((member) => member.name.value === name)?.value;
  if (value?.kind === "string") return [value.value];
  return (value?.items ?? []).filter((item) => item.kind === "string").map((item) => item.value);
}

/** Lays JSON out anew; numbers stay as they are written. */
export function format(text, node, indent = "") {
  const inner = indent + "  ";
  const list = node.members ?? node.items;
  if (!list) return text.slice(node.from, node.to);
  const [open, close] = node.kind === "object" ? "{}" : "[]";
  if (list.length === 0) return open + close;
  const lines = node.members
    ? node.members.map((m) => `${text.slice(m.name.from, m.name.to)}: ${format(text, m.value, inner)}`)
    : node.items.map((item) => format(text, item, inner));
  return `${open}\n${lines.map((line) => inner + line).join(",\n")}\n${indent}${close}`;
}

/** JSON as coloured spans. */
export function colour(text) {
  const fragment = document.createDocumentFragment();
  const pieces = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d[\d.eE+-]*)|(true|false|null)/g;
  let last = 0;
  for (const match of text.matchAll(pieces)) {
    fragment.append(text.slice(last, match.index));
    const span = document.createElement("span");
    span.className = match[2] ? "j-name" : match[1] ? "j-text" : match[3] ? "j-number" : "j-word";
    span.textContent = match[1] ?? match[0];
    fragment.append(span, match[2] ?? "");
    last = match.index + match[0].length;
  }
  fragment.append(text.slice(last));
  return fragment;
}
