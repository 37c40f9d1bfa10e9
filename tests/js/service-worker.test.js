import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const SOURCE = readFileSync(new URL("../../static/js/service-worker.js", import.meta.url), "utf8");
const HOST = "https://limber.example";
const PERSONAL = "limber-1-personal";
const KEPT = ["/owner", "/today/", "/sessions/7/", "/emergency/", "/stretches/cat-cow/"];

/** As much of CacheStorage as is asked for here: what is kept by name. */
function fakeCaches(found) {
  const open = async (name) => {
    if (!found.has(name)) found.set(name, new Set());
    const paths = found.get(name);
    return { keys: async () => [...paths].map((path) => ({ url: HOST + path })), delete: async ({ url }) => paths.delete(url.slice(HOST.length)) };
  };
  return { open, has: async (name) => found.has(name), delete: async (name) => found.delete(name) };
}

/** What is kept after a request, of what somebody signed in (or, with nothing, a visitor) had. */
async function keptAfter(request, paths = KEPT) {
  const found = new Map(paths.length ? [[PERSONAL, new Set(paths)]] : []);
  const listeners = {};
  const self = { addEventListener: (type, listener) => (listeners[type] = listener) };
  const RELEASE = { version: "1", files: [], pages: [], offline: "/offline/", today: "/today/" };
  runInContext(SOURCE, createContext({ self, RELEASE, URL, location: { origin: HOST }, caches: fakeCaches(found) }));
  const waits = [];
  const asked = { method: "POST", mode: "navigate", headers: new Headers(), ...request, url: HOST + request.url };
  listeners.fetch({ request: asked, waitUntil: (promise) => waits.push(promise), respondWith: () => {} });
  await Promise.all(waits);
  return found.has(PERSONAL) ? [...found.get(PERSONAL)] : null;
}

const TELLING = ["/emergency/", "/screening/", "/sessions/7/bad-day/"];
for (const url of TELLING) for (const mode of ["navigate", "cors"]) {
  test(`after a sign or a bad day told at ${url} (${mode}) no kept page leads through a session`, async () => {
    assert.deepEqual(await keptAfter({ url, mode }), ["/owner", "/emergency/", "/stretches/cat-cow/"]);
  });
}

test("reading those pages and answering an exercise leave what is kept", async () => {
  for (const url of ["/screening/", "/sessions/7/bad-day/"]) assert.deepEqual(await keptAfter({ url, method: "HEAD" }), KEPT);
  assert.deepEqual(await keptAfter({ url: "/sessions/7/entries/cat-cow/" }), KEPT);
});

test("for a visitor nothing personal begins to be kept", async () => {
  assert.equal(await keptAfter({ url: "/emergency/" }, []), null);
});
