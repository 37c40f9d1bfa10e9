import assert from "node:assert/strict";
import { test } from "node:test";
import { between, createFigure, framesOf, placeAt, poseAt } from "../../static/js/figure.js";
import { breathAt, createView, digits } from "../../static/js/view.js";
import { createWords } from "../../static/js/words.js";
import { element, part } from "./support.js";

const words = createWords({ left: "left side", rep_count: "{n} of {total}", set_count: "Set {n} of {total}", pause: "Pause",
  go_on: "Go on", skip: "Skip this exercise", skip_wait: "Skip the wait", between: "Next: {name}", work: "Stretch" });

const model = (facts = {}) => ({
  status: "running", kind: "work", share: 0.25, left: 15, elapsed: 5, side: "left", rep: 2, number: 2, total: 5,
  exercise: { name: "Hamstring stretch", cue: "Pull gently" }, next: { name: "Cobra" },
  phase: { kind: "work", set: 1, sets: 2, rep: 2, reps: 3, side: "left", seconds: 20 }, ...facts,
});

function section() {
  const ring = element("circle", { "data-player": "ring" });
  const names = ["digits", "name", "cue", "side", "count", "next", "toggle-label", "skip-label", "progress"];
  const root = element("section", {}, ring, ...names.map((name) => part(name)));
  return { root, ring, text: (name) => root.querySelector(`[data-player="${name}"]`).textContent };
}

test("it shows what to do, for how long, on which side, and how far", () => {
  const { root, ring, text } = section();
  const view = createView(root, { words });
  for (const show of [view.time, view.phase, view.exercise]) show(model());
  assert.deepEqual(["name", "cue", "side", "count", "digits", "progress", "next"].map(text),
    ["Hamstring stretch", "Pull gently", "left side", "Set 1 of 2 · 2 of 3", "15", "2 of 5", "Next: Cobra"]);
  assert.equal(ring.getAttribute("stroke-dashoffset"), "25");
  assert.deepEqual([root.getAttribute("data-status"), root.getAttribute("data-kind")], ["running", "work"]);
});

test("what didn’t change isn’t written again", () => {
  const { root, ring } = section();
  const view = createView(root, { words });
  const render = (shown) => [view.time, view.phase, view.exercise].forEach((show) => show(shown));
  render(model());
  const writes = root.writes + ring.writes;
  render(model());
  render(model({ share: 0.2501 }));
  assert.equal(root.writes + ring.writes, writes);
});

test("a text that is there is changed, not put in anew", () => {
  const { root } = section();
  const digits = root.querySelector('[data-player="digits"]');
  digits.firstChild = { data: "16" };
  createView(root, { words }).time(model());
  assert.deepEqual([digits.firstChild.data, digits.textContent], ["15", ""]);
});

test("an element the page leaves out is left out", () => {
  createView(element("section"), { words }).time(model());
});

test("the buttons say what they do now", () => {
  const { root, text } = section();
  const view = createView(root, { words });
  view.controls(model());
  assert.deepEqual([text("toggle-label"), text("skip-label")], ["Pause", "Skip this exercise"]);
  view.controls(model({ status: "paused", kind: "rest" }));
  assert.deepEqual([text("toggle-label"), text("skip-label")], ["Go on", "Skip the wait"]);
});

test("digits are seconds, minutes above one, and the count in paced work", () => {
  assert.equal(digits(model({ left: 14.2 })), "15");
  assert.equal(digits(model({ left: 119.5 })), "2:00");
  assert.equal(digits(model({ left: 65 })), "1:05");
  assert.equal(digits(model({ phase: { kind: "work", tempo: 8 }, rep: 3 })), "3");
  assert.equal(digits(model({ phase: null })), "");
});

test("the breath pacer grows in and shrinks out, once a repetition", () => {
  const exercise = { breath: [{ label: "in", share: 0.5, to: 1 }, { label: "out", share: 0.5, to: 0 }] };
  const at = (elapsed) => breathAt({ exercise, elapsed, phase: { kind: "work", tempo: 8 } });
  assert.deepEqual(at(0), { label: "in", size: 20 });
  assert.deepEqual(at(2), { label: "in", size: 30 });
  assert.deepEqual(at(4), { label: "out", size: 40 });
  assert.deepEqual(at(10), { label: "in", size: 30 });
  assert.equal(breathAt({ exercise, elapsed: 1, phase: { kind: "rest" } }), null);
});

test("words fill blanks, count in the language’s way, and leave out what is missing", () => {
  const many = createWords({ waiting_one: "{n} answer waits", waiting_other: "{n} answers wait", offline: "You are offline." });
  assert.equal(many.waiting({ waiting: 1, refused: 0, reason: "offline", kept: true }), "1 answer waits You are offline.");
  assert.equal(many.waiting({ waiting: 2, refused: 0, reason: null, kept: true }), "2 answers wait");
  assert.equal(many.waiting({ waiting: 0, refused: 0, reason: null, kept: true }), "");
  assert.equal(many.say("nothing"), "");
});

