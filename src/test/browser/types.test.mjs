import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {test} from "node:test";
import * as aval from "./aval/aval.js";
import ts from "typescript";

test("the types hold a page that uses everything, and refuse what is wrong", () => {
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json"], {stdio: "pipe", encoding: "utf8"});
});

/** What a declaration file exports as values. */
function declared(file) {
  const source = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.ES2022, true);
  return source.statements
    .filter((statement) => ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    .map((statement) => statement.name.text)
    .sort();
}

test("the types declare what the modules export, and nothing else", async () => {
  assert.deepEqual(declared("aval/aval.d.ts"), Object.keys(aval).sort());
  assert.deepEqual(declared("aval/aval-react.d.ts"), Object.keys(await import("./aval/aval-react.js")).sort());
});

test("the types declare every member of what createAuth returns", () => {
  const source = ts.createSourceFile("aval.d.ts", ts.sys.readFile("aval/aval.d.ts"), ts.ScriptTarget.ES2022, true);
  const auth = source.statements.find((statement) => statement.name?.text === "Auth");
  const members = auth.members.map((member) => member.name.text).sort();
  const made = aval.createAuth({origins: ["https://app.test"], shareBetweenTabs: false});
  assert.deepEqual(members, Object.keys(made).sort());
  const state = source.statements.find((statement) => statement.name?.text === "AuthState");
  assert.deepEqual(state.members.map((member) => member.name.text).sort(), Object.keys(made.state).sort());
});
