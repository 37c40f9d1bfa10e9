import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlayer } from "../../static/js/player.js";
import { exercise, fakeClock, gentleStart } from "./support.js";

function play(exercises = gentleStart(), facts = {}) {
  const now = fakeClock();
  const player = createPlayer({ exercises, now, ...facts });
  const events = [];
  player.on((event) => events.push(event));
  const pass = (seconds, step = 0.25) => {
    for (let gone = 0; gone < seconds; gone += step) {
      now.pass(step);
      player.tick();
    }
  };
  const of = (type) => events.filter((event) => event.type === type);
  return { player, events, pass, of, now, model: () => player.model() };
}

const outcomes = (of) => of("done").map(({ exercise: index, outcome, sets, reason }) => [index, outcome, sets, reason]);
const three = () => [exercise("a"), exercise("b"), exercise("c")];

test("a whole session runs by itself and every exercise is done", () => {
  const { player, pass, of, model } = play();
  player.start();
  pass(509);
  assert.equal(model().status, "finished");
  assert.deepEqual(outcomes(of).map(([, outcome]) => outcome), ["done", "done", "done", "done", "done"]);
  assert.equal(of("done")[4].sets, 2);
});

test("an answer is asked after each exercise until the next work begins", () => {
  const { player, pass, of, model } = play(three());
  player.start();
  pass(26);
  assert.equal(model().asking, 0);
  assert.equal(model().kind, "between");
  pass(25);
  assert.equal(model().asking, null);
  assert.equal(of("unask").length, 1);
});

test("a hold says half-way once and counts its last five seconds once each", () => {
  const { player, pass, of } = play([exercise("a")]);
  player.start();
  pass(26);
  assert.equal(of("half").length, 1);
  const work = of("last").filter(({ phase }) => phase.kind === "work");
  assert.deepEqual(work.map(({ seconds }) => seconds), [5, 4, 3, 2, 1]);
});

test("paced work tells every repetition once, and no seconds", () => {
  const { player, pass, of } = play([exercise("cat-cow", { tempo: 8, dose: { reps: 5, hold: null } })]);
  player.start();
  pass(46);
  assert.deepEqual(of("rep").map(({ rep }) => rep), [1, 2, 3, 4, 5]);
  assert.equal(of("last").filter(({ phase }) => phase.kind === "work").length, 0);
});

test("pause holds the place and starting goes on", () => {
  const { player, pass, model } = play();
  player.start();
  pass(10);
  player.toggle();
  const { left } = model();
  pass(300);
  assert.equal(model().left, left);
  player.toggle();
  pass(1);
  assert.equal(model().left, left - 1);
});

test("skip in work leaves the exercise: skipped without a finished set", () => {
  const { player, pass, of, model } = play(three());
  player.start();
  pass(10);
  player.skip();
  assert.deepEqual(outcomes(of), [[0, "skipped", 0, ""]]);
  assert.equal(of("ask")[0].skipped, true);
  assert.deepEqual([model().kind, model().exercise.slug], ["between", "b"]);
});

test("skip after a finished set is less than planned: eased", () => {
  const { player, pass, of } = play([exercise("a", { dose: { sets: 3 } }), exercise("b")]);
  player.start();
  pass(50);
  player.skip();
  assert.deepEqual(outcomes(of), [[0, "eased", 1, ""]]);
});

test("one side alone is no whole set", () => {
  const { player, pass, of } = play([exercise("a", { sided: "each" }), exercise("b")]);
  player.start();
  pass(40);
  player.skip();
  assert.deepEqual(outcomes(of), [[0, "eased", 0, ""]]);
});

test("skip in a pause goes straight to the work and records nothing", () => {
  const { player, pass, of, model } = play(three());
  player.start();
  pass(26);
  player.skip();
  assert.deepEqual([model().kind, model().exercise.slug, of("done").length], ["work", "b", 1]);
});

test("back goes to the start of the set, pressed again to the one before", () => {
  const { player, pass, model } = play(three());
  player.start();
  pass(55);
  assert.equal(model().exercise.slug, "b");
  player.back();
  assert.deepEqual([model().kind, model().exercise.slug], ["ready", "b"]);
  player.back();
  assert.deepEqual([model().kind, model().exercise.slug], ["ready", "a"]);
  player.back();
  assert.equal(model().exercise.slug, "a");
});

test("fifteen seconds more", () => {
  const { player, pass, model } = play();
  player.start();
  pass(10);
  const { left } = model();
  player.more();
  assert.equal(model().left, left + 15);
});

test("hurt stops the clock until something is chosen", () => {
  const { player, pass, model } = play();
  player.start();
  pass(10);
  player.hurt();
  const { left } = model();
  pass(60);
  player.toggle();
  assert.deepEqual([model().status, model().left], ["hurt", left]);
  player.resolve("on");
  assert.equal(model().status, "running");
});

