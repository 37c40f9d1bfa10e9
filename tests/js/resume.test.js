import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlaces, locate, newest } from "../../static/js/resume.js";
import { sequence } from "../../static/js/sequence.js";
import { exercise, fakeClock, fakeStorage, fullStorage, settle } from "./support.js";

const where = (facts = {}) => ({ slug: "b", set: 2, round: "2", kind: "work", form: "usual", ...facts });
const exercises = [exercise("a"), exercise("b", { dose: { sets: 3 } })];
const phases = sequence(exercises);

test("a place leads to the rest or get-ready before its set", () => {
  const { exercise: index, set, kind } = phases[locate(where(), exercises, phases)];
  assert.deepEqual([index, set, kind], [1, 2, "rest"]);
});

test("a pause between exercises is taken up as that", () => {
  assert.equal(phases[locate(where({ kind: "between", round: null }), exercises, phases)].kind, "between");
});

test("a set that is no more, after a changed dose, falls back to its exercise", () => {
  assert.equal(phases[locate(where({ set: 9, round: "9" }), exercises, phases)].exercise, 1);
});

test("an exercise that is no more falls back to the first unrecorded one", () => {
  const list = [{ ...exercises[0], recorded: 1 }, exercises[1]];
  assert.equal(phases[locate(where({ slug: "gone" }), list, phases)].exercise, 1);
});

test("an exercise recorded after it was left, by hand, isn’t taken up again; one begun anew is", () => {
  const { places } = open();
  places.remember(where());
  const recall = (recorded) => places.recall(null, [exercises[0], { ...exercises[1], recorded }]);
  assert.equal(recall(5001), null);
  assert.equal(recall(4999).slug, "b");
});

test("the newer of browser and server wins", () => {
  assert.equal(newest({ at: 1 }, { at: 2 }).at, 2);
  assert.equal(newest({ at: 3 }, { at: 2 }).at, 3);
  assert.equal(newest(null, null), null);
});

function open(facts = {}) {
  const sent = [];
  const settings = { owner: "ann", session: 7, storage: fakeStorage(), now: fakeClock(5000) };
  const places = createPlaces({ ...settings, send: async (place) => sent.push(place), ...facts });
  return { places, sent };
}

test("it remembers and recalls, and forgets at the end", () => {
  const { places } = open();
  places.remember(where());
  assert.deepEqual(places.recall(null, exercises), { ...where(), at: 5000 });
  places.forget();
  assert.equal(places.recall(null, exercises), null);
});

test("the server hears of a new set, not of every phase", () => {
  const { places, sent } = open();
  places.remember(where({ kind: "ready" }));
  places.remember(where());
  places.remember(where({ set: 3, round: "3" }));
  assert.deepEqual(sent.map(({ set }) => set), [2, 3]);
});

test("nothing to remember keeps what was remembered", () => {
  const { places } = open();
  places.remember(where());
  places.remember(null);
  assert.equal(places.recall(null, exercises).set, 2);
});

test("full or damaged storage and a failing server break nothing", async () => {
  const { places } = open({ storage: fullStorage(), send: () => Promise.reject(new Error("offline")) });
  places.remember(where());
  await settle();
  assert.deepEqual(places.recall({ at: 1 }, exercises), { at: 1 });
  const storage = fakeStorage();
  storage.setItem("limber.place.ann.7", "{");
  assert.equal(open({ storage }).places.recall(null, exercises), null);
});
