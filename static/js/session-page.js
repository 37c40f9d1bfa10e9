/** The session page's entry: wires the player to the page. Where anything fails, the plain forms are the session. */
import { createAnswers, tick, valuesOf } from "./answers.js";
import { createCues, wireSwitches } from "./cues.js";
import { createExit } from "./exit.js";
import { createFigure } from "./figure.js";
import { createFrames } from "./frames.js";
import { isFarReaching } from "./hurt.js";
import { createHurtDialog } from "./hurt-dialog.js";
import { listenToKeys } from "./keys.js";
import { createOpening } from "./opening.js";
import { openOutbox, storageOf } from "./outbox.js";
import { createPlayer } from "./player.js";
import { attempt } from "./queue.js";
import { createRecord } from "./record.js";
import { createPlaces } from "./resume.js";
import { createSound } from "./sound.js";
import { createSpeech } from "./speech.js";
import { createVibration } from "./vibration.js";
import { createView } from "./view.js";
import { createWakeLock } from "./wakelock.js";
import { createWords } from "./words.js";

const TICK = 250;
/** Milliseconds an answer may be on its way before the page says that it waits. */
const ON_ITS_WAY = 1000;
const INTERACTIVE = "a, button, label, summary, form, dialog";

export function startSession(window) {
  const { document, navigator } = window;
  const root = document.getElementById("player");
  const opener = document.querySelector("[data-player-open]");
  const plan = attempt(() => JSON.parse(document.getElementById("session-plan").textContent));
  if (!plan?.exercises?.length || !opener) return null;

  const { now } = Date;
  const { owner, session } = plan;
  const prefs = { ...plan.prefs };
  const language = document.documentElement.lang;
  const words = createWords(plan.labels, language);
  const motion = window.matchMedia?.("(prefers-reduced-motion: reduce)");
  const figure = createFigure(root.querySelector('[data-player="figure"]'), document, () => motion?.matches);
  const view = createView(root, { words });
  const sound = createSound(window.AudioContext);
  const speech = createSpeech(window.speechSynthesis, window.SpeechSynthesisUtterance, language);
  const vibration = createVibration(navigator);
  const cues = createCues({ sound, speech, vibration, words, prefs });
  const wake = createWakeLock({
    navigator,
    document,
    onChange: (state) => view.note("wake", words.say(`wake_${state}`)),
  });

  const outbox = openOutbox(window, { owner, whoami: plan.whoami_url, soon: spare, onChange: showWaiting, onStop });
  const record = createRecord({ plan, outbox });
  const places = createPlaces({ owner, session, storage: storageOf(window), now, send: record.place });
  const place = places.recall(plan.resume, plan.exercises);
  const player = createPlayer({ exercises: plan.exercises, prefs, now, place });
  const frames = createFrames(window, {
    player,
    moving: { time: view.time, drawing: figure.show },
    steps: { phase: view.phase, exercise: view.exercise, controls: view.controls },
  });
  const form = root.querySelector('[data-player="answers"]');
  const answers = createAnswers(form, {
    save: saveAnswer,
    opened: detailsOpened,
    shown({ isAsking, isOpen }) {
      view.mark("data-telling", isOpen);
      giveRoom(isAsking);
    },
  });
  const hurtDialog = createHurtDialog(root.querySelector('[data-player="hurt"]'), {
    rules: plan.hurt,
    words,
    save: (fields) => save(player.concerned(), fields),
    resolve(...choice) {
      player.resolve(...choice);
      focusToggle();
      heedStop();
    },
    closed() {
      player.resolve("wait");
      heedStop();
    },
  });
  const start = createOpening(opener, document.getElementById("player-bad-day"), {
    plan,
    reach: outbox.reach,
    send: (url, fields) => outbox.send(url, fields, now()),
    queue: (url, fields) => outbox.add(url, fields, session),
    open,
    giveWay: player.pause,
    begun,
  });
  const exit = createExit({
    now,
    later: window.setTimeout.bind(window),
    ready: () => !answers.isOpen() && outbox.waiting() === 0 && !root.hidden,
    go: () => plan.after_url && window.location.assign(plan.after_url),
  });

  let asked = "";
  let changed = false;
  let stopped = false;
  let unsaid = null;

  function save(index, fields) {
    changed = true;
    const exercise = player.exercises[index];
    exercise.sensations = valuesOf(fields, "sensations");
    // “This hurts” may tell more of the exercise that is asked about.
    if (index === player.model().asking) tick(form, exercise.sensations);
    record.entry(exercise, fields);
    // The next tap may leave the page.
    outbox.flush();
    exit.soon();
  }

  /** A sensation for which the rules stop more than the exercise is answered as "this hurts" is. */
  function saveAnswer(index, fields, name) {
    save(index, fields);
    if (name === "sensations" && isFarReaching(fields, plan.hurt)) hurt();
  }

  /** The clock waits while the fuller questions are open, and the focus goes to them and back. */
  function detailsOpened(open) {
    if (open) {
      player.pause();
      form.querySelector('[data-player="more"] input').focus();
    } else {
      player.start();
      focusToggle();
    }
    exit.soon();
  }

  const reactions = {
    done: recordDone,
    ask,
    unask: () => frames.later("question", unask),
    phase: announcePhase,
    slept: () => announce(words.say("slept")),
    form: () => announce(words.say("form_easier")),
    status: statusChanged,
  };

  player.on((event) => {
    reactions[event.type]?.(event);
    cues.heed(event, player.model());
    frames.show();
  });

  function recordDone({ exercise, ...result }) {
    changed = true;
    record.done(player.exercises[exercise], result);
  }

  function ask({ exercise, skipped }) {
    const { name, sided, sensations: told } = player.exercises[exercise];
    const question = words.say(skipped ? "ask_skipped" : "ask", { name });
    asked = `${question} `;
    giveRoom(true);
    frames.later("question", () => answers.ask(exercise, question, { skipped, told, sided: sided !== "no" }));
    frames.later("choices", answers.offer);
  }

  /** Who was answering is not left without a place. */
  function unask() {
    const isIn = document.activeElement?.closest("form") === form;
    answers.close();
    if (isIn) focusToggle();
  }

  /** By the style sheet: a frame before the question comes, and one after it went. */
  function giveRoom(isAsking) {
    frames.later("asking", () => view.mark("data-asking", isAsking));
  }

  /** For a screen reader. */
  function announce(text) {
    frames.later("status", () => view.text("status", text));
  }

  function announcePhase() {
    announce(asked + words.phase(player.model()));
    asked = "";
    spare(remember);
    spare(() => figure.prepare(player.model().next));
  }

  /** Where a player is that nobody sees is no news: it may have been logged by hand since. */
  function remember() {
    if (!root.hidden) places.remember(player.where());
  }

  /** What has time until all that happened is shown; then in a frame of its own. */
  function spare(job) {
    window.setTimeout(() => frames.later(job, job), TICK);
  }

  function statusChanged({ status }) {
    if (status === "paused") announce(words.say("paused"));
    if (status === "finished") finish();
    else remember();
  }

  /** The server decided that this page is out of date: loaded again, it says what to do now. */
  function onStop() {
    stopped = true;
    heedStop();
  }

  /** What "this hurts" asks is decided first, and a session that is through goes to its summary. */
  function heedStop() {
    if (!stopped || root.hidden || ["hurt", "finished"].includes(player.model().status)) return;
    changed = true;
    leave();
    opener.hidden = true;
  }

  function finish() {
    changed = true;
    announce(words.say("finished"));
    places.forget();
    wake.release();
    record.finish();
    exit.start();
  }

  function showWaiting(state) {
    const isOnItsWay = state.waiting > 0 && !state.reason;
    window.clearTimeout(unsaid);
    unsaid = window.setTimeout(() => frames.later("waiting", () => sayWaiting(state)), isOnItsWay ? ON_ITS_WAY : 0);
    exit.check();
    refresh();
  }

  function sayWaiting(state) {
    view.note("waiting", words.waiting(state));
    view.show("sign-in", state.reason === "signed-out");
  }

  function showLog(visible) {
    root.hidden = visible;
    document.body.toggleAttribute("data-playing", !visible);
    document.getElementById("session-log").hidden = !visible;
  }

  function open() {
    showLog(false);
    if (player.model().status === "idle") rehearse();
    wake.hold();
    player.start();
    focusToggle();
  }

  /** Lays out the question once where nobody waits for a frame: the first time costs twice as much. */
  function rehearse() {
    answers.ask(0, words.say("ask"));
    answers.offer();
    root.getBoundingClientRect();
    answers.close();
  }

  function begun() {
    changed = true;
    refresh();
  }

  const focusToggle = () => root.querySelector('[data-do="toggle"]').focus();

  function leave() {
    player.pause();
    remember();
    wake.release();
    cues.hush();
    showLog(true);
    opener.focus();
    refresh();
  }

  /** The log behind the player is from before; it is loaded again once it holds all. */
  function refresh() {
    if (root.hidden && changed && outbox.waiting() === 0) window.location.reload();
  }

  function hurt() {
    cues.hush();
    player.hurt();
    const { status, exercise } = player.model();
    if (status !== "hurt") return;
    const concerned = player.exercises[player.concerned()];
    view.text("hurt-name", concerned.name);
    hurtDialog.open(concerned === exercise && exercise.easier, concerned.sensations);
  }

  const actions = {
    toggle: player.toggle,
    back: player.back,
    skip: player.skip,
    more: () => player.more(),
    hurt,
    leave,
    details: () => answers.open(true),
  };

  function act(name) {
    actions[name]?.();
    frames.show();
  }

  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-do]");
    if (button) act(button.getAttribute("data-do"));
    else if (!target.closest(INTERACTIVE)) act("toggle");
  });
  listenToKeys(document, { active: () => !root.hidden, act });
  const available = { sound: sound.available, speech: speech.available, vibration: vibration.available };
  wireSwitches(root, { prefs, available, save: record.preference });
  if (!speech.available) view.text("speech-note", words.say("speech_missing"));

  window.addEventListener("pagehide", () => {
    player.pause();
    remember();
    outbox.flush();
  });
  // Where nobody looks there are no frames to read the clock.
  window.setInterval(player.tick, TICK);

  if (place) view.label(opener, words.say("resume_at", { name: player.model().exercise.name }));
  opener.hidden = false;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    sound.unlock();
    start();
  });
  frames.show();
  outbox.flush();
  return { player, outbox, act };
}

if (globalThis.document) startSession(globalThis);