test("closing the question leaves it paused", () => {
  const { player, pass, model } = play();
  player.start();
  pass(10);
  player.hurt();
  player.resolve("wait");
  assert.equal(model().status, "paused");
});

test("stopping the exercise that hurts skips it for pain and goes on with the next", () => {
  const { player, pass, of, model } = play(three());
  player.start();
  pass(10);
  player.hurt();
  player.resolve("stop");
  assert.deepEqual(outcomes(of), [[0, "skipped", 0, "pain"]]);
  assert.equal(of("ask")[0].skipped, false);
  assert.deepEqual([model().status, model().exercise.slug], ["running", "b"]);
});

test("nerve signs leave the later exercises of the same direction out, without an answer for them", () => {
  const { player, pass, of } = play();
  player.start();
  pass(5 + 120 + 20 + 5 + 48 + 20 + 10);
  assert.equal(player.model().exercise.slug, "single-knee-to-chest");
  player.hurt();
  player.resolve("stop", "direction");
  assert.equal(player.model().status, "finished");
  assert.deepEqual(outcomes(of), [[0, "done", 1, ""], [1, "done", 1, ""], [2, "skipped", 0, "pain"]]);
});

test("a pain in the pause belongs to the exercise before it", () => {
  const { player, pass, of, model } = play(three());
  player.start();
  pass(30);
  player.hurt();
  assert.equal(player.concerned(), 0);
  player.resolve("stop");
  assert.equal(of("done").length, 1);
  assert.equal(model().exercise.slug, "b");
});

test("the easier form takes the place of what is left, with no more sets than were left", () => {
  const easier = { name: "a, easier", cue: "smaller", position: "chair", tempo: null, dose: { sets: 3, reps: 1, hold: 8 } };
  const { player, pass, of, model } = play([exercise("a", { dose: { sets: 2 }, easier }), exercise("b")]);
  player.start();
  pass(50);
  player.hurt();
  player.resolve("easier");
  assert.deepEqual([model().exercise.name, model().kind, model().left, model().phase.sets], ["a, easier", "between", 50, 1]);
  pass(50 + 5 + 9);
  assert.deepEqual(outcomes(of), [[0, "eased", 1, ""]]);
  assert.equal(model().exercise.slug, "b");
});

test("ending the session leaves the rest not reached", () => {
  const { player, pass, of, model } = play(three());
  player.start();
  pass(55);
  player.hurt();
  player.resolve("end");
  assert.deepEqual(outcomes(of), [[0, "done", 1, ""], [1, "skipped", 0, "pain"]]);
  assert.equal(model().status, "finished");
});

test("a long sleep records nothing as done", () => {
  const { player, pass, of, now, model } = play(three());
  player.start();
  pass(10);
  now.pass(3600);
  player.tick();
  assert.deepEqual([model().status, of("slept").length, of("done").length], ["paused", 1, 0]);
  assert.equal(model().exercise.slug, "a");
});

test("a short sleep goes on by real time and tells what was done", () => {
  const { player, pass, of, now, model } = play(three());
  player.start();
  pass(10);
  now.pass(50);
  player.tick();
  assert.deepEqual(outcomes(of), [[0, "done", 1, ""]]);
  assert.equal(model().exercise.slug, "b");
});

test("it resumes at the same exercise, set and side, with what was finished", () => {
  const list = () => [exercise("a"), exercise("b", { sided: "each", dose: { sets: 2 } })];
  const first = play(list());
  first.player.start();
  first.pass(5 + 20 + 20 + 5 + 20 + 15 + 5 + 20 + 6 + 5 + 4);
  const place = first.player.where();
  const { player, pass, of, model } = play(list(), { place });
  assert.deepEqual([model().exercise.slug, model().kind, model().side, model().status], ["b", "switch", "right", "idle"]);
  player.start();
  pass(6 + 5 + 20 + 15 + 5 + 21);
  assert.deepEqual(outcomes(of), [[1, "done", 2, ""]]);
});

test("it resumes in the easier form", () => {
  const easier = { name: "easy", dose: { sets: 1, reps: 1, hold: 8 } };
  const place = { slug: "a", set: 1, round: "1", kind: "work", form: "easier", rounds: [] };
  const { model } = play([exercise("a", { easier })], { place });
  assert.equal(model().exercise.name, "easy");
});

test("without a place it starts at the first exercise nothing is recorded for", () => {
  const [a, b, c] = three();
  assert.equal(play([{ ...a, recorded: 1 }, b, c]).model().exercise.slug, "b");
});
