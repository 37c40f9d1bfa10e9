import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createQueue } from "../../static/js/queue.js";
import { fakeClock, fakeStorage, fullStorage, settle } from "./support.js";

let storage;
let server;
let timers;
let keys;
let now;

/** A server that stores each key once, with a network that can fail before or after it got the answer. */
function fakeServer() {
  const stored = new Map();
  const log = [];
  return {
    stored,
    log,
    network: "up",
    person: "ann",
    async post(item) {
      log.push(item.key);
      if (this.network === "down") return "offline";
      if (this.person !== "ann") return "denied";
      stored.set(item.key, item);
      return this.network === "loses replies" ? "offline" : "saved";
    },
    async identify() {
      return this.network === "up" ? this.person : null;
    },
  };
}

beforeEach(() => {
  storage = fakeStorage();
  server = fakeServer();
  timers = [];
  keys = 0;
  now = fakeClock();
});

function open(facts = {}) {
  const states = [];
  const queue = createQueue({
    owner: "ann",
    storage,
    post: (item) => server.post(item),
    identify: () => server.identify(),
    now,
    uuid: () => `key-${(keys += 1)}`,
    later: (action, delay) => {
      const timer = { action, delay, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
    onChange: (state) => states.push(state),
    ...facts,
  });
  return { queue, states, last: () => states.at(-1) };
}

const answer = (queue, feel) => queue.add("/sessions/7/entries/cat-cow/", [["feel", feel]], 7);
const urls = () => [...server.stored.values()].map(({ fields }) => fields[0][1]);

test("an answer is on the disk before add returns", () => {
  const { queue } = open();
  answer(queue, "fine");
  assert.equal(Object.keys(storage).length, 1);
});

test("with the network up it is sent at once and nothing waits", async () => {
  const { queue, last } = open();
  answer(queue, "fine");
  await settle();
  assert.deepEqual(urls(), ["fine"]);
  assert.deepEqual(last(), { waiting: 0, refused: 0, reason: null, kept: true });
  assert.equal(Object.keys(storage).length, 0);
});

test("offline answers wait, and go in order when the network is back", async () => {
  server.network = "down";
  const { queue, last } = open();
  for (const feel of ["fine", "bit", "too-much"]) answer(queue, feel);
  await settle();
  assert.deepEqual([last().waiting, last().reason], [3, "offline"]);
  server.network = "up";
  await queue.flush();
  assert.deepEqual(urls(), ["fine", "bit", "too-much"]);
  assert.equal(last().waiting, 0);
});

test("a lost reply sends the same key again and stores it once", async () => {
  server.network = "loses replies";
  const { queue } = open();
  answer(queue, "fine");
  await settle();
  server.network = "up";
  await queue.flush();
  assert.deepEqual(server.log, ["key-1", "key-1"]);
  assert.equal(server.stored.size, 1);
});

test("a closed tab loses nothing: the next page sends what waits", async () => {
  server.network = "down";
  answer(open().queue, "fine");
  await settle();
  server.network = "up";
  const { queue } = open();
  assert.equal(queue.waiting(), 1);
  await queue.flush();
  assert.deepEqual(urls(), ["fine"]);
});

test("two flushes at once send each answer once", async () => {
  server.network = "down";
  const { queue } = open();
  answer(queue, "fine");
  await settle();
  server.network = "up";
  server.log.length = 0;
  await Promise.all([queue.flush(), queue.flush(), queue.flush()]);
  assert.deepEqual(server.log, ["key-1"]);
});

test("it tries again by itself, later and later", async () => {
  server.network = "down";
  const { queue } = open();
  answer(queue, "fine");
  await settle();
  const first = timers.at(-1);
  await first.action();
  assert.equal(timers.at(-1).delay, first.delay * 2);
  server.network = "up";
  await timers.at(-1).action();
  assert.deepEqual(urls(), ["fine"]);
});

test("signed out: the answer stays, and is sent after the sign-in", async () => {
  server.person = "";
  const { queue, last } = open();
  answer(queue, "fine");
  await settle();
  assert.deepEqual([last().waiting, last().reason], [1, "signed-out"]);
  server.person = "ann";
  await queue.flush();
  assert.deepEqual([urls(), last().reason], [["fine"], null]);
});

test("someone else signed in: it isn’t sent, not even tried again", async () => {
  server.person = "ben";
  const { queue, last } = open();
  answer(queue, "fine");
  await settle();
  assert.equal(last().reason, "other-person");
  server.log.length = 0;
  await queue.flush();
  assert.deepEqual([server.log, queue.waiting()], [[], 1]);
});

test("another person’s page doesn’t see the answers that wait", async () => {
  server.network = "down";
  answer(open().queue, "fine");
  await settle();
  server.network = "up";
  server.person = "ben";
  const ben = open({ owner: "ben" });
  await ben.queue.flush();
  assert.deepEqual([ben.queue.waiting(), server.stored.size], [0, 0]);
});

test("an old token: after asking who is there it is sent under the new one", async () => {
  let stale = true;
  const post = async (item) => (stale ? "denied" : server.post(item));
  const identify = async () => {
    stale = false;
    return "ann";
  };
  const { queue } = open({ post, identify });
  answer(queue, "fine");
  await settle();
  assert.deepEqual(urls(), ["fine"]);
});

test("a refused answer is said and doesn’t hold up the others", async () => {
  const post = async (item) => (item.fields[0][1] === "bad" ? "refused" : server.post(item));
  const { queue, last } = open({ post });
  answer(queue, "bad");
  answer(queue, "fine");
  await settle();
  assert.deepEqual([urls(), last().refused, last().waiting], [["fine"], 1, 0]);
});

test("an answer to what is gone for its own person is refused, not kept forever", async () => {
  const { queue, last } = open({ post: async () => "denied" });
  answer(queue, "fine");
  await settle();
  assert.deepEqual([last().refused, last().waiting], [1, 0]);
});

test("a busy server keeps the answer", async () => {
  const { queue, last } = open({ post: async () => "busy" });
  answer(queue, "fine");
  await settle();
  assert.deepEqual([last().waiting, last().reason], [1, "busy"]);
});

test("without storage answers wait in memory, and that is said", async () => {
  server.network = "down";
  const { queue, last } = open({ storage: fullStorage() });
  answer(queue, "fine");
  await settle();
  assert.deepEqual([last().waiting, last().kept], [1, false]);
  server.network = "up";
  await queue.flush();
  assert.deepEqual(urls(), ["fine"]);
});

test("forbidden storage breaks nothing", async () => {
  const { queue } = open({ storage: null });
  answer(queue, "fine");
  await settle();
  assert.deepEqual(urls(), ["fine"]);
});

test("a damaged entry is passed over", async () => {
  storage.setItem("limber.answer.ann.000.x", "{");
  const { queue } = open();
  answer(queue, "fine");
  await settle();
  assert.deepEqual(urls(), ["fine"]);
});

test("answers of the same millisecond, or after the clock was set back, keep their order", async () => {
  server.network = "down";
  const { queue } = open();
  answer(queue, "one");
  now.pass(-60);
  answer(queue, "two");
  await settle();
  server.network = "up";
  await queue.flush();
  assert.deepEqual(urls(), ["one", "two"]);
});

test("where the browser has locks, one tab sends at a time", async () => {
  const asked = [];
  const locks = { request: (name, run) => (asked.push(name), run()) };
  const { queue } = open({ locks });
  answer(queue, "fine");
  await settle();
  assert.deepEqual([asked, urls()], [["limber.answer.ann"], ["fine"]]);
});

test("a failing sender rejects nothing and is tried later", async () => {
  const post = async () => {
    throw new Error("broken");
  };
  const { queue, last } = open({ post });
  answer(queue, "fine");
  await settle();
  assert.deepEqual([last().waiting, last().reason, timers.length], [1, "offline", 1]);
});
