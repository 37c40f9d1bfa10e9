import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnswers } from "../../static/js/answers.js";
import { sameDirection, verdict } from "../../static/js/hurt.js";
import { createHurtDialog } from "../../static/js/hurt-dialog.js";
import { createWords } from "../../static/js/words.js";
import { element, part } from "./support.js";

const radio = (name, value) => element("input", { type: "radio", name, value });
const box = (name, value) => element("input", { type: "checkbox", name, value });

function ask() {
  const fine = radio("feel", "fine");
  const five = radio("discomfort", "5");
  const ache = box("sensations", "ache");
  const tired = radio("reason", "tired");
  const details = part("more", five, ache);
  const feel = element("fieldset", { "data-player": "feel" }, fine, details);
  const reasons = element("fieldset", { "data-player": "reasons" }, tired);
  const form = element("form", {}, part("ask"), feel, reasons, part("sides"));
  const saved = [];
  const opened = [];
  const shown = [];
  const told = { save: (index, fields) => saved.push([index, fields]), opened: (open) => opened.push(open), shown: (how) => shown.push(how) };
  const answers = createAnswers(form, told);
  const choose = (control, checked = true) => {
    control.checked = checked;
    control.fire("change");
  };
  const question = (...given) => {
    answers.ask(...given);
    answers.offer();
  };
  return { answers, question, saved, opened, shown, choose, form, fine, five, ache, tired, feel, reasons, details };
}

test("an answer is saved the moment it is given, and only what was answered", () => {
  const { question, saved, choose, fine } = ask();
  question(2, "How was Cat-cow?", false);
  choose(fine);
  assert.deepEqual(saved, [[2, [["feel", "fine"]]]]);
});

test("asked and not answered sends nothing", () => {
  const { answers, question, saved } = ask();
  question(0, "How was it?");
  answers.close();
  assert.deepEqual(saved, []);
});

test("a number and sensations go along once chosen; taken back they are sent empty", () => {
  const { question, saved, choose, fine, five, ache } = ask();
  question(0, "How was it?");
  choose(fine);
  choose(five);
  choose(ache);
  assert.deepEqual(saved.at(-1)[1], [["feel", "fine"], ["discomfort", "5"], ["sensations", "ache"]]);
  choose(ache, false);
  assert.deepEqual(saved.at(-1)[1], [["feel", "fine"], ["discomfort", "5"], ["sensations", ""]]);
});

test("the next exercise starts with nothing chosen", () => {
  const { question, saved, choose, fine, ache } = ask();
  question(0, "How was it?");
  choose(fine);
  question(1, "How was it?");
  choose(ache);
  assert.deepEqual(saved.at(-1), [1, [["sensations", "ache"]]]);
});

test("a skipped exercise is asked why", () => {
  const { question, saved, choose, tired, feel, reasons } = ask();
  question(0, "Why did you skip it?", { skipped: true });
  assert.deepEqual([feel.hidden, feel.disabled, reasons.hidden], [true, true, false]);
  choose(tired);
  assert.deepEqual(saved, [[0, [["reason", "tired"]]]]);
});

test("the choices come after the question, in a frame of their own", () => {
  const { answers, feel, form } = ask();
  answers.ask(0, "How was it?");
  assert.deepEqual([form.hidden, feel.hidden, feel.disabled], [false, true, true]);
  answers.offer();
  assert.deepEqual([feel.hidden, feel.disabled], [false, false]);
});

test("what is to be seen is told with every change of it", () => {
  const { answers, shown } = ask();
  answers.ask(0, "How was it?");
  answers.open(true);
  answers.close();
  assert.deepEqual(shown.map(({ isAsking, isOpen }) => [isAsking, isOpen]), [[true, false], [true, true], [true, false], [false, false]]);
});

test("opening and closing the fuller questions is told, closing the form too", () => {
  const { answers, question, opened, form } = ask();
  question(0, "How was it?");
  answers.open(true);
  assert.equal(answers.isOpen(), true);
  answers.close();
  assert.deepEqual([opened, form.hidden, answers.isOpen()], [[true, false], true, false]);
});

