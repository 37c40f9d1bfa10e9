import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf } from "../../static/js/keys.js";
import { fillTimezone, followSwaps } from "../../static/js/swaps.js";
import { createExit } from "../../static/js/exit.js";
import { wireSwitches } from "../../static/js/cues.js";
import { element, fakeClock } from "./support.js";

const press = (key, target = element("div"), facts = {}) => actionOf({ key, target, ...facts });

test("Space pauses, arrows move, Escape leaves", () => {
  assert.deepEqual([" ", "ArrowLeft", "ArrowRight", "Escape", "x"].map((key) => press(key)),
    ["toggle", "back", "skip", "leave", null]);
});

test("Space on a button or link is that button’s", () => {
  assert.equal(press(" ", element("button")), null);
  assert.equal(press(" ", element("a")), null);
  assert.equal(press("ArrowRight", element("button")), "skip");
});

test("a key inside a button’s icon counts as the button’s", () => {
  const icon = element("svg");
  element("button", {}, icon);
  assert.equal(press(" ", icon), null);
});

test("while typing or choosing a number the keys are the field’s", () => {
  const radio = element("input", { type: "radio" });
  assert.deepEqual([press("ArrowRight", radio), press(" ", radio)], [null, null]);
  assert.equal(press(" ", element("textarea")), null);
});

test("held keys and shortcuts are left alone", () => {
  assert.equal(press(" ", element("div"), { repeat: true }), null);
  assert.equal(press("ArrowLeft", element("div"), { altKey: true }), null);
});

test("inside an open dialog the keys are the dialog’s", () => {
  const inside = element("p");
  element("dialog", { open: "" }, inside);
  assert.equal(press("Escape", inside), null);
});

test("the time zone goes into an empty hidden field, never over a chosen one", () => {
  const empty = element("input", { type: "hidden", name: "timezone" });
  const chosen = element("input", { type: "hidden", name: "timezone", value: "Europe/Vienna" });
  fillTimezone(element("form", {}, empty, chosen), "Asia/Tokyo");
  assert.deepEqual([empty.value, chosen.value], ["Asia/Tokyo", "Europe/Vienna"]);
});

function page(...children) {
  const body = element("body", {}, ...children, element("div", { id: "failure", hidden: "" }, element("button")));
  const document = Object.assign(new EventTarget(), {
    body,
    activeElement: body,
    getElementById: (id) => body.all().find((one) => one.id === id) ?? null,
    querySelectorAll: (selector) => body.querySelectorAll(selector),
  });
  const send = (type, detail) => document.dispatchEvent(Object.assign(new Event(type), { detail }));
  for (const one of body.all()) {
    Object.defineProperty(one, "ownerDocument", { value: document });
    one.focus = () => {
      document.activeElement = one;
    };
  }
  followSwaps(document);
  return { document, send };
}

test("after a swap the focus goes to the marked heading", () => {
  const heading = element("h2", { "data-focus": "" });
  const target = element("section", {}, heading);
  const { document, send } = page(target);
  send("htmx:afterSettle", { elt: target, target });
  assert.equal(document.activeElement, heading);
});

test("a swap that took the focus away gives it back to the opener, or what came in its place", () => {
  const opener = element("button", { id: "edit" });
  const { document, send } = page(opener, element("section"));
  const gone = Object.defineProperty(element("button", { id: "edit" }), "isConnected", { value: false });
  send("htmx:beforeRequest", { elt: gone });
  send("htmx:afterSettle", { elt: element("section") });
  assert.equal(document.activeElement, opener);
});

test("a swap elsewhere leaves the focus alone", () => {
  const field = element("input");
  const { document, send } = page(field, element("button", { id: "b" }));
  field.focus();
  send("htmx:beforeRequest", { elt: document.getElementById("b") });
  send("htmx:afterSettle", { elt: element("section") });
  assert.equal(document.activeElement, field);
});

test("a request that fails is told until it is sent again or the word is closed, whatever else is sent", () => {
  for (const type of ["htmx:responseError", "htmx:sendError"]) {
    const [form, other] = [element("form"), element("form")];
    const { document, send } = page(form, other);
    const failure = document.getElementById("failure");
    send(type, { elt: form });
    assert.equal(failure.hidden, false);
    send("htmx:beforeRequest", { elt: other });
    assert.equal(failure.hidden, false);
    send("htmx:beforeRequest", { elt: form });
    assert.equal(failure.hidden, true);
    send(type, { elt: other });
    failure.querySelector("button").onclick();
    assert.equal(failure.hidden, true);
  }
});

test("a form that comes back wrong gets the focus at its first wrong field", () => {
  const wrong = element("input", { "aria-invalid": "true" });
  const form = element("form", {}, element("input"), wrong);
  const { document, send } = page(form);
  send("htmx:afterSettle", { elt: form, target: form });
  assert.equal(document.activeElement, wrong);
});

test("what is wrong gets the focus before the way on, be it a field or a word about all of it", () => {
  for (const wrong of [element("input", { "aria-invalid": "true" }), element("ul", { class: "errorlist nonfield" })]) {
    const card = element("article", {}, element("a", { "data-focus": "" }), element("form", {}, wrong));
    const { document, send } = page(card);
    send("htmx:afterSettle", { elt: card, target: card });
    assert.equal(document.activeElement, wrong);
  }
});

test("it leaves for the summary after a while, sooner once answered, never while something waits", () => {
  const now = fakeClock();
  const timers = [];
  let ready = false;
  let gone = 0;
  const exit = createExit({ now, later: (check, delay) => timers.push([check, delay]), ready: () => ready, go: () => (gone += 1) });
  exit.soon();
  assert.equal(timers.length, 0);
  exit.start();
  exit.soon();
  assert.deepEqual(timers.map(([, delay]) => delay), [20000, 3000]);
  now.pass(3);
  exit.check();
  assert.equal(gone, 0);
  ready = true;
  exit.check();
  exit.check();
  assert.equal(gone, 1);
});

test("a switch shows the person’s choice, acts at once and is saved; what the device lacks is off", () => {
  const sounds = element("input", { type: "checkbox", "data-pref": "sound" });
  const speech = element("input", { type: "checkbox", "data-pref": "speech" });
  const prefs = { sound: true, speech: true };
  const saved = [];
  wireSwitches(element("div", {}, sounds, speech), { prefs, available: { sound: true }, save: (...change) => saved.push(change) });
  assert.deepEqual([sounds.checked, speech.checked, speech.disabled], [true, false, true]);
  sounds.checked = false;
  sounds.fire("change");
  assert.deepEqual([prefs.sound, saved], [false, [["sound", false]]]);
});
