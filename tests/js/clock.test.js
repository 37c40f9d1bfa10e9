import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createClock } from "../../static/js/clock.js";
import { fakeClock } from "./support.js";

let now;
let clock;

beforeEach(() => {
  now = fakeClock();
  clock = createClock([{ seconds: 5 }, { seconds: 20 }, { seconds: 10 }], now);
});

const at = () => {
  const { index, left } = clock.position();
  return [index, left];
};

function pass(seconds) {
  now.pass(seconds);
  return clock.tick();
}

test("it stands until it is started", () => {
  pass(30);
  assert.deepEqual(at(), [0, 5]);
});

test("it goes by the time that passed, not by the ticks", () => {
  clock.start();
  assert.deepEqual(pass(12.5).passed, [0]);
  assert.deepEqual(at(), [1, 12.5]);
});

test("one late tick can end several phases", () => {
  clock.start();
  assert.deepEqual(pass(27).passed, [0, 1]);
  assert.deepEqual(at(), [2, 8]);
});

test("a pause takes no time", () => {
  clock.start();
  pass(2);
  clock.pause();
  pass(500);
  clock.start();
  pass(1);
  assert.deepEqual(at(), [0, 2]);
});

test("at the end it stops", () => {
  clock.start();
  pass(40);
  assert.equal(clock.position().finished, true);
  assert.equal(clock.position().running, false);
});

test("a sleep within a phase goes on by real time", () => {
  clock.replace([{ seconds: 300 }]);
  clock.start();
  pass(10);
  assert.equal(pass(200).slept, false);
  assert.deepEqual(at(), [0, 90]);
});

test("a sleep past the end of a phase pauses where it fell asleep", () => {
  clock.start();
  pass(8);
  const result = pass(91);
  assert.deepEqual(result, { passed: [], slept: true });
  assert.deepEqual(at(), [1, 17]);
  assert.equal(clock.position().running, false);
});

test("a hidden tab that ticks once a minute goes on", () => {
  clock.start();
  assert.equal(pass(61).slept, false);
  assert.equal(clock.position().finished, true);
});

test("a wall clock set back adds nothing", () => {
  clock.start();
  pass(3);
  pass(-3600);
  pass(1);
  assert.deepEqual(at(), [0, 1]);
});

test("seeking keeps it running", () => {
  clock.start();
  clock.seek(1, 4);
  pass(1);
  assert.deepEqual(at(), [1, 15]);
});

test("seeking past the end finishes", () => {
  clock.start();
  clock.seek(99);
  assert.deepEqual([clock.position().finished, clock.position().running], [true, false]);
});
