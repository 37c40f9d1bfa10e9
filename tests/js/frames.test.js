import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createFrames } from "../../static/js/frames.js";

let frames;
let shown;
let status;
let onTick;
let next;
let document;

/** Lets the screen show a frame at that time, in milliseconds; nothing where none was asked for. */
function frame(time) {
  const run = next;
  next = null;
  shown = [];
  run?.(time);
  return shown.join();
}

beforeEach(() => {
  [shown, status, next, onTick] = [[], "running", null, () => {}];
  document = { hidden: false };
  const window = { document, requestAnimationFrame: (run) => (next = run) };
  const player = { tick: () => onTick(), model: () => ({ status }) };
  const showing = (...names) => Object.fromEntries(names.map((name) => [name, () => shown.push(name)]));
  frames = createFrames(window, { player, moving: showing("time", "drawing"), steps: showing("phase", "exercise") });
});

test("what happened is shown one thing a frame, then time and drawing take turns", () => {
  frames.show();
  assert.deepEqual([100, 117, 133, 150, 167].map(frame), ["phase", "exercise", "time", "drawing", "time"]);
});

test("a faster screen gets no more turns", () => {
  frames.show();
  assert.deepEqual([100, 108, 117, 125, 133].map(frame), ["phase", "", "exercise", "", "time"]);
});

test("what a frame’s tick brings waits for the next ones, each thing in its own", () => {
  frames.later("status", () => shown.push("status"));
  onTick = () => frames.later("question", () => shown.push("question"));
  assert.equal(frame(100), "");
  onTick = () => {};
  assert.deepEqual([117, 133].map(frame), ["status", "question"]);
});

test("of two things of one name only the newer is shown, where the older stood", () => {
  frames.later("status", () => shown.push("old"));
  frames.later("question", () => shown.push("question"));
  frames.later("status", () => shown.push("new"));
  assert.deepEqual([100, 117].map(frame), ["new", "question"]);
});

test("a pause shows what waits and ends the frames", () => {
  status = "paused";
  frames.show();
  assert.deepEqual([100, 117, 133, 150].map(frame), ["phase", "exercise", "time", "drawing"]);
  assert.equal(next, null);
});

test("however often something happens, only one row of frames is asked for", () => {
  let rows = 0;
  frames = createFrames({ document, requestAnimationFrame: () => (rows += 1) }, { player: { model: () => ({}) }, moving: {}, steps: { phase: null } });
  frames.show();
  frames.show();
  assert.equal(rows, 1);
});

test("where nobody looks all is shown at once, as no frame comes", () => {
  [document.hidden, status] = [true, "paused"];
  frames.show();
  assert.deepEqual([shown, next], [["phase", "exercise", "time", "drawing"], null]);
});

test("what waits when the page is hidden is shown before what comes then", () => {
  frames.later("question", () => shown.push("asked"));
  document.hidden = true;
  frames.later("status", () => shown.push("said"));
  frames.later("question", () => shown.push("closed"));
  assert.deepEqual(shown, ["asked", "said", "closed"]);
});

test("a fault in one frame doesn’t end them", () => {
  frames.show();
  frame(100);
  frames.later("status", () => {
    throw new Error("a fault");
  });
  frame(117);
  assert.throws(() => frame(133), /a fault/);
  assert.equal(frame(150), "time");
});
