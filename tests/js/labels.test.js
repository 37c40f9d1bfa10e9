import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const here = new URL("../../static/js/", import.meta.url);
const readme = readFileSync(new URL("README.md", here), "utf8");
const modules = readdirSync(here).filter((name) => name.endsWith(".js"));
const sources = modules.map((name) => readFileSync(new URL(name, here), "utf8"));

test("every label a module says is in the list the server translates", () => {
  const labels = readme.slice(readme.indexOf("### The labels"), readme.indexOf("## What is sent"));
  const said = sources.flatMap((source) => [...source.matchAll(/\bsay\("([a-z_]+)"/g)].map(([, key]) => key));
  assert.ok(said.length > 15);
  assert.deepEqual(said.filter((key) => !labels.includes(`\`${key}\``)), []);
});

test("every module is explained", () => {
  assert.deepEqual(modules.filter((name) => !readme.includes(`\`${name}\``)), []);
});

test("nothing needs what the content security policy forbids", () => {
  const forbidden = /\beval\(|new Function\(|innerHTML|outerHTML|insertAdjacentHTML|setAttribute\("(style|on\w+)"/;
  assert.deepEqual(modules.filter((_, i) => forbidden.test(sources[i])), []);
});
