import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { startSession } from "../../static/js/session-page.js";
import { element, exercise, fakeStorage, part, settle } from "./support.js";

const LABELS = { ask: "How was {name}?", resume_at: "Go on with {name}", waiting_one: "{n} waits", waiting_other: "{n} wait",
  offline: "Offline.", wake_missing: "The screen may go dark.", between: "Next: {name}", slept: "Paused while asleep." };

let window;
let posts;
let network;
let refused;
let stopping;
let visited;

function plan() {
  return { session: 7, owner: "ann", whoami_url: "/whoami/", prefs: { get_ready: 5, sound: true }, labels: LABELS, hurt: {},
    prefs_url: "/prefs/", finish_url: "/finish/", after_url: "/after/", resume: null,
    exercises: [exercise("a"), exercise("b")] };
}

function build(text = JSON.stringify(plan())) {
  const fine = element("input", { type: "radio", name: "feel", value: "fine" });
  const answers = element("form", { "data-player": "answers" }, part("ask"), element("fieldset", { "data-player": "feel" }, fine),
    part("reasons"), part("more"), part("sides"));
  const hurt = element("dialog", { "data-player": "hurt" }, element("form"), part("advice"), part("advice-link"),
    part("hurt-name"), element("button", { "data-hurt": "stop" }));
  const buttons = ["toggle", "hurt", "leave", "skip"].map((name) => element("button", { "data-do": name }));
  const root = element("section", { id: "player" }, ...["name", "status", "waiting", "wake", "cue", "figure"].map((name) => part(name)),
    answers, hurt, ...buttons, element("input", { type: "checkbox", "data-pref": "sound" }));
  root.hidden = true;
  const opener = element("button", { "data-player-open": "" });
  opener.hidden = true;
  opener.form = { elements: [], submitted: 0, getAttribute: () => "/start/", requestSubmit: () => (opener.form.submitted += 1) };
  const script = element("script", { id: "session-plan" });
  script.textContent = text;
  const log = element("div", { id: "session-log" });
  const dialog = element("dialog", { id: "player-bad-day" }, ...["again", "stay"].map((name) => element("button", { "data-bad-day": name })));
  const body = element("body", {}, log, opener, root, script, dialog, element("input", { name: "csrfmiddlewaretoken", value: "t" }));
  const document = Object.assign(new EventTarget(), { body, visibilityState: "visible", documentElement: { lang: "en" },
    getElementById: (id) => body.all().find((one) => one.id === id) ?? null, querySelector: (selector) => body.querySelector(selector) });
  return { document, root, opener, log, fine, dialog };
}

function load(page, storage = fakeStorage()) {
  const fetch = async (url, { body }) => {
    if (!network) throw new TypeError("offline");
    if (url === "/whoami/") return { ok: true, status: 200, json: async () => ({ owner: "ann" }) };
    if (refused) return { ok: false, status: 422 };
    posts.push([url, Object.fromEntries([...body].filter(([name]) => name !== "key" && name !== "at"))]);
    return stopping ? { ok: true, status: 200, json: async () => ({ stop: true }) } : { ok: true, status: 204 };
  };
  window = Object.assign(new EventTarget(), { document: page.document, navigator: {}, localStorage: storage, fetch,
    crypto: globalThis.crypto, requestAnimationFrame: (run) => setTimeout(() => run(Date.now()), 16), location: { assign: (url) => visited.push(url), reload: () => visited.push("reload") },
    setTimeout: (...given) => setTimeout(...given), clearTimeout: (timer) => clearTimeout(timer), setInterval: (...given) => setInterval(...given) });
  return startSession(window);
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["Date", "setTimeout", "setInterval"], now: Date.parse("2026-03-02T07:00:00Z") });
  posts = [];
  visited = [];
  network = true;
  refused = false;
  stopping = false;
});

async function pass(seconds) {
  for (let gone = 0; gone < seconds * 1000; gone += 50) {
    mock.timers.tick(50);
    await settle();
  }
}

const sent = () => posts.map(([url, { outcome, feel }]) => [url, outcome ?? feel].filter(Boolean).join(" "));
const text = (page, name) => page.root.querySelector(`[data-player="${name}"]`).textContent;

test("from Start to the summary without another touch than an answer", async () => {
  const page = build();
  load(page);
  assert.equal(page.opener.hidden, false);
  page.opener.fire("click");
  assert.deepEqual([page.root.hidden, page.log.hidden], [false, true]);
  await pass(27);
  assert.equal(text(page, "status"), "How was a? Next: b");
  page.fine.checked = true;
  page.fine.fire("change");
  await pass(100);
  const entry = (slug) => `/sessions/7/entries/${slug}/`;
  assert.deepEqual(sent(), ["/start/", `${entry("a")} done`, `${entry("a")} fine`, `${entry("b")} done`, "/finish/"]);
  assert.deepEqual(visited, ["/after/"]);
});

