import assert from "node:assert/strict";
import { test } from "node:test";
import { lengthen, phasesOf, repAt, sequence, startOfRound } from "../../static/js/sequence.js";
import { exercise, gentleStart } from "./support.js";

const totalSeconds = (phases) => phases.reduce((sum, { seconds }) => sum + seconds, 0);
const kinds = (phases) => phases.map(({ kind, side, seconds }) => [kind, side, seconds].filter(Boolean).join(" "));

test("a single hold gets ready, then holds", () => {
  assert.deepEqual(kinds(phasesOf(exercise("cobra-pose"), 0)), ["ready 5", "work 20"]);
});

test("sets rest in between and get ready anew", () => {
  const phases = phasesOf(exercise("childs-pose", { dose: { sets: 2 } }), 0);
  assert.deepEqual(kinds(phases), ["ready 5", "work 20", "rest 15", "ready 5", "work 20"]);
  assert.deepEqual(phases.map(({ set }) => set), [1, 1, 2, 2, 2]);
});

test("each side does all its sets, with one change of side", () => {
  const phases = phasesOf(exercise("hamstring-stretch", { sided: "each", dose: { sets: 2, hold: 15 } }), 0);
  assert.deepEqual(kinds(phases), [
    "ready left 5", "work left 15", "rest left 15", "ready left 5", "work left 15",
    "switch right 6",
    "ready right 5", "work right 15", "rest right 15", "ready right 5", "work right 15",
  ]);
});

test("alternating repetitions count left and right of one number", () => {
  const [, work] = phasesOf(exercise("heel-slides", { sided: "alternating", tempo: 4, dose: { reps: 6, hold: null } }), 0);
  assert.equal(work.seconds, 48);
  assert.deepEqual(repAt(work, 0), { rep: 1, side: "left" });
  assert.deepEqual(repAt(work, 5), { rep: 1, side: "right" });
  assert.deepEqual(repAt(work, 8), { rep: 2, side: "left" });
  assert.deepEqual(repAt(work, 48), { rep: 6, side: "right" });
});

test("an alternating hold changes side at every phase", () => {
  const phases = phasesOf(exercise("x", { sided: "alternating", dose: { reps: 2, hold: 10 } }), 0);
  assert.deepEqual(kinds(phases), ["ready 5", "work left 10", "work right 10", "work left 10", "work right 10"]);
});

test("the pause between exercises is longer when the position changes", () => {
  const pauses = sequence(gentleStart()).filter(({ kind }) => kind === "between");
  assert.deepEqual(pauses.map(({ exercise: index, seconds }) => [index, seconds]), [[1, 20], [2, 20], [3, 50], [4, 50]]);
});

test("the session takes the seconds the server counts", () => {
  const work = 120 + 48 + 60 + 40 + 40;
  const ready = 5 + 5 + 10 + 5 + 10;
  assert.equal(totalSeconds(sequence(gentleStart())), work + ready + 6 + 15 + 20 + 20 + 50 + 50);
});

test("the get-ready time is the person’s own, or none", () => {
  assert.deepEqual(kinds(phasesOf(exercise("x"), 0, { get_ready: 10 })), ["ready 10", "work 20"]);
  assert.deepEqual(kinds(phasesOf(exercise("x"), 0, { get_ready: 0 })), ["work 20"]);
});

test("no exercises make no phases", () => {
  assert.deepEqual(sequence([]), []);
});

test("fifteen seconds more lengthen a hold, and paced work by whole repetitions", () => {
  assert.equal(lengthen({ kind: "work", seconds: 20 }, 15).seconds, 35);
  const paced = lengthen({ kind: "work", tempo: 4, turns: 2, reps: 6, seconds: 48 }, 15);
  assert.deepEqual([paced.reps, paced.seconds], [8, 64]);
});

test("a round begins with its change of side, rest or get-ready", () => {
  const phases = sequence([exercise("a", { sided: "each", dose: { sets: 2 } })]);
  const kindAt = (index) => phases[startOfRound(phases, index)].kind;
  assert.equal(kindAt(1), "ready");
  assert.equal(kindAt(4), "rest");
  assert.equal(kindAt(7), "switch");
});
