import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createFrames } from "../../static/js/frames.js";

let frames;
let shown;
let status;
let onTick;
let next;

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
  const window = { requestAnimationFrame: (run) => (next = run) };
  const player = { tick: () => onTick(), model: () => ({ status }) };
  frames = createFrames(window, { player, draw: () => shown.push("drawing"), tell: () => shown.push("words") });
});

test("drawing and words take turns", () => {
  frames.start();
  assert.deepEqual([100, 117, 133, 150].map(frame), ["drawing", "words", "drawing", "words"]);
});

test("a faster screen gets no more turns", () => {
  frames.start();
  assert.deepEqual([100, 108, 117, 125, 133].map(frame), ["drawing", "", "words", "", "drawing"]);
});

test("what a frame’s tick brings is said in the next, and drawn in the one after", () => {
  frames.start();
  onTick = () => frames.show();
  assert.equal(frame(100), "");
  onTick = () => {};
  assert.deepEqual([117, 133].map(frame), ["words", "drawing"]);
});

test("what a person does is said at once, and drawn in the next frame", () => {
  frames.start();
  frame(100);
  shown = [];
  frames.show();
  assert.equal(shown.join(), "words");
  assert.deepEqual([117, 133].map(frame), ["drawing", "words"]);
});

test("where no frame will come both are shown at once", () => {
  status = "paused";
  frames.show();
  assert.equal(shown.join(), "words,drawing");
});

test("a pause ends the frames, and starting again begins one row of them", () => {
  frames.start();
  status = "paused";
  frame(100);
  assert.equal(next, null);
  status = "running";
  frames.start();
  frames.start();
  assert.equal(frame(200), "words");
  assert.equal(frame(217), "drawing");
});