test("with the network cut it runs to the end, says what waits, and leaves only when all is sent", async () => {
  const page = build();
  load(page);
  network = false;
  page.opener.fire("click");
  await pass(150);
  assert.equal(text(page, "waiting"), "4 wait Offline.");
  assert.deepEqual(visited, []);
  network = true;
  await pass(61);
  assert.deepEqual([sent().length, new Set(sent()).size, visited], [4, 4, ["/after/"]]);
});

test("a start that the server refuses is sent again as the page’s own form, which says why", async () => {
  const page = build();
  load(page);
  refused = true;
  page.opener.fire("click");
  await pass(1);
  assert.deepEqual([page.opener.form.submitted, page.root.getAttribute("data-status")], [1, "paused"]);
});

test("a bad day is asked about without a network too, before the player is seen", async () => {
  const page = build(JSON.stringify({ ...plan(), bad_day_from: 6 }));
  page.opener.form.elements = [element("input", { name: "discomfort", value: "7" })];
  const { player } = load(page);
  network = false;
  page.opener.fire("click");
  await pass(1);
  assert.deepEqual([page.root.hidden, player.model().status, page.dialog.getAttribute("open")], [true, "idle", ""]);
  page.dialog.querySelector("[data-bad-day=stay]").fire("click");
  assert.deepEqual([page.root.hidden, player.model().status], [false, "running"]);
  network = true;
  await pass(5);
  assert.deepEqual(sent(), ["/start/"]);
});

test("a session that runs already is not begun again", async () => {
  const page = build();
  page.opener.form = null;
  load(page);
  page.opener.fire("click");
  await pass(1);
  assert.deepEqual(sent(), []);
});

test("a reload takes up at the same exercise", async () => {
  const storage = fakeStorage();
  const page = build();
  load(page, storage);
  page.opener.fire("click");
  await pass(60);
  window.dispatchEvent(new Event("pagehide"));
  const again = build();
  const { player } = load(again, storage);
  assert.equal(again.opener.textContent, "Go on with b");
  assert.equal(player.model().status, "idle");
});

test("what the browser lacks is said, and the session runs", async () => {
  const page = build();
  const { player } = load(page);
  page.opener.fire("click");
  await pass(1);
  assert.equal(text(page, "wake"), "The screen may go dark.");
  assert.equal(player.model().status, "running");
});

test("a tap beside the buttons pauses, one on a button is the button’s", () => {
  const page = build();
  const { player } = load(page);
  page.opener.fire("click");
  page.root.querySelector("[data-player=cue]").fire("click");
  assert.equal(player.model().status, "paused");
  page.root.querySelector("[data-do=toggle]").fire("click");
  assert.equal(player.model().status, "running");
});

test("this hurts opens its dialog with the clock stopped; stopping goes on with the next", async () => {
  const page = build();
  const { player } = load(page);
  page.opener.fire("click");
  await pass(10);
  page.root.querySelector("[data-do=hurt]").fire("click");
  assert.equal(player.model().status, "hurt");
  page.root.querySelector("[data-hurt=stop]").fire("click");
  assert.deepEqual([player.model().status, player.model().exercise.slug], ["running", "b"]);
});

test("this hurts names the exercise it is about: in the pause after one, the one just done", async () => {
  const page = build();
  const { player } = load(page);
  page.opener.fire("click");
  await pass(27);
  assert.deepEqual([player.model().kind, player.model().exercise.name], ["between", "b"]);
  page.root.querySelector("[data-do=hurt]").fire("click");
  assert.equal(page.root.querySelector("[data-player=hurt-name]").textContent, "a");
});

test("this hurts opens with what was told of the exercise, here or before the page was loaded", () => {
  const told = plan();
  told.exercises[0].sensations = ["tingling"];
  const page = build(JSON.stringify(told));
  const [ache, tingling] = ["ache", "tingling"].map((value) => element("input", { type: "checkbox", name: "sensations", value }));
  const form = page.root.querySelector("[data-player=hurt]").querySelector("form");
  form.append(ache, tingling);
  load(page);
  page.opener.fire("click");
  for (const expected of [[false, true], [true, true]]) {
    page.root.querySelector("[data-do=hurt]").fire("click");
    assert.deepEqual([ache.checked, tingling.checked], expected);
    ache.checked = true;
    ache.fire("change");
    page.root.querySelector("[data-player=hurt]").close();
  }
});