const RULES = {
  ache: { stops: "nothing", advice: "Go on with a smaller movement." },
  sharp: { stops: "exercise", advice: "Stop this one." },
  numb: { stops: "direction", advice: "Stop everything that bends this way." },
  dizzy: { stops: "session", advice: "Sit or lie down.", link: "/emergency/" },
};

test("the gravest sensation decides", () => {
  assert.equal(verdict(["ache", "dizzy", "sharp"], RULES).advice, "Sit or lie down.");
  assert.equal(verdict(["ache", "numb"], RULES).stops, "direction");
});

test("what may be chosen follows from it", () => {
  const actions = (...sensations) => verdict(sensations, RULES, { easier: true }).actions;
  assert.deepEqual(actions("ache"), ["on", "easier", "stop", "end", "wait"]);
  assert.deepEqual(actions("sharp"), ["easier", "stop", "end", "wait"]);
  assert.deepEqual(actions("numb"), ["stop", "end", "wait"]);
  assert.deepEqual(actions("dizzy"), ["end", "wait"]);
});

test("nothing chosen, or something unknown, stops the exercise", () => {
  assert.equal(verdict([], RULES).stops, "exercise");
  assert.equal(verdict(["new"], RULES, { advice: "Stop." }).advice, "Stop.");
  assert.equal(verdict(["sharp"], undefined).stops, "exercise");
});

test("directions: both goes with each, neutral stands alone", () => {
  assert.equal(sameDirection("bending", "both"), true);
  assert.equal(sameDirection("bending", "arching"), false);
  assert.equal(sameDirection("neutral", "neutral"), false);
});

test("what was told of an exercise before is ticked, and taken back only by who saw it ticked", () => {
  const { question, saved, choose, fine, ache } = ask();
  question(1, "How was it?", { told: ["ache"] });
  assert.equal(ache.checked, true);
  choose(fine);
  assert.deepEqual(saved.at(-1), [1, [["feel", "fine"], ["sensations", "ache"]]]);
  choose(ache, false);
  assert.deepEqual(saved.at(-1), [1, [["feel", "fine"], ["sensations", ""]]]);
  question(2, "How was the next?");
  assert.equal(ache.checked, false);
});

function hurt() {
  const sharp = box("sensations", "sharp");
  const buttons = ["on", "easier", "stop", "end"].map((name) => element("button", { "data-hurt": name }));
  const dialog = element("dialog", {}, element("form", {}, sharp), part("advice"), part("advice-link"), ...buttons);
  const told = [];
  createHurtDialog(dialog, {
    rules: RULES,
    words: createWords({ hurt_advice: "Stop this one." }),
    save: (fields) => told.push(["save", fields]),
    resolve: (...choice) => told.push(["resolve", ...choice]),
    closed: () => told.push(["closed"]),
  }).open(true);
  return { dialog, sharp, buttons, told };
}

test("a ticked sensation is saved and answered in one sentence", () => {
  const { dialog, sharp, told, buttons } = hurt();
  sharp.checked = true;
  sharp.fire("change");
  assert.deepEqual(told, [["save", [["sensations", "sharp"]]]]);
  assert.equal(dialog.querySelector("[data-player=advice]").textContent, "Stop this one.");
  assert.deepEqual(buttons.map(({ hidden }) => hidden), [true, false, false, false]);
});

test("a choice closes the dialog and resolves once", () => {
  const { dialog, buttons, told } = hurt();
  buttons[2].fire("click");
  dialog.fire("close");
  assert.deepEqual([told, dialog.getAttribute("open")], [[["resolve", "stop", "exercise"]], null]);
});

test("closed without a choice is told", () => {
  const { dialog, told } = hurt();
  dialog.fire("close");
  assert.deepEqual(told, [["closed"]]);
});
