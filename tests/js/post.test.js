import assert from "node:assert/strict";
import { test } from "node:test";
import { uuid } from "../../static/js/outbox.js";
import { createPost } from "../../static/js/post.js";

const item = { url: "/e/", key: "k1", at: 0, fields: [["sensations", "ache"], ["sensations", "stiff"]] };

function open(answer) {
  const calls = [];
  const fetch = async (url, options) => {
    calls.push([url, options]);
    return typeof answer === "function" ? answer(url) : answer;
  };
  return { calls, ...createPost({ fetch, token: "t1", whoami: "/whoami/" }) };
}

const status = (code, more) => ({ status: code, ok: code >= 200 && code < 300, type: "basic", ...more });

test("an answer is a form with its key, its moment and the token", async () => {
  const { post, calls } = open(status(204));
  assert.equal(await post(item), "saved");
  const [url, options] = calls[0];
  assert.equal(url, "/e/");
  assert.equal(String(options.body), "sensations=ache&sensations=stiff&key=k1&at=1970-01-01T00%3A00%3A00.000Z");
  assert.equal(options.headers["X-CSRFToken"], "t1");
  assert.deepEqual([options.method, options.redirect, options.keepalive], ["POST", "manual", true]);
});

const MEANINGS = [
  [status(204), "saved"], [status(0, { type: "opaqueredirect" }), "denied"], [status(401), "denied"],
  [status(403), "denied"], [status(404), "denied"], [status(422), "refused"], [status(400), "refused"],
  [status(429), "busy"], [status(500), "busy"], [status(503), "busy"],
];
for (const [response, word] of MEANINGS) {
  test(`${response.status || "a redirect"} means ${word}`, async () => {
    assert.equal(await open(response).post(item), word);
  });
}

for (const [told, stops] of [['{"stop": true}', 1], ["{}", 0], ["<html>", 0]]) {
  test(`an answer stored with ${told} is saved and ${stops ? "says" : "doesn’t say"} to stop`, async () => {
    let stopped = 0;
    const fetch = async () => status(200, { json: async () => JSON.parse(told) });
    const { post } = createPost({ fetch, token: "", whoami: "", onStop: () => (stopped += 1) });
    assert.deepEqual([await post(item), stopped], ["saved", stops]);
  });
}

test("no network is offline", async () => {
  const { post, identify } = open(() => {
    throw new TypeError("Failed to fetch");
  });
  assert.deepEqual([await post(item), await identify()], ["offline", null]);
});

test("a network that never answers is offline after a while", async () => {
  const fetch = (url, { signal }) =>
    new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  assert.equal(await createPost({ fetch, token: "", whoami: "", timeout: 5 }).post(item), "offline");
});

test("asking who is there brings a fresh token", async () => {
  const { post, identify, calls } = open((url) =>
    url === "/whoami/" ? status(200, { json: async () => ({ owner: 3, csrf: "t2" }) }) : status(204),
  );
  assert.equal(await identify(), "3");
  await post(item);
  assert.equal(calls[1][1].headers["X-CSRFToken"], "t2");
});

test("nobody is signed in when who-am-I redirects or denies", async () => {
  assert.equal(await open(status(0, { type: "opaqueredirect" })).identify(), "");
  assert.equal(await open(status(401)).identify(), "");
});

test("a broken server leaves open who is signed in", async () => {
  assert.equal(await open(status(502)).identify(), null);
  const hotel = status(200, { json: async () => JSON.parse("<html>") });
  assert.equal(await open(hotel).identify(), null);
});

test("keys are made without randomUUID too, as on plain http", () => {
  const { getRandomValues } = globalThis.crypto;
  const key = uuid({ getRandomValues: getRandomValues.bind(globalThis.crypto) });
  assert.match(key, /^[0-9a-f]{32}$/);
});