async function tingled(seconds, stops) {
  const hurt = { tingling: { stops, advice: "Stop." }, ache: { stops: "nothing", advice: "All right." } };
  const page = build(JSON.stringify({ ...plan(), hurt }));
  const box = (value) => element("input", { type: "checkbox", name: "sensations", value });
  const inDialog = box("tingling");
  const [ache, tingling] = [box("ache"), box("tingling")];
  page.root.querySelector("[data-player=hurt]").querySelector("form").append(inDialog);
  page.root.querySelector("[data-player=answers]").append(ache, tingling);
  const { player } = load(page);
  page.opener.fire("click");
  await pass(seconds);
  page.root.querySelector("[data-do=hurt]").fire("click");
  choose(inDialog);
  page.root.querySelector("[data-hurt=stop]").fire("click");
  await pass(1);
  return { page, player, inDialog, ache, tingling };
}

function choose(control) {
  control.checked = true;
  control.fire("change");
}

test("a sign told in the pause stands in the question that is open, and neither takes it back for the other", async () => {
  const { page, player, inDialog, ache, tingling } = await tingled(27, "exercise");
  assert.equal(tingling.checked, true);
  choose(ache);
  assert.deepEqual(player.exercises[0].sensations, ["ache", "tingling"]);
  choose(page.fine);
  page.root.querySelector("[data-do=hurt]").fire("click");
  assert.equal(inDialog.checked, true);
});

test("how it felt afterwards doesn't bring this hurts back", async () => {
  const { page, player } = await tingled(10, "direction");
  assert.equal(player.model().status, "running");
  choose(page.fine);
  assert.equal(player.model().status, "running");
});

test("a sign ticked while saying more stops the clock and what the rules stop, as this hurts does", async () => {
  const hurt = { dizzy: { stops: "session", advice: "Sit down." }, ache: { stops: "nothing", advice: "All right." } };
  const page = build(JSON.stringify({ ...plan(), hurt }));
  const [ache, dizzy] = ["ache", "dizzy"].map((value) => element("input", { type: "checkbox", name: "sensations", value }));
  page.root.querySelector("[data-player=answers]").append(ache, dizzy);
  const { player } = load(page);
  page.opener.fire("click");
  await pass(27);
  for (const [box, status] of [[ache, "running"], [dizzy, "hurt"]]) {
    box.checked = true;
    box.fire("change");
    assert.equal(player.model().status, status);
  }
});

test("a stop that the server decides pauses, and loads the page again once all is sent", async () => {
  const page = build();
  const { player } = load(page);
  page.opener.fire("click");
  await pass(10);
  stopping = true;
  await pass(17);
  assert.deepEqual([player.model().status, new Set(visited)], ["paused", new Set(["reload"])]);
  assert.equal(page.opener.hidden, true);
});

test("a stop waits for what the person decides in this hurts, where the clock stands anyway", async () => {
  const page = build(JSON.stringify({ ...plan(), hurt: { dizzy: { stops: "exercise", advice: "Sit down." } } }));
  const dizzy = element("input", { type: "checkbox", name: "sensations", value: "dizzy" });
  page.root.querySelector("[data-player=hurt]").querySelector("form").append(dizzy);
  const { player } = load(page);
  page.opener.fire("click");
  await pass(10);
  page.root.querySelector("[data-do=hurt]").fire("click");
  stopping = true;
  dizzy.checked = true;
  dizzy.fire("change");
  await pass(1);
  assert.deepEqual([player.model().status, visited], ["hurt", []]);
  page.root.querySelector("[data-hurt=stop]").fire("click");
  await pass(1);
  assert.deepEqual([player.model().status, visited.includes("reload")], ["paused", true]);
  assert.ok(sent().includes("/sessions/7/entries/a/ skipped"));
});

test("leaving pauses and shows the plain forms again", async () => {
  const page = build();
  const { player } = load(page);
  page.opener.fire("click");
  await pass(3);
  page.root.querySelector("[data-do=leave]").fire("click");
  assert.deepEqual([player.model().status, page.root.hidden, page.log.hidden], ["paused", true, false]);
});

test("a damaged or missing plan leaves the plain forms as they are", () => {
  const page = build("{");
  assert.equal(load(page), null);
  assert.deepEqual([page.opener.hidden, page.log.hidden], [true, false]);
});

test("a question that was open when somebody left is open when they go on", async () => {
  const page = build();
  load(page);
  page.opener.fire("click");
  await pass(27);
  const form = page.root.querySelector("[data-player=answers]");
  page.root.querySelector("[data-do=leave]").fire("click");
  page.opener.fire("click");
  assert.equal(form.hidden, false);
});

test("an answer given just before the page goes is sent all the same", async () => {
  const page = build();
  load(page);
  page.opener.fire("click");
  await pass(27);
  page.fine.checked = true;
  page.fine.fire("change");
  window.dispatchEvent(new Event("pagehide"));
  await settle();
  await settle();
  assert.equal(sent().at(-1), "/sessions/7/entries/a/ fine");
});
