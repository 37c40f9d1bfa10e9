import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpening, scoreOf } from "../../static/js/opening.js";
import { element, settle } from "./support.js";

test("the overall number counts, whatever the areas say", () => {
  assert.equal(scoreOf([["discomfort", "4"], ["areas", "neck"], ["areas-neck-score", "8"]]), 4);
  assert.equal(scoreOf([["discomfort", "0"]]), 0);
});

test("without an overall number the highest of the ticked areas counts", () => {
  const neck = [["areas", "neck"], ["areas-neck-side", "both"], ["areas-neck-score", "3"], ["areas-neck-right", "9"]];
  const hips = [["areas", "hips"], ["areas-hips-side", "differ"], ["areas-hips-score", "2"], ["areas-hips-right", "7"]];
  assert.equal(scoreOf(neck), 3);
  assert.equal(scoreOf([...neck, ...hips]), 7);
});

test("no answer is no number, so that it reaches none", () => {
  for (const fields of [[], [["discomfort", ""]], [["areas", "neck"]], [["areas-neck-score", "8"], ["note", "9"]]])
    assert.equal(scoreOf(fields), -Infinity);
});

/** “Start” in its form, the dialog, and what happened in order. */
function page(score, outcomes, sensation = "") {
  const happened = [];
  const field = element("input", { name: "discomfort", value: score });
  const opener = element("button");
  const felt = element("input", { name: "sensations", value: sensation });
  opener.form = { elements: sensation ? [field, felt] : [field], getAttribute: () => "/begin/", requestSubmit: () => happened.push("the server’s page") };
  const buttons = ["again", "stay", "leave"].map((name) => element("button", { "data-bad-day": name }));
  const dialog = element("dialog", {}, ...buttons);
  const start = createOpening(opener, dialog, {
    plan: { bad_day_from: 6, severe_from: 9, hurt: { dizzy: { stops: "session" }, "weak-leg": { stops: "direction" }, pulling: { stops: "nothing" } } },
    reach: async () => outcomes.shift(),
    async send(url, fields) {
      happened.push(`sent ${Object.fromEntries(fields).may_ask}`);
      return outcomes.shift();
    },
    queue: (url, fields) => happened.push(`queued ${new URLSearchParams(fields)}`),
    open: () => happened.push("opened"),
    giveWay: () => happened.push("the player gave way"),
    begun: () => happened.push("begun"),
  });
  const choose = (name) => dialog.querySelector(`[data-bad-day=${name}]`).fire("click");
  const offers = (name) => !dialog.querySelector(`[data-bad-day=${name}]`).hidden;
  return { start, choose, offers, happened, opener, asks: () => dialog.getAttribute("open") !== null };
}

test("on an ordinary day the player opens at once, and the start is kept until it is sent", async () => {
  const { start, happened, asks } = page("5", ["offline"]);
  await start();
  assert.deepEqual([happened, asks()], [["opened", "sent 1", "queued discomfort=5", "begun"], false]);
});

test("what the server won’t take it says on its own page", async () => {
  for (const outcome of ["refused", "denied"]) {
    const { start, happened } = page("5", [outcome]);
    await start();
    assert.deepEqual(happened, ["opened", "sent 1", "the player gave way", "the server’s page"]);
  }
});

test("a bad day is asked about by the server, where it can be reached; nothing opens before", async () => {
  const { start, happened, asks } = page("6", [true]);
  await start();
  assert.deepEqual([happened, asks()], [["the server’s page"], false]);
});

test("where it can’t be reached the page asks, and the planned session begins only if chosen", async () => {
  const { start, choose, happened, asks } = page("8", [false]);
  await start();
  assert.deepEqual([happened, asks()], [[], true]);
  choose("stay");
  await start();
  assert.deepEqual([happened, asks()], [["opened", "queued discomfort=8", "begun", "opened"], false]);
});

test("trying again asks the server; leaving begins nothing and asks again next time", async () => {
  const { start, choose, happened, asks } = page("8", [false, false, true]);
  await start();
  choose("leave");
  assert.deepEqual([happened, asks()], [[], false]);
  await start();
  assert.equal(asks(), true);
  choose("again");
  await settle();
  assert.deepEqual(happened, ["the server’s page"]);
});

test("a sign that stops more than an exercise is looked at first, whatever the number", async () => {
  for (const sign of ["dizzy", "weak-leg"]) {
    const { start, offers, happened, asks } = page("2", [false], sign);
    await start();
    assert.deepEqual([happened, asks(), offers("stay"), offers("leave")], [[], true, false, true], sign);
  }
  const { start, happened } = page("2", ["saved"], "pulling");
  await start();
  assert.deepEqual(happened, ["opened", "sent 1", "begun"]);
});

test("with a severe score nobody can stay with the planned session unseen", async () => {
  for (const [score, stays] of [["8", true], ["9", false]]) {
    const { start, offers } = page(score, [false]);
    await start();
    assert.equal(offers("stay"), stays, score);
  }
});

test("while the server is asked Start can’t be pressed again", async () => {
  const { start, opener } = page("8", [false]);
  const asked = start();
  assert.equal(opener.disabled, true);
  await asked;
  assert.equal(opener.disabled, false);
});