test("the breath pacer can begin with the breath out", () => {
  const exercise = { breath_seconds: 10, breath: [{ label: "out", share: 0.4, to: 0 }, { label: "in", share: 0.6, to: 1 }] };
  const at = (elapsed) => breathAt({ exercise, elapsed, phase: { kind: "work" } });
  assert.deepEqual([at(0), at(2), at(7)], [{ label: "out", size: 40 }, { label: "out", size: 30 }, { label: "in", size: 30 }]);
});

test("frames are the drawing’s own numbers and the differences that follow", () => {
  const part = framesOf("M0 0l10-4", ["4,2,,-4", ",,1,"]);
  assert.deepEqual(part.frames, [[0, 0, 10, -4], [4, 2, 10, -8], [4, 2, 11, -8]]);
  assert.equal(between(part, 0, 0.5), "M2 1l10-6");
  assert.equal(between(part, 2, 0), "M4 2l11-8");
});

test("a number that loses its minus gets a space", () => {
  assert.equal(between(framesOf("M5-4", [",8"]), 0, 1), "M5 4");
  assert.equal(between(framesOf("M5-4", [",4"]), 0, 1), "M5 0");
});

test("a loop rests, goes, holds and returns", () => {
  const at = (seconds) => Math.round(placeAt([1, 2, 1, 4], seconds / 8) * 100) / 100;
  assert.deepEqual([0, 1, 2, 3, 4, 6].map(at), [0, 0, 0.5, 1, 1, 0.5]);
});

test("the figure moves with paced work, goes into a hold while getting ready, stays, and comes out in the rest", () => {
  const figure = { timing: [0, 4, 0, 4] };
  const at = (phase, elapsed) => Math.round(poseAt({ phase, elapsed }, figure) * 100) / 100;
  assert.equal(at({ kind: "work", tempo: 4 }, 5), 0.5);
  assert.equal(at({ kind: "ready", held: true, seconds: 5 }, 2.5), 0.5);
  assert.equal(at({ kind: "work", held: true }, 7), 1);
  assert.equal(at({ kind: "rest", held: true }, 1), 0.5);
  assert.equal(at({ kind: "rest", held: true }, 9), 0);
  assert.equal(at({ kind: "between", held: true }, 1), 0);
  assert.equal(at({ kind: "ready", seconds: 5 }, 2.5), 0);
  assert.equal(poseAt({ phase: { kind: "work", held: true }, elapsed: 4 }, { ...figure, loops: true }), 1);
});

const FIGURE = { template: "figure-cat-cow", parts: [["trunk"]], frames: [["8,8"]], places: [0, 1], timing: [0, 4, 0, 4], side: "left" };

function stage(reduced) {
  const trunk = element("path", { "data-part": "trunk", d: "M0 0" });
  const svg = element("svg", { viewBox: "0 0 200 100" }, element("g", { "data-mirror": "" }, trunk));
  const document = { getElementById: (id) => (id === FIGURE.template ? { content: element("div", {}, svg) } : null) };
  const box = element("div");
  const { show } = createFigure(box, document, () => reduced);
  const frame = (elapsed, facts = {}) => show({ exercise: { figure: FIGURE }, side: "left", elapsed, phase: { kind: "work", tempo: 8 }, ...facts });
  const paths = () => box.querySelectorAll("path").map((path) => path.getAttribute("d"));
  return { box, frame, paths };
}

test("the drawing’s parts follow the clock", () => {
  const { frame, paths } = stage(false);
  frame(2);
  assert.deepEqual(paths(), ["M4 4"]);
});

test("with reduced motion start and end stand side by side and nothing moves", () => {
  const { frame, paths, box } = stage(true);
  frame(2);
  frame(5);
  assert.deepEqual(paths(), ["M0 0", "M8 8"]);
  assert.equal(box.children[1].getAttribute("aria-hidden"), "true");
});

test("the other side is mirrored", () => {
  const { frame, box } = stage(false);
  frame(0, { side: "right" });
  assert.equal(box.querySelector("g").getAttribute("transform"), "translate(200 0) scale(-1 1)");
});

test("a change of side turns the drawing that is there, and back", () => {
  const { frame, box } = stage(false);
  frame(0);
  const [svg] = box.children;
  frame(0, { side: "right" });
  frame(0);
  assert.deepEqual([box.children, box.querySelector("g").getAttribute("transform")], [[svg], ""]);
});

test("an exercise without a figure hides the box", () => {
  const { frame, box } = stage(false);
  frame(0, { exercise: { figure: null } });
  assert.equal(box.hidden, true);
});
