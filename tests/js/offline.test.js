import assert from "node:assert/strict";
import { test } from "node:test";
import { sayAge, workOffline } from "../../static/js/offline.js";

const WORDS = "Kept {age}, on {time}.";
const NOON = Date.parse("2026-03-02T12:00:00Z");
const ago = (seconds) => sayAge(WORDS, new Date(NOON - seconds * 1000), "en", NOON);

test("an age is said in the largest unit that fits", () => {
  assert.match(ago(3 * 86400 + 5), /^Kept 3 days ago, on /);
  assert.match(ago(2 * 3600), /^Kept 2 hours ago, /);
  assert.match(ago(90), /^Kept 1 minute ago, /);
  assert.match(ago(5), /^Kept this minute, /);
});

test("a clock that runs behind the server's makes no page from the future", () => {
  assert.match(ago(-500), /^Kept this minute, /);
});

test("the moment itself is said with day and year", () => {
  assert.match(ago(86400), /2026/);
});

test("a page without a date says no age", () => {
  assert.equal(sayAge(WORDS, new Date("null"), "en"), "");
});

function pageWith({ kept, connection, registered = [] }) {
  const said = [];
  const told = [];
  const worker = { postMessage: (message) => told.push(message) };
  const line = {
    hidden: true,
    dataset: { words: WORDS, owner: "7", worker: "/service-worker.js" },
    querySelector: () => ({ append: (text) => said.push(text) }),
  };
  const document = {
    readyState: "complete",
    documentElement: { dataset: kept ? { kept } : {}, lang: "en" },
    location: { pathname: "/today/" },
    getElementById: () => line,
    querySelectorAll: () => [{ pathname: "/sessions/3/" }],
  };
  const serviceWorker = {
    controller: worker,
    addEventListener: () => {},
    register: async (url) => {
      registered.push(url);
      return { active: worker };
    },
  };
  return { window: { document, navigator: { serviceWorker, connection } }, line, said, told, registered };
}

test("a page from the network tells the worker its reader, itself and what it marks", async () => {
  const page = pageWith({});
  workOffline(page.window);
  await null;
  await null;
  assert.deepEqual(page.registered, ["/service-worker.js"]);
  assert.deepEqual(page.told, [{ owner: "7", urls: ["/today/", "/sessions/3/"] }]);
  assert.equal(page.line.hidden, true);
});

test("a kept page says its age and tells the worker nothing: its reader may be an older one", async () => {
  const page = pageWith({ kept: "Mon, 02 Mar 2026 12:00:00 GMT" });
  workOffline(page.window);
  await null;
  assert.equal(page.line.hidden, false);
  assert.match(page.said[0], /2026/);
  assert.deepEqual([page.registered, page.told], [[], []]);
});

test("who saves data or has no worker loses nothing", async () => {
  const page = pageWith({ connection: { saveData: true } });
  workOffline(page.window);
  await null;
  assert.deepEqual(page.registered, []);
  delete page.window.navigator.serviceWorker;
  assert.doesNotThrow(() => workOffline(page.window));
});
