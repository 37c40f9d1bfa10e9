import assert from "node:assert/strict";
import { test } from "node:test";
import { createCues, cueFor } from "../../static/js/cues.js";
import { createSound } from "../../static/js/sound.js";
import { createSpeech } from "../../static/js/speech.js";
import { createVibration } from "../../static/js/vibration.js";
import { createWakeLock } from "../../static/js/wakelock.js";
import { createWords } from "../../static/js/words.js";
import { settle } from "./support.js";

const words = createWords({ left: "left side", right: "right side", half_way: "Half-way", switch: "Change to your {side}",
  finished: "Done", set_count: "set {n} of {total}", rep_count: "{n} of {total}" });

function recorder() {
  const heard = [];
  return {
    heard,
    sound: { play: (name) => heard.push(`beep ${name}`) },
    vibration: { buzz: (name) => heard.push(`buzz ${name}`) },
    speech: { say: (text) => heard.push(text), stop: () => heard.push("hush") },
  };
}

const ALL = { sound: true, vibration: true, speech: true };
const half = { type: "half", phase: {} };

test("half-way is heard, felt and said", () => {
  const { heard, ...devices } = recorder();
  createCues({ ...devices, words, prefs: ALL }).heed(half, {});
  assert.deepEqual(heard, ["beep half", "buzz half", "Half-way"]);
});

test("each switch silences its own, at once", () => {
  const { heard, ...devices } = recorder();
  const prefs = { ...ALL };
  const cues = createCues({ ...devices, words, prefs });
  prefs.sound = false;
  cues.heed(half, {});
  prefs.speech = false;
  cues.heed(half, {});
  assert.deepEqual(heard, ["buzz half", "Half-way", "buzz half"]);
});

test("with all switches off it is silent", () => {
  const { heard, ...devices } = recorder();
  createCues({ ...devices, words, prefs: {} }).heed(half, {});
  assert.deepEqual(heard, []);
});

test("the last seconds are counted aloud in work, only beeped in a pause", () => {
  assert.equal(cueFor({ type: "last", seconds: 3, phase: { kind: "work" } }, {}, words).text, "3");
  assert.equal(cueFor({ type: "last", seconds: 3, phase: { kind: "rest" } }, {}, words).text, "");
});

test("a change of side names the side", () => {
  const phase = { kind: "switch", side: "right" };
  const cue = cueFor({ type: "phase", phase }, { phase, kind: "switch", side: "right", exercise: { name: "x" } }, words);
  assert.deepEqual(cue, { beep: "rest", buzz: "rest", text: "Change to your right side" });
});

test("paced work speaks its count, and the side where it alternates", () => {
  const count = (turns) => cueFor({ type: "rep", rep: 2, side: "left", phase: { turns } }, {}, words).text;
  assert.deepEqual([count(1), count(2)], ["2", "left side 2"]);
});

test("sound plays a tone for each note", () => {
  const started = [];
  class Context {
    currentTime = 10;
    destination = {};
    createOscillator = () => ({ frequency: {}, connect: (to) => to, start: (at) => started.push(at), stop() {} });
    createGain = () => ({ gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect: (to) => to });
  }
  createSound(Context).play("work");
  assert.deepEqual(started, [10, 10.14]);
});

test("a suspended context is resumed in the tap, and a refusal is no error", async () => {
  let asked = 0;
  class Context {
    state = "suspended";
    createOscillator() {}
    resume() {
      asked += 1;
      return Promise.reject(new Error("not allowed"));
    }
  }
  createSound(Context).unlock();
  await settle();
  assert.equal(asked, 1);
});

test("without Web Audio, Web Speech or a motor nothing happens", () => {
  const sound = createSound(undefined);
  const speech = createSpeech(undefined, undefined);
  const vibration = createVibration({});
  sound.play("work");
  speech.say("hello");
  speech.stop();
  vibration.buzz("work");
  assert.deepEqual([sound.available, speech.available, vibration.available], [false, false, false]);
});

test("devices that throw break nothing", () => {
  const broken = () => {
    throw new Error("broken");
  };
  createSound(broken).play("work");
  createSpeech({ cancel: broken, speak: broken }, class {}).say("hello");
  createVibration({ vibrate: broken }).buzz("work");
});

test("speech says the newest sentence in the page’s language", () => {
  const said = [];
  const synthesis = { cancel: () => said.push("cancel"), speak: ({ text, lang }) => said.push(`${lang}: ${text}`) };
  class Utterance {
    constructor(text) {
      this.text = text;
    }
  }
  createSpeech(synthesis, Utterance, "en-GB").say("Half-way");
  assert.deepEqual(said, ["cancel", "en-GB: Half-way"]);
});

test("vibration plays its pattern", () => {
  const buzzed = [];
  createVibration({ vibrate: (pattern) => buzzed.push(pattern) }).buzz("rest");
  assert.deepEqual(buzzed, [[200]]);
});

function screen({ refuse = false } = {}) {
  const states = [];
  const locks = [];
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const request = async () => {
    if (refuse) throw new Error("NotAllowedError");
    const lock = Object.assign(new EventTarget(), { released: false });
    lock.release = async () => {
      lock.released = true;
      lock.dispatchEvent(new Event("release"));
    };
    locks.push(lock);
    return lock;
  };
  const show = (state) => {
    document.visibilityState = state;
    if (state === "hidden") locks.at(-1)?.release();
    document.dispatchEvent(new Event("visibilitychange"));
    return settle();
  };
  const wake = createWakeLock({ navigator: { wakeLock: { request } }, document, onChange: (state) => states.push(state) });
  return { wake, states, locks, show };
}

test("the screen lock is taken, and taken again when the page is seen again", async () => {
  const { wake, states, locks, show } = screen();
  await wake.hold();
  await show("hidden");
  await show("visible");
  assert.deepEqual([states, locks.length, locks[1].released], [["held", "held"], 2, false]);
});

test("released at the end, it isn’t taken again", async () => {
  const { wake, locks, show } = screen();
  await wake.hold();
  await wake.release();
  await show("visible");
  assert.deepEqual([locks.length, locks[0].released], [1, true]);
});

test("given up while it was asked for, it is let go", async () => {
  const { wake, locks } = screen();
  const asked = wake.hold();
  await wake.release();
  await asked;
  assert.equal(locks[0].released, true);
});

test("a refusal is said", async () => {
  const { wake, states } = screen({ refuse: true });
  await wake.hold();
  assert.deepEqual(states, ["refused"]);
});

test("a browser without it, as on plain http, is said", async () => {
  const states = [];
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  await createWakeLock({ navigator: {}, document, onChange: (state) => states.push(state) }).hold();
  assert.deepEqual(states, ["missing"]);
});
